// What the journeys share: a browser, signing in, and what every page must be.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after } from 'node:test'

const need = createRequire(new URL('../../assets/package.json', import.meta.url))
const { chromium } = need('playwright-core')
const axeSource = readFileSync(need.resolve('axe-core/axe.min.js'), 'utf8')

export const address = process.env.WAYMARK_ORIGIN
export const scripts = process.env.WAYMARK_SCRIPTS !== 'off'
export const password = 'bridgewell-demo-2026'
export const people = {
  trainee: 'amara.okafor@example.org',
  educator: 'david.llewellyn@example.org',
  staff: 'priya.raman@example.org',
  partner: 'tomasz.zielinski@example.org',
  tutor: 'angharad.bevan@example.org',
  lead: 'fiona.holroyd@example.org',
  suitability: 'miriam.sinclair@example.org',
  nqsw: 'asha.mistry@example.org',
  assessor: 'helen.marsh@example.org',
  coordinator: 'kofi.boateng@example.org',
  moderator: 'ruth.ellery@example.org',
  equity: 'grace.adeyemi@example.org',
  auditor: 'judith.fairweather@example.org',
  officer: 'winifred.ashdown@example.org'
}
export const phone = { width: 320, height: 640 }
export const desk = { width: 1280, height: 900 }

const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic',
  '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync']

let browser = null
after(async () => (await browser)?.close())

// Each person has a browser to themselves: nothing of another's is in it.
export async function withBrowser (viewport, work) {
  browser ??= chromium.launch({
    executablePath: process.env.CHROMIUM ||
      '/usr/bin/chromium-headless-shell',
    headless: true, args: flags
  })
  const context = await (await browser).newContext({ viewport, javaScriptEnabled: scripts })
  const complaints = []
  context.on('page', page => watch(page, complaints))
  const page = await context.newPage()
  try {
    await work(page, context)
    assert.deepEqual(complaints, [], 'the console stays silent')
  } finally {
    await context.close()
  }
}

// What is done outside requests, until its process is killed.
export function startJobs () {
  return spawn(`${process.env.B ?? 'build'}/waymark`, ['jobs'], { stdio: 'ignore' })
}

// The answer of the test's own database, a line a row; values never hold |.
export function sql (statement) {
  return execFileSync('psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1',
    process.env.DATABASE_URL], {
    encoding: 'utf8', input: `SET search_path = waymark, auth, post;\n${statement};\n`
  }).split('\n').filter(Boolean)
}

