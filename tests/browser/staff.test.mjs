// Programme staff see how a cohort stands, and find the people behind it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, pressEnter, signIn, sql, tabTo,
  withBrowser, words
} from './browser.mjs'

const newest = '/cohorts/' +
  sql('SELECT id FROM cohort ORDER BY starts_on DESC LIMIT 1')[0]

async function filter (page, fields) {
  for (const [label, value] of Object.entries(fields)) {
    const field = page.getByLabel(label, { exact: true })
    if (label === 'Name') await field.fill(value)
    else await field.selectOption({ label: value })
  }
  await follow(page, page.getByRole('button', { name: 'Apply filters' }))
}

function table (page) {
  return page.getByRole('table', { name: 'Trainees and their days' })
}

async function column (page, title) {
  const heads = await table(page).locator('thead th').allInnerTexts()
  const place = heads.findIndex(head => head.includes(title))
  assert.notEqual(place, -1, `${title} among ${heads}`)
  return table(page).locator(`tbody tr > :nth-child(${place + 1})`)
    .allInnerTexts()
}

// "2½" behind, "½ ahead": as a number, and those ahead below nothing.
function days (text) {
  const [, whole, half, ahead] = text.match(/^(\d*)(½?)(\s*ahead)?/)
  return (Number(whole) + (half ? 0.5 : 0)) * (ahead ? -1 : 1)
}

// How many people a list says that it has.
async function counted (page) {
  const text = await words(page)
  if (/Nobody fits/.test(text)) return 0
  return Number(text.match(/Showing [\d,]+ to [\d,]+ of ([\d,]+)/)[1]
    .replace(',', ''))
}

// Every link of the page that says a number, with the people it promises.
async function promises (page) {
  const links = await page.locator('main a').evaluateAll(all => all
    .filter(a => !a.closest('nav') && !a.closest('#trainees'))
    .map(a => ({ text: a.textContent.replace(/\s+/g, ' ').trim(),
      href: a.getAttribute('href') })))
  return links.filter(({ href }) => href.includes('?')).map(link => {
    const people = link.text.match(/([\d,]+) people/) ?? link.text.match(/[\d,]+/)
    return { ...link, people: people && Number((people[1] ?? people[0]).replace(',', '')) }
  }).filter(({ people }) => people !== null)
}

async function keepsItsPromises (page, least) {
  const all = await promises(page)
  assert.ok(all.length >= least, `${all.length} numbers are links`)
  for (const { text, href, people } of all) {
    await page.goto(address + href)
    assert.equal(await counted(page), people, `${href}, which says ${text}`)
  }
}

