// Spreadsheets: asked for, made at once or by the jobs while a page says how
// far it is, cancelled, made again after their maker was killed, downloaded.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, startJobs, withBrowser,
  words
} from './browser.mjs'

let jobs, lock

after(() => {
  lock?.kill()
  jobs?.kill('SIGTERM')
})

const one = statement => sql(statement)[0]

async function press (page, name) {
  await follow(page, page.getByRole('button', { name, exact: true }))
}

async function askFor (page, table) {
  await page.goto(`${address}/exports/new`)
  await page.getByLabel(table, { exact: true }).check()
  await page.getByLabel('Programme staff').check()
  await page.getByLabel('Who gets it?').fill('Board of studies')
  await page.getByLabel('What is it for?').fill('To plan the autumn')
  await press(page, 'Make the spreadsheet')
}

// Until the page says so; the jobs look every second.
async function says (page, pattern) {
  for (let i = 0; i < 100 && !pattern.test(await words(page)); i++) {
    await page.waitForTimeout(200)
    await page.reload()
  }
  assert.match(await words(page), pattern)
}

// A page that waits looks again by itself: not while it is looked at.
async function byHand (page) {
  await page.goto(`${page.url().split('?')[0]}?look=by-hand`)
}

async function bytesOf (page) {
  const [download] = await Promise.all([page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download it' }).click()])
  return [download.suggestedFilename(), readFileSync(await download.path())]
}

test('staff make a spreadsheet while they wait', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/exports`)
    await isSound(page)
    await page.goto(`${address}/exports/new`)
    await isSound(page)
    await press(page, 'Make the spreadsheet')
    assert.match(await words(page), /Select what the spreadsheet holds/)
    await isSound(page)
    await askFor(page, 'Capacity by host')
    assert.match(await words(page), /Ready/)
    await isSound(page)
    const [name, bytes] = await bytesOf(page)
    assert.match(name, /^capacity-all-cohorts-.*\.xlsx$/)
    assert.equal(bytes.subarray(0, 2).toString(), 'PK')
    await page.goto(`${address}/exports`)
    assert.match(await words(page), /Capacity by host/)
    await isSound(page)
  }))

test('a large one is cancelled, asked for again, and outlives its maker', () =>
  withBrowser(desk, async page => {
    // Those of the demonstration would be made before it.
    sql("UPDATE export SET state = 'cancelled' WHERE state = 'queued'")
    await signIn(page, 'staff')
    await askFor(page, 'Days and attendance')
    assert.match(await words(page), /Waiting to be made/)
    await byHand(page)
    await isSound(page)
    await press(page, 'Cancel it')
    assert.match(await words(page), /Spreadsheet cancelled/)
    await isSound(page)
    await press(page, 'Make it again')
    await byHand(page)

    // The days are locked, so that the jobs are in the midst of it when they are killed.
    const id = Number(page.url().match(/(\d+)\?/)[1])
    lock = spawn('psql', ['-qX', process.env.DATABASE_URL],
      { stdio: ['pipe', 'ignore', 'inherit'] })
    lock.stdin.write('BEGIN; LOCK TABLE waymark.placement_day;\n')
    jobs = startJobs()
    await says(page, /Being made/)
    await isSound(page)
    jobs.kill('SIGKILL')
    assert.equal(one(`SELECT count(*) FROM export_content WHERE export_id = ${id}`), '0')
    lock.stdin.end('ROLLBACK;\n')
    jobs = startJobs()
    await says(page, /Ready/)
    assert.equal(one(`SELECT tries FROM export WHERE id = ${id}`), '2')
    const [, bytes] = await bytesOf(page)
    assert.equal(bytes.subarray(0, 2).toString(), 'PK')
    assert.equal(bytes.length, Number(one(`SELECT bytes FROM export WHERE id = ${id}`)))
    assert.match(bytes.subarray(-22).toString('latin1'), /^PK\x05\x06/)
  }))
