// A cohort of 160 from a file with all that such files have: staff correct it
// and confirm, and one of those invited signs in.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, download, follow, isSound, phone, readLetter, sendFile,
  signIn, sql, withBrowser, words
} from './browser.mjs'

const headings = ['first_name', 'last_name', 'email', 'swe_number',
  'employer_code', 'starts_on', 'working_days']
const given = ['Zoë', 'Łukasz', 'Siân', 'Nguyễn', 'Ana María', 'Jean-Luc',
  'Ṣadé', 'Óscar', 'Brónagh', 'İpek']
const family = ["O'Neill", 'D’Souza', 'Núñez', 'van der Berg', 'Çelik',
  'Åkesson', "M'Bala", 'Ó Súilleabháin']
const patterns = ['Mon-Fri', 'Mon Tue Wed', '"Mon-Thu, Fri am"', 'full time', '']
const dates = ['14 September 2026', '14/09/2026', '2026-09-14', ' 14 Sep 2026 ']

// The row number of the spreadsheet: what is wrong there, and what it becomes.
const faults = {
  5: { starts_on: ['31/02/2026', '14/09/2026'] },
  12: { starts_on: ['09/14/2026', '14/09/2026'] },
  19: { starts_on: ['next week', '14/09/2026'] },
  33: { starts_on: ['14/09/26', '14/09/2026'] },
  47: { starts_on: ['1 May 2019', '14/09/2026'] },
  58: { swe_number: ['SW0123', 'SW880058'] },
  71: { email: ['row71.example.net', 'row71@example.net'] },
  72: { employer_code: ['ZZ9', null] },
  80: { last_name: ['', 'Okonkwo'] },
  90: { email: ['row91@example.net', 'row90@example.net'] },
  91: { email: ['ROW91@example.net', 'row91@example.net'] },
  120: { swe_number: ['SW880121', 'SW880120'] },
  121: { swe_number: ['sw 880121', 'SW880121'] },
  160: { email: ['', 'row160@example.net'], starts_on: ['', '14/09/2026'] }
}
const leftOut = 47

function cells (number, employer) {
  const n = number - 2
  const row = [` ${given[n % given.length]}  `,
    `${family[n % family.length]}${'-Smith'.repeat(n % 3)} `,
    `row${number}@example.net`, n % 2 ? `SW${880000 + number}` : '', employer,
    dates[n % dates.length], patterns[n % patterns.length]]
  for (const [heading, [wrong]] of Object.entries(faults[number] ?? {})) {
    row[headings.indexOf(heading)] = wrong
  }
  return row
}

