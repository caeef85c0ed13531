// A partner's monthly set: set up by staff, made on its day by the jobs, told
// by a letter, fetched by whom it is for, paused and ended; and the annual
// return as funders get it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, startJobs,
  withBrowser, words
} from './browser.mjs'

let jobs

after(() => jobs?.kill('SIGTERM'))

const one = statement => sql(statement)[0]

async function press (page, name) {
  await follow(page, page.getByRole('button', { name, exact: true }))
}

async function fetched (page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'),
    page.getByRole('button', { name }).or(page.getByRole('link', { name })).first().click()])
  return [download.suggestedFilename(), readFileSync(await download.path())]
}

test('a monthly set reaches the partner, and staff see who fetched it', async () => {
  const theirs = one(`SELECT o.name FROM role_held r
    JOIN organisation o ON o.id = r.organisation_id
    JOIN person p ON p.id = r.person_id
    WHERE r.role = 'partner' AND p.email = '${people.partner}' LIMIT 1`)
  let set
  await withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/sets/new`)
    await press(page, 'Set it up')
    assert.match(await words(page), /Select what the spreadsheet holds/)
    await isSound(page)
    await page.getByLabel('Cohort progress', { exact: true }).check()
    await page.getByLabel('Placements and how they stand', { exact: true }).check()
    await page.getByLabel('Whose people?').selectOption({ label: theirs })
    await page.getByLabel('Its partner coordinators').check()
    await page.getByLabel('What is it for?').fill('To plan the month')
    await page.getByLabel('On which day of the month is it made?').fill('28')
    await press(page, 'Set it up')
    assert.match(await words(page), /Monthly set set up.*It was not made yet/)
    await isSound(page)
    set = page.url()
  })
  sql(`UPDATE monthly_set SET next_on = today() WHERE id = ${set.match(/(\d+)$/)[1]}`)
  jobs = startJobs()
  await withBrowser(desk, async page => {
    await signIn(page, 'partner')
    for (let i = 0; i < 100; i++) {
      await page.goto(`${address}/inbox`)
      if (/Your monthly spreadsheet/.test(await words(page))) break
      await page.waitForTimeout(200)
    }
    await follow(page, page.getByRole('link', { name: /Your monthly spreadsheet/ }).first())
    const [, where] = (await words(page)).match(/(\/exports\/\d+)/)
    await page.goto(address + where)
    assert.match(await words(page), /2 tables.*Ready.*To plan the month/)
    await isSound(page)
    const [name, bytes] = await fetched(page, 'Download it')
    assert.match(name, /^tables-.*\.xlsx$/)
    assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  })
  await withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(set)
    assert.match(await words(page), /Who got it, the latest first.*Once, on/)
    await isSound(page)
    await press(page, 'Pause it')
    assert.match(await words(page), /The set is paused/)
    await press(page, 'Go on with it')
    await press(page, 'End it for good')
    assert.match(await words(page), /The set is ended/)
    assert.equal(await page.getByRole('button', { name: 'Go on with it' }).count(), 0)
    await isSound(page)
  })
})

test('staff fetch the annual return as funders get it', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/exports`)
    await follow(page, page.getByRole('link', { name: 'Annual return' }))
    await isSound(page)
    await follow(page, page.getByRole('link', { name: /rounded/ }))
    assert.match(await words(page), /rounded to the nearest 5/)
    await isSound(page)
    const [name, bytes] = await fetched(page, /as a workbook/)
    assert.match(name, /^annual-return-funder-.*\.xlsx$/)
    assert.equal(bytes.subarray(0, 2).toString(), 'PK')
  }))
