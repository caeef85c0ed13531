// Marks from a spreadsheet: downloaded, filled in wrongly, corrected, stored.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  address, desk, download, follow, isSound, sendFile, signIn, sql, withBrowser, words
} from './browser.mjs'

// A component that nobody has marked, of a cohort with people in training.
const component = sql(`SELECT c.id FROM component c
    JOIN offering f ON f.id = c.offering_id
   WHERE EXISTS (SELECT FROM attempt a JOIN enrolment e ON e.id = a.enrolment_id
          WHERE a.component_id = c.id AND a.state = 'due' AND e.state = 'enrolled')
     AND NOT EXISTS (SELECT FROM mark m WHERE m.component_id = c.id)
   ORDER BY c.due_on, c.id LIMIT 1`)[0]
const marked = () => Number(sql(`SELECT count(*) FROM mark
   WHERE component_id = ${component} AND state = 'provisional'`)[0])
const link = (page, name) => page.getByRole('link', { name })
const lines = async (page, name) => (await download(page, name)).trim().split('\r\n')

test('staff fill in a file of marks, which is stored whole', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/components/${component}/marks`)
    await follow(page, link(page, 'Import marks from a file'))
    await isSound(page)
    await follow(page, page.getByRole('button', { name: 'Check the file' }))
    assert.match(await words(page), /Select a CSV file/)
    await isSound(page)

    const file = await lines(page, 'Download a file')
    assert.equal(file[0], 'name,email,swe_number,mark')
    assert.ok(file.length > 10)
    const last = file.length - 1
    file.forEach((line, i) => { if (i > 0) file[i] = line.replace(/,[^,]*$/, `,${40 + i % 50}`) })
    file[2] = file[2].replace(/,\d+$/, ',6O')
    file[3] = file[3].replace(/^[^,]*/, 'Somebody Else')
    file[4] = file[4].replace(/,\d+$/, ',NS')
    await sendFile(page, 'Choose the file', file, 'Check the file')
    assert.match(await words(page), new RegExp(`2 of ${last} rows fail. No mark is stored`))
    assert.match(await words(page), /‘6O’ is not a mark.*The row names ‘Somebody Else’/)
    await isSound(page)
    assert.equal(marked(), 0)

    const failing = await lines(page, 'as CSV')
    assert.equal(failing.length, 3)
    failing[1] = failing[1].replace(',6O,', ',60,')
    await follow(page, page.getByRole('button', { name: 'Send corrected rows' }))
    await isSound(page)
    await sendFile(page, 'Choose the corrected file', failing.slice(0, 2), 'Check the rows again')
    assert.match(await words(page), /1 row taken in\. 1 row still fails/)
    await follow(page, link(page, /^Leave out row 4$/))
    await isSound(page)
    assert.match(await words(page), /Nothing of this row is stored/)
    await follow(page, page.getByRole('button', { name: 'Leave the row out' }))
    await follow(page, page.getByRole('button', { name: 'Continue' }))
    assert.match(await words(page), new RegExp(`New marks ${last - 2}.*Nothing handed in 1.*Left out 1 row`))
    await isSound(page)
    await follow(page, page.getByRole('button', { name: /^Store the marks/ }))
    assert.match(await words(page), new RegExp(`${last - 1} trainees’ records changed`))
    await isSound(page)
    assert.equal(marked(), last - 2)
    await follow(page, link(page, 'Imports'))
    await isSound(page)
    await follow(page, link(page, /^Marks of/))
    await isSound(page)
  }))
