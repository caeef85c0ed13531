// A workbook in the place of a CSV file: read, checked, corrected in the
// workbook of failing rows, and discarded.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { after, before, describe, test } from 'node:test'
import {
  address, desk, follow, isSound, signIn, startJobs, withBrowser, words
} from './browser.mjs'

const folder = mkdtempSync(join(tmpdir(), 'waymark-workbooks-'))
let jobs
before(() => {
  jobs = startJobs()
})
after(() => {
  jobs.kill('SIGTERM')
  rmSync(folder, { recursive: true })
})

function write (what, file, asked) {
  execFileSync('/usr/bin/python3', ['tests/browser/write_workbook.py', what, file],
    { input: JSON.stringify(asked) })
}

async function readBook (page) {
  for (let i = 0; i < 60; i++) {
    if (!/is being read/.test(await page.title())) return
    await sleep(250)
    await follow(page, page.getByRole('button', { name: 'See whether it is read' }))
  }
  assert.fail('nobody reads the workbook')
}

async function send (page, box, file, button) {
  await page.getByLabel(box).setInputFiles(file)
  await follow(page, page.getByRole('button', { name: button }))
  await page.goto(`${page.url()}?look=by-hand`)
  await isSound(page)
  await readBook(page)
  assert.match(await words(page), /The workbook was read/)
  await isSound(page)
  await follow(page, page.getByRole('button', { name: 'Check the rows' }))
}

describe('staff import a cohort', () => {
  test('from a workbook, whose failing rows come back as one', () =>
    withBrowser(desk, async page => {
      const people = join(folder, 'people.xlsx')
      const failing = join(folder, 'failing.xlsx')
      write('new', people, [
        ['first_name', 'last_name', 'email', 'employer_code', 'starts_on'],
        ['Zoë', 'Núñez', 'zoe.workbook@example.net', 'ZXT01', { date: '2026-10-05' }],
        ['Łukasz', 'D’Souza', 'lukasz', 'ZXT01', { date: '2026-10-05' }]
      ])
      await signIn(page, 'staff')
      await page.goto(`${address}/imports/new`)
      await page.getByLabel('Which cohort?').selectOption({ index: 1 })
      await send(page, 'Choose the file', people, 'Check the file')
      assert.match(await words(page), /Row 3: Łukasz D’Souza/)
      assert.match(await words(page), /email: ‘lukasz’ is not an email address/)
      await isSound(page)

      const arrives = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download the failing rows as a workbook' }).click()
      await (await arrives).saveAs(failing)
      write('change', failing, { sheet: 'Failing rows', cells: { D2: 'lukasz@example.net' } })
      await follow(page, page.getByRole('button', { name: 'Send corrected rows' }))
      await send(page, 'Choose the corrected file', failing, 'Check the rows again')
      assert.match(await words(page), /taken in\. /)
      assert.doesNotMatch(await words(page), /lukasz’ is not an email/)

      await follow(page, page.getByRole('link', { name: 'Discard the import' }))
      await follow(page, page.getByRole('button', { name: 'Discard the import' }))
      assert.match(await words(page), /Import discarded\. Nobody was enrolled/)
    }))
})
