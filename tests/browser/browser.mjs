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

// What axe is shown: pages of ours that stay, where axe is at home, in whose
// place the body of each page is put as scripts have made it.  Axe looks at one
// at a time, so whoever comes while it does has another opened.  None of these
// rules reads style sheets or films, so that axe need not fetch any.
const idle = new Map([[phone, []], [desk, []]])

async function openStage (size) {
  const context = await (await browser).newContext({ viewport: size })
  const page = await context.newPage()
  await page.goto(`${address}/sign-in`)
  await page.evaluate(axeSource)
  return page
}

async function breaksNoRule (page, size, rules) {
  const stage = idle.get(size).pop() ?? await openStage(size)
  const dressed = await page.evaluate(() => {
    const all = e => [...e.attributes].map(a => [a.name, a.value])
    const root = document.documentElement
    return {
      root: all(root), title: document.title,
      body: all(document.body), html: document.body.innerHTML
    }
  })
  const violations = await stage.evaluate(async ({ dressed, runOnly }) => {
    const dress = (e, attributes) => {
      for (const a of [...e.attributes]) e.removeAttribute(a.name)
      for (const [name, value] of attributes) e.setAttribute(name, value)
    }
    dress(document.documentElement, dressed.root)
    dress(document.body, dressed.body)
    document.title = dressed.title
    document.body.innerHTML = dressed.html
    const { violations } = await globalThis.axe.run(document,
      { resultTypes: ['violations'], preload: false, runOnly })
    return violations.map(v => [v.id, ...v.nodes.map(n => n.html)])
  }, { dressed, runOnly: rules })
  idle.get(size).push(stage)
  assert.deepEqual(violations.filter(([id]) => !explained.has(id)), [],
    `axe on ${page.url()}`)
}

// All that is asked of a page as it is shown now, in one question: how wide it
// is, and what every page has; and what of it the rules can tell from another's,
// in pieces: each element, what it is called to be, and how those that hold it
// are dressed; which heading follows which, and what parts the page has.  Of
// names, only that each is one thing's, and that what is named is there.
function lookedAt () {
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
  const root = document.documentElement
  walk(root, '')
  const headings = [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => h.localName)
  headings.forEach((h, i) => pieces.add(`${headings[i - 1]} ${h}`))
  pieces.add([...document.querySelectorAll('header,nav,main,aside,footer')].map(own).join(''))
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id)
  const known = new Set(ids)
  const named = ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls']
    .flatMap(name => [...document.querySelectorAll(`[${name}]`)]
      .flatMap(e => e.getAttribute(name).split(/\s+/)))
  return {
    pieces: [...pieces],
    wide: root.scrollWidth - root.clientWidth,
    twice: ids.length === known.size ? [] : ids.filter((id, i) => ids.indexOf(id) !== i),
    missing: named.filter(id => id !== '' && !known.has(id)),
    h1: headings.filter(h => h === 'h1').length,
    title: document.title,
    lang: root.lang,
    slip: /\(null\)|undefined|NaN/.exec(root.outerHTML)?.[0]
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

async function resize (page, size) {
  const { width, height } = page.viewportSize()
  if (width === size.width && height === size.height) return
  await page.setViewportSize(size)
  if (scripts) await page.evaluate(settled)
}

// What holds for every page, as it is shown now, on a phone.  What has a piece
// that was not met before is looked at on a desk too, and shown to axe, with
// scripts: what journeys find without them is kept for the last one,
// shapes.test.mjs.
export async function isSound (page) {
  const was = page.viewportSize()
  const at = page.url()
  await resize(page, phone)
  const it = await page.evaluate(lookedAt)
  assert.equal(Math.max(it.wide, 0), 0, `${at} is wider than a phone`)
  assert.deepEqual(it.twice, [], `each id is of one thing on ${at}`)
  assert.deepEqual(it.missing, [], `what is named is there on ${at}`)
  assert.equal(it.h1, 1, `one h1 on ${at}`)
  assert.match(it.title, / - Waymark$/)
  assert.equal(it.lang, 'en')
  assert.equal(it.slip, undefined, `words of a program on ${at}`)
  const fresh = newOf(it.pieces, scripts ? 'seen' : 'kept')
  if (fresh.length > 0) {
    if (scripts) await breaksNoRule(page, phone, everyRule)
    await resize(page, desk)
    await fits(page)
    if (scripts) {
      await breaksNoRule(page, desk, fresh.some(piece => piece.includes('<header ')) ?
        everyRule : rulesOfSize)
    } else {
      writeFileSync(`${fileOf(fresh[0])}.json`, JSON.stringify(
        { path: at.slice(address.length), html: await page.content() }))
    }
  }
  await resize(page, was)
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
