// Every page of the route table, as each role that it lets in sees it; pages
// that say no; paper, larger text and wider spacing.
// Walked: with scripts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, test } from 'node:test'
import {
  address, desk, follow, isSound, fits, password, people, phone, pressEnter,
  signIn, sql, tabTo, withBrowser, words
} from './browser.mjs'

const routes = readFileSync(new URL('../../src/routes.def', import.meta.url), 'utf8')
const shown = [...routes.matchAll(/^(?:ROUTE\(GET,\s*|RECORDED\()"([^"]+)",\s*\w+,\s*([A-Z_ |]+),/gm)]
  .map(([, path, roles]) => ({ path, roles: roles.split('|').map(r => r.trim()) }))
  .filter(({ path }) => !/\.(csv|xlsx|zip|ics)$|^\/health$/.test(path))
const visited = new Set()

function one (statement) {
  const [value] = sql(statement)
  assert.ok(value, `there is one: ${statement}`)
  return value
}

const me = who => `(SELECT id FROM person WHERE email = '${people[who]}')`
const placement = one(`SELECT max(id) FROM placement WHERE person_id = ${me('trainee')}`)
const theirs = `d.placement_id = ${placement} AND NOT EXISTS (
    SELECT FROM draft WHERE path LIKE '/days/' || d.id || '/%')`
const day = state => one(`SELECT d.id FROM placement_day d
     WHERE d.state = '${state}' AND ${theirs} ORDER BY d.id LIMIT 1`)
const record = one(`SELECT enrolment_id FROM placement WHERE id = ${placement}`)

// What # stands for, by the part of the path before it.
const ids = {
  placements: placement,
  days: day('submitted'),
  cohorts: one('SELECT max(id) FROM cohort'),
  trainees: record,
  programmes: 1,
  organisations: one(`SELECT organisation_id FROM placement WHERE id = ${placement}`)
}

function asked (path) {
  return path.replace(/\/(\w+)\/#/g, (_, what) => `/${what}/${ids[what] ?? '#'}`)
}

// What needs a thing of its own to be there is walked by the journey of its
// subject, which asks of each page that it is sound.
const journeys = {
  fairness: /^\/(programmes\/#\/)?fairness/,
  filters: /^\/filters\//,
  findings: /^\/finding(s|-causes|-actions)\/.*#/,
  'asye-feedback': /^\/asye\/#\/feedback|^\/(feedback-requests|give-feedback)(\/|$)/,
  'asye-portfolio': /^\/sign-observation\/|^\/documents\/#\/observer$|^\/files\/#\/evidence$|\/evidence\/files\/#$/,
  'asye-outcome': /^\/moderation\/(new$|.*#)|^\/asye\/#\/(recommend|outcome|certificate)|^\/certificates\/#/,
  'asye-evidence': /^\/asye\/#\/(evidence|tags|standards|self-assessments)|^\/crosswalk\//,
  'asye-register': /^\/asye\/(me|#)$|\/asye\/(new|not)|^\/asye\/#\/(steps|duties|corrections)\//,
  'asye-timetable': /^\/asye\/(changes\/|#\/(timetable|changes|reviews|moves))|^\/calendar\//,
  'asye-files': /^\/(asye|documents)\/#\/files|^\/files\//,
  'at-risk': /^\/(flags|support-plans|support-actions)\/|\/#\/(contacts|support-plans)\//,
  audit: /^\/audit/,
  data_rights: /^\/(my\/)?data\/|^\/programmes\/#\/close/,
  account: /^\/people\/#\/sessions$/,
  attention: /^\/(attention|people)\/.*#|\/number$/,
  'asye-documents': /^\/asye\/#\/documents/,
  documents: /\/documents(\/|$)/,
  educators: /\/educators\//,
  concerns: /\/concerns\//,
  adjustments: /\/adjustments\//,
  post: /^\/(inbox|reminders|letters)\/|^\/post$/,
  enrolment: /\/changes\//,
  matching: /^\/(capacity|teams|travel|matching|proposals)\/|\/(needs|conflicts)\//,
  placements: /\/placements\/check$|^\/skills-(days|entries)\//,
  modules: /^\/(modules|curriculum|sessions|components|attempts|extensions|decisions)\//,
  quality: /^\/(quality|audits|actions)\/|\/#\/feedback$|^\/teams\/#\/(audits|actions)/,
  reflections: /^\/reflections\/.*#|^\/asye\/#\/reflections$/,
  claims: /^\/claims\/.*#/,
  exports: /^\/exports\/#/,
  provider: /^\/sign-in\/provider/,
  second_step: /^\/sign-in\/|^\/account\/|^\/second-steps\/#/,
  sets: /^\/sets\/#/,
  api: /^\/tokens\/#/,
  round_trip: /^\/imports\/#\/undo$/,
  settings: /^\/(settings|setting-versions)\//,
  suitability: /\/suitability/,
  team: /^\/team\//,
  support: /^\/(support|check-ins)\/.*#|^\/asye\/#\/support$/,
  workbooks: /^\/workbooks\//,
  units: /^\/(units|tutors)\/|\/guides\//
}

function journeyOf (path) {
  const [name] = Object.entries(journeys).find(([, own]) => own.test(path)) ?? []
  return name
}

function isReached (path) {
  return !/[#$]/.test(asked(path)) && !/\/check$/.test(path)
}

// What hangs on more than who asks; a provider is there where one is set.
const alone = new Set(['/programmes/#/fairness/groups', '/sign-in/provider',
  '/sign-in/provider/return', '/sign-in/provider/wait',
  '/days/#/put-back', '/letters/#', '/choose-password',
  '/calendar/end', '/trainees/#/asye/new', '/trainees/#/asye/not',
  '/trainees/#/asye/not/remove'])

// Who knows somebody by their ASYE alone opens no record of a trainee.
const byAsye = new Set(['ASSESSOR', 'COORDINATOR', 'MODERATOR'])

// Those of the route table that the role may see and that `ids` reach.
function pagesOf (role) {
  return shown.filter(({ path, roles }) => (roles.includes(role) ||
    (roles.includes('SIGNED_IN') && role !== 'ANYONE')) &&
    !(byAsye.has(role) && path.startsWith('/trainees/#')) &&
    !alone.has(path) && !path.startsWith('/imports/#') && isReached(path))
}

const whose = {
  trainee: 'a trainee', educator: 'an educator', staff: 'staff',
  partner: 'a partner', tutor: 'a tutor', lead: 'a Consultant Social Worker',
  assessor: 'an ASYE assessor', coordinator: 'an ASYE coordinator',
  moderator: 'on a moderation panel'
}

async function visit (page, path, where = asked(path)) {
  visited.add(path)
  const answer = await page.goto(address + where)
  assert.equal(answer.status(), 200, where)
  await isSound(page)
}

describe('every page is sound', () => {
  test('for somebody who is not signed in', () =>
    withBrowser(phone, async page => {
      for (const { path } of pagesOf('ANYONE')) await visit(page, path)
      await visit(page, '/choose-password', '/choose-password?link=used')
      assert.match(await words(page), /This link does not work any more/)
    }))

  for (const who of Object.keys(whose)) {
    test(`for somebody who is ${whose[who]}`, () =>
      withBrowser(phone, async page => {
        await signIn(page, who)
        for (const { path } of pagesOf(who.toUpperCase())) await visit(page, path)
        const answer = await page.goto(`${address}/nothing/is/here`)
        assert.equal(answer.status(), 404)
        assert.match(await words(page), /Page not found/)
        await isSound(page)
      }))
  }

  test('for a day that is removed, and put back', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      const removed = day('returned')
      await page.goto(`${address}/days/${removed}/remove`)
      await follow(page, page.getByRole('button', { name: 'Remove' }))
      await isSound(page)
      await visit(page, '/days/#/put-back', `/days/${removed}/put-back`)
      await follow(page, page.getByRole('button', { name: 'Put' }))
      await isSound(page)
    }))

  test('for staff who open a letter, and an import in each of its states', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/imports/new`)
      await page.getByLabel('Which cohort?').selectOption({ index: 1 })
      await page.getByLabel('Choose the file').setInputFiles({
        name: `${'a-long-name-without-spaces'.repeat(4)}.csv`,
        mimeType: 'text/csv',
        buffer: Buffer.from('first_name,last_name,email,employer_code,' +
          `starts_on,${'unknown'.repeat(12)}\nAda,Example,${'a'.repeat(60)}@example.net,` +
          `${'X'.repeat(60)},soon,x\n`)
      })
      await follow(page, page.getByRole('button', { name: 'Check the file' }))
      const there = new URL(page.url()).pathname
      for (const { path } of shown.filter(r => r.path.startsWith('/imports/#'))) {
        if (/put-back|undo/.test(path)) continue
        await visit(page, path, path.replace('/imports/#', there).replace('#', '2'))
      }
      await page.goto(`${address}${there}/rows/2/leave-out`)
      await follow(page, page.getByRole('button', { name: 'Leave the row out' }))
      await isSound(page)
      await visit(page, '/imports/#/rows/#/put-back', `${there}/rows/2/put-back`)
      await page.goto(`${address}/forgotten-password`)
      await page.getByLabel('Email address').fill(people.trainee)
      await follow(page, page.getByRole('button', { name: 'Send the link' }))
      await page.goto(`${address}/letters`)
      await isSound(page)
      const letter = await page.locator('main tbody a').first().getAttribute('href')
      await visit(page, '/letters/#', letter)
    }))

  test('for somebody without a role', async () => {
    const email = 'nobody.yet@example.org'
    sql(`INSERT INTO person (given_name, family_name, email)
         VALUES ('Nobody', 'Yet', '${email}');
         INSERT INTO credential (person_id, password_hash)
         SELECT n.id, c.password_hash FROM person n, credential c
          WHERE n.email = '${email}' AND c.person_id = ${me('staff')}`)
    await withBrowser(phone, async page => {
      await signIn(page, email, password)
      assert.match(await words(page), /You hold no role/)
      await isSound(page)
      for (const path of ['/cohorts', '/trainees', '/work', `/trainees/${record}`]) {
        assert.equal((await page.goto(address + path)).status(), 404, path)
      }
    })
  })

  test('when a form did not come from here', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/placements/${placement}/days/new`)
      await page.locator('main form input[name=csrf]').first()
        .evaluate(input => { input.value = 'made-up' })
      const [answer] = await Promise.all([
        page.waitForResponse(r => r.request().method() === 'POST' &&
          r.request().isNavigationRequest()),
        follow(page, page.getByRole('button', { name: 'Log the day' }))
      ])
      assert.equal(answer.status(), 400)
      assert.match(await words(page), /That could not be done.*Nothing was changed/)
      await isSound(page)
    }))

  after(() => {
    const missed = shown.map(({ path }) => path)
      .filter(path => !visited.has(path) && !journeyOf(path))
    assert.deepEqual(missed, [], 'pages of the route table that nobody visited')
    for (const name of Object.keys(journeys)) {
      const journey = new URL(`${name}.test.mjs`, import.meta.url)
      assert.match(readFileSync(journey, 'utf8'), /await isSound\(page\)/)
    }
  })
})

// Words that a box of fixed size cuts off.
function cut (page) {
  return page.evaluate(() => [...document.querySelectorAll('body *')]
    .filter(e => {
      const s = getComputedStyle(e)
      return e.clientHeight > 1 && e.clientWidth > 1 && !e.matches('select, input') &&
        (s.overflowX === 'hidden' || s.overflowY === 'hidden') &&
        (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
    }).map(e => e.outerHTML.slice(0, 200)))
}

// Style sheets that are made by a script need no leave of the policy.
function restyle (page, css) {
  return page.evaluate(text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [sheet]
  }, css)
}

const spaced = `* { line-height: 1.5 !important; letter-spacing: .12em !important;
  word-spacing: .16em !important } p { margin-bottom: 2em !important }`

describe('pages give room', () => {
  for (const [who, path] of [['staff', `/cohorts/${ids.cohorts}`],
    ['trainee', `/placements/${placement}/days/new`],
    ['trainee', `/placements/${placement}/weeks/new`], ['educator', '/work']]) {
    test(`to wider spacing and larger text: ${path}`, () =>
      withBrowser(desk, async page => {
        await signIn(page, who)
        await page.goto(address + path)
        for (const size of [phone, desk]) {
          await page.setViewportSize(size)
          await restyle(page, spaced)
          await fits(page)
          assert.deepEqual(await cut(page), [])
        }
        await restyle(page, 'html { font-size: 200% !important }')
        await fits(page)
        assert.deepEqual(await cut(page), [])
        await restyle(page, '')
        await page.setViewportSize({ width: 640, height: 450 })
        await fits(page)
      }))
  }

  test('to paper: the record of a trainee without what can only be clicked', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/trainees/${record}`)
      await page.emulateMedia({ media: 'print' })
      for (const gone of ['.govuk-service-navigation', '.govuk-back-link',
        '.govuk-footer', '.govuk-skip-link']) {
        assert.equal(await page.locator(gone).first().isVisible(), false, gone)
      }
      assert.ok(await page.locator('h1').isVisible())
      assert.ok(await page.locator('svg.chart').first().isVisible())
      const table = page.getByRole('table', { name: 'Days before each date' })
      assert.ok(await table.first().isVisible(), 'the table of the chart is printed')
      await page.setViewportSize({ width: 700, height: 990 })
      await fits(page)
    }))
})

describe('an educator without a mouse', () => {
  test('chooses a day and confirms it', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'educator')
      const waits = async () => Number((await words(page)).match(/(\d+) days? waits?/)[1])
      const before = await waits()
      const first = await page.locator('input[name=day]').first().getAttribute('id')
      const name = await page.locator(`label[for=${first}]`).innerText()
      await tabTo(page, new RegExp(`^${name}`))
      await page.keyboard.press('Space')
      assert.ok(await page.locator(`#${first}`).isChecked())
      await tabTo(page, /^Confirm the selected days/, 200)
      await pressEnter(page)
      assert.match(await words(page), /1 day confirmed/)
      assert.equal(await waits(), before - 1)
    }))
})