describe('programme staff', () => {
  test('see a cohort against what is expected, in a chart and a table', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      assert.equal(new URL(page.url()).pathname, '/work')
      await page.goto(`${address}/cohorts`)
      await isSound(page)
      await follow(page, page.locator('main tbody th a').first())
      assert.equal(new URL(page.url()).pathname, newest)
      await isSound(page)
      assert.match(await words(page), /\d+ of \d+ enrolled trainees are behind/)
      assert.ok(await page.locator('svg.chart').isVisible())
      const chart = await page.locator('svg.chart').textContent()
      const beside = page.getByRole('table', { name: 'Enrolled trainees by standing' })
      for (const row of await beside.locator('tbody tr').allInnerTexts()) {
        const [standing, n] = row.split(/\s*\t\s*/)
        assert.match(chart, new RegExp(`${standing}\\s*${n}`))
      }
      for (const title of ['Days done', 'Expected by today', 'Days behind']) {
        assert.equal((await column(page, title)).length, 25)
      }
    }))

  test('follow every number to exactly those people', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      const bare = page.locator('main :is(.govuk-table__cell--numeric, .counts li, .govuk-body-l)')
      for (const [path, least] of [['/cohorts', 7], [newest, 13]]) {
        await page.goto(address + path)
        const unlinked = await bare.evaluateAll(all => all
          .filter(cell => !cell.closest('#trainees') && !cell.querySelector('a'))
          .map(cell => cell.textContent.trim()).filter(text => text !== '0'))
        assert.deepEqual(unlinked, [], `numbers of ${path} that lead nowhere`)
        await keepsItsPromises(page, least)
      }
    }))

  test('filter, sort and search, and the address keeps it all', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(address + newest)
      const host = await page.getByLabel('Host organisation')
        .locator('option').nth(1).innerText()
      await filter(page, { Standing: 'On track', 'Host organisation': host })
      assert.ok(await counted(page) > 0)
      assert.deepEqual([...new Set(await column(page, 'Standing'))], ['On track'])
      for (const cell of await column(page, 'Host')) assert.ok(cell.startsWith(host))
      assert.match(page.url(), /standing=on-track/)
      await isSound(page)

      await follow(page, page.getByRole('link', { name: /^Remove Host/ }))
      await follow(page, page.getByRole('link', { name: 'Days to be confirmed' }))
      const waiting = (await column(page, 'Days to be confirmed')).map(Number)
      assert.deepEqual(waiting, [...waiting].sort((a, b) => b - a))
      await follow(page, page.getByRole('link', { name: 'Days to be confirmed' }))
      const least = (await column(page, 'Days to be confirmed')).map(Number)
      assert.deepEqual(least, [...least].sort((a, b) => a - b))
      assert.ok(least[0] <= waiting[waiting.length - 1])
      assert.equal(await page.locator('th[aria-sort=ascending]').innerText(),
        'Days to be confirmed')

      await follow(page, page.getByRole('link', { name: /Next/ }))
      assert.match(await words(page), /Showing 26 to 50 of/)
      assert.equal(await page.getByLabel('Standing', { exact: true }).inputValue(),
        'on-track')
      const shown = await words(page)
      await page.reload()
      assert.equal(await words(page), shown)
      await isSound(page)

      const there = page.url()
      await withBrowser(desk, async other => {
        await other.goto(there)
        await other.getByLabel('Email address').fill('helen.clarke@example.org')
        await other.getByLabel('Password').fill('bridgewell-demo-2026')
        await follow(other, other.getByRole('button', { name: 'Sign in' }))
        assert.equal(other.url(), there)
        // Filters that each has saved for themself are theirs alone.
        const saved = /Saved filters.*Manage saved filters/
        assert.equal((await words(other)).replace(saved, ''), shown.replace(saved, ''))
      })
    }))

  test('sort by how far behind, the furthest first', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(address + newest)
      await follow(page, page.getByRole('link', { name: 'Days behind' }))
      const behind = (await column(page, 'Days behind')).map(days)
      assert.deepEqual(behind, [...behind].sort((a, b) => b - a))
      assert.ok(behind[0] > behind[behind.length - 1])
    }))

  test('find a name with and without its accents', () =>
    withBrowser(desk, async page => {
      const [id, name] = sql(`SELECT e.id, p.name FROM enrolment e
          JOIN person p ON p.id = e.person_id
         WHERE '${newest}' = '/cohorts/' || e.cohort_id AND p.name ~ '[çéëñöüłØ]'
         ORDER BY e.id LIMIT 1`)[0].split('|')
      const plain = name.normalize('NFD').replace(/\p{M}/gu, '')
        .replace(/ł/g, 'l').replace(/[øØ]/g, 'o')
      assert.notEqual(plain, name)
      await signIn(page, 'staff')
      const found = []
      for (const typed of [name, plain, plain.toUpperCase(),
        name.normalize('NFD'), name.split(' ').reverse().join('  ')]) {
        await page.goto(address + newest)
        await filter(page, { Name: typed })
        assert.ok((await column(page, 'Name')).some(cell => cell.startsWith(name)),
          `${name} is found by "${typed}"`)
        assert.equal(await page.getByLabel('Name', { exact: true }).inputValue(), typed)
        found.push(await counted(page))
      }
      assert.equal(new Set(found).size, 1)
      await filter(page, { Name: 'nobody is called this' })
      assert.match(await words(page), /Nobody fits/)
      await isSound(page)
      await page.goto(`${address}/trainees`)
      await page.getByLabel(/^Name, email address/).fill(plain)
      await follow(page, page.getByRole('button', { name: 'Search' }))
      await follow(page, page.locator(`main a[href="/trainees/${id}"]`))
      assert.equal(await page.locator('h1').innerText(), name)
    }))

  test('open a record and its history', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}${newest}?standing=behind`)
      const name = (await column(page, 'Name'))[0]
      await follow(page, table(page).getByRole('link', { name }))
      assert.equal(await page.locator('h1').innerText(), name)
      assert.match(await words(page), /Behind.*done.*expected by today/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'History of this record' }))
      assert.match(await words(page), new RegExp(`History of ${name}.*by `))
      await isSound(page)
    }))

  test('filter and open a record by keyboard alone', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(address + newest)
      await tabTo(page, /^Standing/)
      await page.keyboard.type('Behind')
      await tabTo(page, /^Apply filters/)
      await pressEnter(page)
      assert.match(page.url(), /standing=behind/)
      const name = (await column(page, 'Name'))[0]
      await tabTo(page, new RegExp(`^${name}`))
      await pressEnter(page)
      assert.equal(await page.locator('h1').innerText(), name)
    }))
})