// RFC 4180, as a spreadsheet reads it.
function parse (text) {
  const rows = [[]]
  for (const [, quoted, bare, end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows[rows.length - 1].push(quoted?.replace(/""/g, '"') ?? bare)
    if (end === '\r\n') rows.push([])
    if (end === '') break
  }
  return rows.filter(row => row.length > 1)
}

function write (rows) {
  return rows.map(row => row.map(cell =>
    /[",\r\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell).join(','))
}

// What each row of the file is said to be, over all pages.
async function verdicts (page) {
  const found = new Map()
  for (let more = true; more;) {
    for (const item of await page.locator('[id^=row-]').allInnerTexts()) {
      const [, number, verdict] = item.match(/^Row (\d+): .*?(Ready|Failing|Left out)/s)
      found.set(Number(number), { verdict, item })
    }
    const next = page.getByRole('link', { name: /Next/ })
    more = await next.count() > 0
    if (more) await follow(page, next)
  }
  return found
}

const cohort = sql('SELECT id FROM cohort ORDER BY starts_on DESC LIMIT 1 OFFSET 1')[0]

async function enrolled (page) {
  await page.goto(`${address}/cohorts/${cohort}?state=enrolled`)
  return Number((await words(page)).match(/Showing 1 to \d+ of (\d+)/)[1])
}

const failing = Object.keys(faults).map(Number)
const invited = 'row14@example.net'

describe('staff import a cohort of 160', () => {
  test('and have a verdict for every row, with nothing stored', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      const before = await enrolled(page)
      await page.goto(`${address}/imports/new`)
      const template = parse(await download(page, 'Download a template'))
      assert.deepEqual(template[0], headings)
      const employer = parse(await download(page, 'Download the list of employers'))[1][0]
      const rows = [headings.join(',')]
      for (let n = 2; n <= 161; n++) rows.push(cells(n, employer).join(','))
      const name = await page.getByLabel('Which cohort?')
        .locator(`option[value="${cohort}"]`).innerText()
      await page.getByLabel('Which cohort?').selectOption({ label: name })
      await sendFile(page, 'Choose the file', rows, 'Check the file')
      assert.match(await words(page), new RegExp(`${failing.length} of 160 rows fail`))
      await isSound(page)
      const there = page.url()
      const judged = await verdicts(page)
      assert.equal(judged.size, 160)
      assert.deepEqual([...judged].filter(([, j]) => j.verdict === 'Failing')
        .map(([n]) => n).sort((a, b) => a - b), failing)
      for (const n of failing) {
        for (const heading of Object.keys(faults[n])) {
          assert.match(judged.get(n).item, new RegExp(`${heading}: .+\\. .+\\.`))
        }
      }
      assert.match(judged.get(90).item, /stands in row 91/)
      assert.match(judged.get(121).item, /stands in row 120/)
      assert.equal(await enrolled(page), before)

      await page.goto(there)
      const refused = parse(await download(page, 'as CSV'))
      assert.deepEqual(refused[0].slice(0, 8), ['row', ...headings])
      assert.deepEqual(refused.slice(1).map(row => Number(row[0])), failing)
      for (const row of refused.slice(1)) {
        const change = faults[row[0]]
        for (const [heading, [wrong, right]] of Object.entries(change)) {
          const at = headings.indexOf(heading) + 1
          assert.equal(row[at], wrong, 'cells come back as they were typed')
          if (Number(row[0]) !== leftOut) row[at] = right ?? employer
        }
      }
      await follow(page, page.getByRole('button', { name: 'Send corrected rows' }))
      await sendFile(page, 'Choose the corrected file', write(refused), 'Check the rows again')
      assert.match(await words(page), /1 of 160 rows fails/)
      assert.equal(await enrolled(page), before)
    }))

  test('leave a row out, put it back, and confirm all the others', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      const before = await enrolled(page)
      await follow(page, page.getByRole('link', { name: 'Imports', exact: true }))
      await follow(page, page.locator('main tbody th a').first())
      const there = page.url()
      const leave = async () => {
        await page.goto(`${there}?show=failing`)
        await follow(page, page.getByRole('link', { name: `Leave out row ${leftOut}` }))
        await follow(page, page.getByRole('button', { name: 'Leave the row out' }))
        assert.match(await words(page), /Every row is ready\. 1 row is left out/)
      }
      await leave()
      await page.goto(`${there}?show=left-out`)
      await follow(page, page.getByRole('link', { name: `Put back row ${leftOut}` }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Put the row back' }))
      assert.match(await words(page), /1 of 160 rows fails/)
      await leave()
      await follow(page, page.getByRole('button', { name: 'Continue' }))
      await follow(page, page.getByRole('button', { name: 'Enrol 159 people' }))
      assert.match(await words(page), /159 people enrolled/)
      await isSound(page)
      assert.equal(await enrolled(page), before + 159)

      await page.goto(`${address}/cohorts/${cohort}?search=${encodeURIComponent('nguyen O Suilleabhain')}`)
      assert.match(await words(page), /Nguyễn Ó Súilleabháin/)
      await follow(page, page.locator('#trainees tbody th a').first())
      assert.match(await words(page), /No placement has been arranged yet/)
      await isSound(page)
    }))

  test('and those invited choose a password and find an empty home page', async () => {
    const letter = await readLetter(invited)
    assert.match(letter, /^Dear Siân Çelik,/)
    await withBrowser(phone, async page => {
      await page.goto(letter.match(/http\S+choose-password\S+/)[0])
      assert.match(await words(page), new RegExp(invited))
      await isSound(page)
      await page.getByLabel('New password').fill('kestrel button harbour')
      await follow(page, page.getByRole('button', { name: 'Choose this password' }))
      assert.equal(page.url(), `${address}/`)
      assert.match(await words(page), /You have no placement yet/)
      await isSound(page)
    })
    await withBrowser(phone, async page => {
      await signIn(page, invited, 'kestrel button harbour')
      assert.match(await words(page), /You have no placement yet/)
    })
  })
})
