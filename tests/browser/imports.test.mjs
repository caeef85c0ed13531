// A cohort from a file: staff send it, correct what fails, and confirm.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, download, follow, isSound, phone, sendFile, signIn,
  withBrowser, words
} from './browser.mjs'

const headings = 'first_name,last_name,email,swe_number,employer_code,' +
  'starts_on,working_days,notes'
const rows = [
  "Niamh,O'Neill,niamh.oneill@example.net,SW990001,ZXT01,3 November 2025,Mon-Fri,",
  'Zoë,Núñez ,zoe.nunez@example.net,,zxt-01,03/11/2025,"Mon-Thu, Fri am",late',
  'Łukasz,D’Souza,lukasz.example.net,SW0123,ZXT01,31/11/2025,3,',
  'Ana,Lee,ana.lee@example.net,,ZXT99,2025-11-03,,',
  'Ana,Lee,ANA.LEE@example.net,,ZXT02,2025-11-03,,'
]

async function lines (page, link) {
  return (await download(page, link)).trim().split('\r\n')
}

describe('staff import a cohort', () => {
  test('from a file whose rows are corrected, left out and confirmed', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Imports', exact: true }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Import a cohort' }))
      await isSound(page)
      const template = await lines(page, 'Download a template')
      assert.equal(template[0] + ',notes', headings)

      await follow(page, page.getByRole('button', { name: 'Check the file' }))
      assert.match(await words(page), /There is a problem.*Select the cohort.*Select a CSV file/)
      await isSound(page)
      await page.getByLabel('Which cohort?').selectOption({ label: '2025 cohort, ' + await programme(page) })
      await sendFile(page, 'Choose the file', [headings, ...rows], 'Check the file')
      await isSound(page)
      assert.match(await words(page), /3 of 5 rows fail/)
      assert.match(await words(page), /not read, because Waymark does not know it: ‘notes’/)

      await follow(page, page.getByRole('link', { name: 'Failing (3)' }))
      await isSound(page)
      assert.match(await words(page), /starts_on: ‘31\/11\/2025’ is not a real date/)
      const failing = await lines(page, 'as CSV')
      assert.equal(failing.length, 4)
      assert.match(failing[1], /^4,Łukasz,D’Souza,lukasz\.example\.net,/)

      await follow(page, page.getByRole('button', { name: 'Send corrected rows' }))
      await isSound(page)
      failing[1] = '4,Łukasz,D’Souza,lukasz@example.net,SW990123,ZXT01,' +
        '30/11/2025,Mon Tue Wed,,'
      await sendFile(page, 'Choose the corrected file', failing, 'Check the rows again')
      assert.match(await words(page), /3 rows taken in\. 2 rows still fail\./)

      await follow(page, page.getByRole('link', { name: 'Leave out row 5' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Leave the row out' }))
      assert.match(await words(page), /Every row is ready\. 1 row is left out\./)
      await isSound(page)

      await follow(page, page.getByRole('button', { name: 'Continue' }))
      assert.match(await words(page), /Enrol 4 people in 2025 cohort/)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Enrol 4 people' }))
      await page.reload()
      assert.match(await words(page), /4 people enrolled in 2025 cohort/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: '2025 cohort' }))
      assert.match(await page.title(), /2025 cohort/)
      await page.goto(`${address}/imports`)
      assert.match(await words(page), /4 people enrolled/)
      await isSound(page)
    }))

  test('and discards one that was a mistake, on a phone', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/imports/new`)
      await page.getByLabel('Which cohort?').selectOption({ index: 1 })
      await sendFile(page, 'Choose the file', [headings, rows[2]], 'Check the file')
      await follow(page, page.getByRole('link', { name: 'Discard the import' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Discard the import' }))
      assert.match(await words(page), /Import discarded\. Nobody was enrolled/)
      await isSound(page)
    }))
})

async function programme (page) {
  const label = await page.getByLabel('Which cohort?').locator('option')
    .nth(1).innerText()
  return label.split(', ')[1]
}
