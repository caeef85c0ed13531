// One work list for everybody, and a record in the order of the calendar: each
// role starts at what waits on them, acts on it, and finds it gone.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const link = (page, name) => page.locator('main').getByRole('link', { name }).first()

// The counts of a work list, and the address of each.
function counts (page) {
  return page.locator('.counts a').evaluateAll(all => all.map(a => ({
    href: a.getAttribute('href'),
    n: Number(a.textContent.match(/: (?:more than )?(\d+)/)[1]),
    more: /more than/.test(a.textContent)
  })))
}

// How many items the programme's list holds over all its pages; what waits on
// somebody in person stands after it.
async function items (page) {
  let n = 0
  for (let i = 0; i < 20; i++) {
    n += await page.locator('main ol.govuk-list--spaced').first().locator('> li').count()
    const next = page.locator('a[rel=next]')
    if (await next.count() === 0) return n
    await follow(page, next)
  }
  assert.fail('a list of more than twenty pages')
}

describe('a trainee', () => {
  test('finds what waits on them and on whom they wait at home', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await isSound(page)
      const text = await words(page)
      assert.match(text, /Waiting on you .*Correct .* and send it again .*Returned by David Llewellyn/)
      assert.match(text, /Waiting on others .*Waits on David Llewellyn since \d+ \w+ 2026, \d+ days/)
      await follow(page, link(page, /^Confirm \d+ placement days?/))
      assert.match(page.url(), /\/placements\/\d+\/days\?state=submitted$/)
    }))
})

describe('programme staff', () => {
  test('start at what waits on them, and every count is its items', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      assert.equal(new URL(page.url()).pathname, '/work')
      await isSound(page)
      for (const path of ['/work', '/work?on=others']) {
        await page.goto(address + path)
        await isSound(page)
        const all = await counts(page)
        assert.ok(all.length >= 2, `${path} counts ${all.length} kinds`)
        for (const { href, n, more } of all) {
          await page.goto(address + href)
          const found = await items(page)
          assert.ok(more ? found > n : found === n, `${href} says ${n}, holds ${found}`)
        }
      }
    }))

  test('filter by kind and cohort, and the address keeps it', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, link(page, 'Waiting on others'))
      await page.getByLabel('What waits').selectOption('Placement days returned')
      await page.getByLabel('Cohort').selectOption({ index: 1 })
      await follow(page, page.getByRole('button', { name: 'Apply filters' }))
      await isSound(page)
      assert.match(page.url(), /on=others.*kind=day_returned.*cohort=\d+/)
      assert.match(await words(page), /Chosen filters .*Placement days returned Remove/)
      const cohort = new URL(page.url()).searchParams.get('cohort')
      const [n] = sql(`SELECT count(*) FROM placement_day d
          JOIN enrolment e ON e.id = d.enrolment_id
         WHERE d.state = 'returned' AND e.cohort_id = ${cohort}`)
      assert.equal(await items(page), Number(n))
    }))

  test('release marks, which wait no more', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/work?kind=marks_to_release`)
      const release = link(page, /^Release \d+ marks? of/)
      const name = (await release.innerText()).trim()
      await follow(page, release)
      assert.match(page.url(), /\/components\/\d+\/release$/)
      await follow(page, page.getByRole('button', { name: /Release/ }))
      await page.goto(`${address}/work?kind=marks_to_release`)
      assert.equal(await page.getByRole('link', { name }).count(), 0)
      await page.goto(`${address}/work?kind=board_to_hold`)
      assert.match(await words(page), /Hold the board of/)
    }))
})

describe('a partner', () => {
  test('sees whom their people wait for', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'partner')
      assert.equal(new URL(page.url()).pathname, '/work')
      await isSound(page)
      assert.match(await words(page), /Waits on \w.* since /)
    }))
})

describe('a record', () => {
  const [trainee] = sql(`SELECT e.id FROM enrolment e
      JOIN person p ON p.id = e.person_id WHERE p.email = '${people.trainee}'`)

  test('has a timeline of what was and what is to come', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/trainees/${trainee}`)
      await follow(page, page.getByRole('link', { name: 'Timeline' }))
      await isSound(page)
      const months = await page.locator('main h2').allInnerTexts()
      const order = months.map(m => Date.parse(`1 ${m}`))
      assert.deepEqual(order, [...order].sort((a, b) => a - b))
      assert.equal(new Set(months).size, months.length)
      assert.match(await words(page), /became practice educator .*Today is .*Due: .*The programme ends/)
      await follow(page, link(page, /^Days by week: \d+/))
      await isSound(page)
      const weeks = await page.getByText(/^Week from Monday/).count()
      assert.match(await words(page), new RegExp(`Days by week alone: ${weeks}\\.`))
      await follow(page, link(page, /^Week from Monday/))
      assert.match(page.url(), /\/placements\/\d+\/days$/)
    }))

  test('shows a trainee their own', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/trainees/${trainee}/timeline`)
      await isSound(page)
      const marked = await page.getByText(/^Marked \d+ of 100/).count()
      const [released] = sql(`SELECT count(*) FROM mark WHERE released
         AND enrolment_id = ${trainee}`)
      assert.equal(marked, Number(released))
    }))
})
