// A spreadsheet leaves, is changed in another program, comes back, is confirmed
// and undone.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import {
  address, follow, isSound, phone, signIn, sql, startJobs, withBrowser, words
} from './browser.mjs'

const folder = mkdtempSync(join(tmpdir(), 'waymark-round-trip-'))
const file = join(folder, 'educators.xlsx')
let jobs
before(() => {
  jobs = startJobs()
})
after(() => {
  jobs.kill('SIGTERM')
  rmSync(folder, { recursive: true })
})

const capacity = id => sql(`SELECT coalesce(capacity, 0) FROM educator WHERE id = ${id}`)[0]

async function press (page, name) {
  await follow(page, page.getByRole('button', { name, exact: true }))
}

async function makeOne (page) {
  await page.goto(`${address}/exports/new`)
  await page.getByLabel('Practice educators and their currency', { exact: true }).check()
  await page.getByLabel('Programme staff').check()
  await page.getByLabel('Who gets it?').fill('Programme office')
  await page.getByLabel('What is it for?').fill('To correct capacities')
  await press(page, 'Make the spreadsheet')
  const [download] = await Promise.all([page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download it' }).click()])
  await download.saveAs(file)
}

// Its first record, and the cell of that row's capacity.
function firstRow () {
  const script = `import json, openpyxl, sys
sheet = openpyxl.load_workbook(sys.argv[1])['Educators']
where, = [c.column_letter for c in sheet[1] if c.value == 'Capacity']
print(json.dumps([sheet['A2'].value, where + '2']))`
  return JSON.parse(execFileSync('/usr/bin/python3', ['-c', script, file]))
}

test('staff change a spreadsheet elsewhere, send it back, and undo it', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await makeOne(page)
    assert.match(await words(page), /You can change ‘Registration’, ‘Registered until’ and ‘Capacity’ in/)
    await isSound(page)
    const [id, cell] = firstRow()
    const before = capacity(id)
    execFileSync('/usr/bin/python3', ['tests/browser/write_workbook.py', 'change', file],
      { input: JSON.stringify({ sheet: 'Educators', cells: { [cell]: 41 } }) })

    await follow(page, page.getByRole('link', { name: 'send it back' }))
    assert.ok(await page.getByLabel('Practice educators and their currency', { exact: true })
      .isChecked())
    await isSound(page)
    await page.getByLabel('Choose the file').setInputFiles(file)
    await press(page, 'Check the file')
    // Without scripts, too, the page looks again by itself until it is read.
    await page.getByRole('heading', { name: 'The workbook was read' }).waitFor()
    await press(page, 'Check the rows')
    assert.match(await words(page), /Capacity: .* becomes 41\./)
    assert.match(await words(page), /rows are as they were/)
    await isSound(page)
    await press(page, 'Continue')
    await isSound(page)
    assert.equal(capacity(id), before)
    await press(page, 'Change 1 row')
    assert.equal(capacity(id), '41')
    await isSound(page)
    await press(page, 'Undo it')
    await isSound(page)
    await press(page, 'Put back what was there')
    assert.match(await words(page), /Undone\. 1 row back as it was before\./)
    assert.equal(capacity(id), before)
    await isSound(page)
  }))