// A refused form is answered 422, which the browser notes: that is no fault.
function watch (page, complaints) {
  page.on('console', message => {
    if (message.type() === 'error' &&
        !/status of 4(00|03|04|22|29)/.test(message.text())) {
      complaints.push(`${page.url()}: ${message.text()}`)
    }
  })
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error}`))
}

// Does what leads to another page, and waits until that page is there.
async function until (page, act) {
  const there = page.waitForEvent('framenavigated')
  await act()
  await there
  await page.waitForLoadState()
}

export function follow (page, locator) {
  return until(page, () => locator.click())
}

export function pressEnter (page) {
  return until(page, () => page.keyboard.press('Enter'))
}

export async function fillSignIn (page, who, secret = password) {
  await page.getByLabel('Email address').fill(people[who] ?? who)
  await page.getByLabel('Password').fill(secret)
  await follow(page, page.getByRole('button', { name: 'Sign in' }))
}

export async function signIn (page, who, secret) {
  await page.goto(`${address}/sign-in`)
  await fillSignIn(page, who, secret)
  assert.equal(await page.getByRole('heading', { name: 'Sign in' }).count(), 0)
}

export async function signOut (page) {
  const menu = page.getByRole('button', { name: 'Menu' })
  if (await menu.isVisible()) await menu.click()
  await follow(page, page.getByRole('button', { name: 'Sign out' }))
}

// Sends lines as a CSV file.
export async function sendFile (page, box, lines, button) {
  await page.getByLabel(box).setInputFiles({
    name: 'cohort.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n') + '\r\n')
  })
  await follow(page, page.getByRole('button', { name: button }))
}

// A file that a link downloads, without its mark of UTF-8.
export async function download (page, link) {
  const arrives = page.waitForEvent('download')
  await page.getByRole('link', { name: link }).click()
  const path = await (await arrives).path()
  const text = readFileSync(path, 'utf8')
  assert.equal(text[0], '\uFEFF', 'spreadsheets know UTF-8 by its mark')
  return text.slice(1)
}

// What the newest letter to somebody says, as staff of a demonstration read it.
export async function readLetter (email) {
  let text = null
  await withBrowser(desk, async page => {
    await signIn(page, 'staff')
    await follow(page, page.getByRole('link', { name: 'Letters' }))
    const row = page.locator('main tbody tr').filter({ hasText: email }).first()
    for (let i = 0; i < 20 && await row.count() === 0; i++) {
      await follow(page, page.getByRole('link', { name: /Next/ }))
    }
    await follow(page, row.getByRole('link'))
    text = await page.locator('.typed').innerText()
  })
  return text
}

export async function words (page) {
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ')
}

// Known and explained, both as the GOV.UK Design System has it: the back link
// stands before main, and its script says of a radio that it expands.
const explained = new Set(['region', 'aria-allowed-attr'])

const everyRule = {
  type: 'tag',
  values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
}
// What a wider window can break that a phone's kept; and what only a wide one
// shows, the navigation, is looked at when there is something new in it.
const rulesOfSize = {
  type: 'rule',
  values: ['target-size', 'scrollable-region-focusable', 'heading-order']
}

async function breaksNoRule (page, rules) {
  if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axeSource)
  const { violations } = await page.evaluate(runOnly =>
    globalThis.axe.run(document, { resultTypes: ['violations'], runOnly }), rules)
  const found = violations.filter(v => !explained.has(v.id))
    .map(v => `${v.id}: ${v.nodes.map(n => n.html).join(' | ')}`)
  assert.deepEqual(found, [], `axe on ${page.url()}`)
}

// What of a page the rules can tell from another's, in pieces: each element, what
// it is called to be, and how those that hold it are dressed; which heading
// follows which, and what parts the page has.  Of names, only that each is one
// thing's, and that what is named is there.
function piecesOf () {
  const told = /^(class|role|type|scope|lang|autocomplete|tabindex|aria-(?!label|describedby|controls|owns).*)$/
  const own = e => `<${e.localName} ${[...e.attributes].map(a =>
    a.name + (told.test(a.name) ? `=${a.value}` : a.value === '' ? '' : '=')).sort().join(' ')}>`
  const pieces = new Set()
  const walk = (e, within) => {
    const text = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim() !== '')
    pieces.add(within + own(e) + (text ? '.' : '') + (e.firstElementChild ? '<' : ''))
    for (const child of e.children) {
      walk(child, `${within}<${e.localName} ${e.getAttribute('class')}>`)
    }
  }
  walk(document.documentElement, '')
  const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.localName)
  headings.forEach((h, i) => pieces.add(`${headings[i - 1]} ${h}`))
  pieces.add([...document.querySelectorAll('header,nav,main,aside,footer')].map(own).join(''))
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id)
  const named = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']
    .flatMap(name => [...document.querySelectorAll(`[${name}]`)]
      .flatMap(e => e.getAttribute(name).split(/\s+/)))
  return {
    pieces: [...pieces],
    twice: ids.filter((id, i) => ids.indexOf(id) !== i),
    missing: named.filter(id => id !== '' && !ids.includes(id))
  }
}

// The pieces that nobody in this run of the tests has met before.
const met = new Set()
const fileOf = piece => `${process.env.WAYMARK_SHAPES}/` +
  createHash('sha256').update(piece).digest('hex').slice(0, 32)

function newOf (pieces, kind) {
  return pieces.filter(piece => {
    if (met.has(piece)) return false
    met.add(piece)
    try {
      writeFileSync(`${fileOf(piece)}.${kind}`, '', { flag: 'wx' })
      return true
    } catch (error) {
      if (error.code === 'EEXIST') return false
      throw error
    }
  })
}

export async function fits (page) {
  const wide = await page.evaluate(() => {
    const d = document.documentElement
    return [d.scrollWidth, d.clientWidth]
  })
  assert.ok(wide[0] <= wide[1],
    `${page.url()} is ${wide[0]} wide in ${wide[1]}`)
}

// Scripts hear of another size before the second frame from now; the menu folds
// only then, and whoever clicked before would hit what is not there any more.
const settled = () => new Promise(resolve =>
  requestAnimationFrame(() => requestAnimationFrame(resolve)))

// What holds for every page, as it is shown now, on a phone and on a desk.  axe
// sees each page that has a new piece, with scripts: what journeys find without
// them is kept for the last one, shapes.test.mjs.
export async function isSound (page) {
  const was = page.viewportSize()
  const { pieces, twice, missing } = await page.evaluate(piecesOf)
  const fresh = newOf(pieces, scripts ? 'seen' : 'kept')
  const looks = scripts && fresh.length > 0
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    await fits(page)
    if (looks) {
      await breaksNoRule(page, size === phone || fresh.some(piece =>
        piece.includes('<header ')) ? everyRule : rulesOfSize)
    }
  }
  await page.setViewportSize(was)
  if (scripts) await page.evaluate(settled)
  assert.deepEqual(twice, [], `each id is of one thing on ${page.url()}`)
  assert.deepEqual(missing, [], `what is named is there on ${page.url()}`)
  assert.equal(await page.locator('h1').count(), 1, `one h1 on ${page.url()}`)
  assert.match(await page.title(), / - Waymark$/)
  assert.equal(await page.locator('html').getAttribute('lang'), 'en')
  const html = await page.content()
  assert.doesNotMatch(html, /\(null\)|undefined|NaN/)
  if (!scripts && fresh.length > 0) {
    writeFileSync(`${fileOf(fresh[0])}.json`,
      JSON.stringify({ path: page.url().slice(address.length), html }))
  }
}

// Walks with the tab key to the first thing whose name or words fit, and says
// how many steps it took; what has the focus must always be seen.
export async function tabTo (page, pattern, most = 80) {
  for (let step = 1; step <= most; step++) {
    await page.keyboard.press('Tab')
    const at = await page.evaluate(() => {
      const e = document.activeElement
      if (!e || e === document.body) return null
      const s = getComputedStyle(e)
      const box = e.getBoundingClientRect()
      const label = e.labels?.[0]?.innerText ?? ''
      return {
        name: [e.getAttribute('aria-label'), label, e.innerText, e.value]
          .filter(Boolean).join(' '),
        seen: box.width > 0 && box.height > 0 && (s.outlineStyle !== 'none' ||
          s.boxShadow !== 'none' || s.backgroundColor !== 'rgba(0, 0, 0, 0)' ||
          e.matches('input[type=radio],input[type=checkbox]'))
      }
    })
    if (at === null) continue
    assert.ok(at.seen, `the focus on "${at.name}" is seen`)
    if (pattern.test(at.name)) return step
  }
  assert.fail(`no ${pattern} within ${most} tabs on ${page.url()}`)
}
