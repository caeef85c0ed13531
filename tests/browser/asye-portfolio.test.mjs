// The portfolio of an ASYE: a file becomes evidence, and an observer without an
// account signs what they observed; and a portfolio of any size is taken away.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const [file] = sql(`SELECT a.id FROM attachment a
    JOIN asye y ON y.id = a.asye_id JOIN person p ON p.id = y.person_id
   WHERE p.email = 'asha.mistry@example.org' AND a.state = 'attached'
     AND NOT EXISTS (SELECT FROM file_evidence e WHERE e.attachment_id = a.id)
   ORDER BY a.id LIMIT 1`)
// One that the assessor is told somebody else observed.
const [observation] = sql(`UPDATE asye_observer o SET observer_id = NULL,
       by_assessor = false, name = 'Jo Whitfield', swe_number = 'SW98765'
 WHERE o.document_id = (SELECT min(d.id) FROM document d
    JOIN asye_duty y ON y.asye_id = d.asye_id AND y.state = 'recorded'
     AND y.during @> today() JOIN person p ON p.id = y.person_id
   WHERE p.email = 'helen.marsh@example.org' AND NOT asye_settled(d.asye_id)
     AND d.kind = 'asye_observation' AND d.state IN ('submitted', 'signed'))
 RETURNING o.document_id`)

test('a file is offered, assessed and mapped', () =>
  withBrowser(phone, async page => {
    assert.ok(file, 'there is a file')
    await signIn(page, 'nqsw')
    await page.goto(`${address}/files/${file}`)
    await follow(page, page.getByRole('link', { name: 'As evidence' }))
    await isSound(page)
    await page.getByLabel('A report for an external decision').check()
    await page.getByLabel('Day').fill('1')
    await page.getByLabel('Month').fill('3')
    await page.getByLabel('Year').fill('2026')
    await page.getByLabel('What is it, and what does it show?')
      .fill('A report for a tribunal. NHS number 943 476 5919.')
    await follow(page, page.getByRole('button', { name: 'Offer it as evidence' }))
    assert.match(await words(page), /This looks like an NHS number/)
    assert.match(await page.getByLabel('What is it, and what does it show?').inputValue(), /tribunal/)
    await isSound(page)
    await page.getByLabel('What is it, and what does it show?').fill('A report for a tribunal')
    await follow(page, page.getByRole('button', { name: 'Offer it as evidence' }))
    assert.match(await words(page), /Offered as evidence/)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: 'Which standards it shows' }))
    await isSound(page)
  }))

test('and the assessor says what it shows', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'assessor')
    await page.goto(`${address}/files/${file}/evidence`)
    await isSound(page)
    await page.getByLabel('It is evidence').check()
    await page.getByLabel('What do you say of it?').fill('A clear and fair report')
    await follow(page, page.getByRole('button', { name: 'Save' }))
    assert.match(await words(page), /Assessed, and counts/)
    await isSound(page)
  }))

test('an observer without an account signs by a link, once', () => {
  let link
  return withBrowser(desk, async page => {
    assert.ok(observation, 'there is an observation by somebody else')
    await signIn(page, 'assessor')
    await page.goto(`${address}/documents/${observation}`)
    await follow(page, page.getByRole('link', { name: 'Ask the observer to sign' }))
    await isSound(page)
    await follow(page, page.getByRole('button', { name: 'Make a link' }))
    await isSound(page)
    link = (await words(page)).match(/\/sign-observation\/[0-9a-f]+/)[0]
  }).then(() => withBrowser(phone, async page => {
    await page.goto(address + link)
    await isSound(page)
    await follow(page, page.getByRole('button', { name: 'Read it' }))
    await isSound(page)
    await follow(page, page.getByRole('button', { name: 'Sign' }))
    assert.match(await words(page), /Enter your name/)
    await isSound(page)
    const [name, number] = sql(`SELECT name || '|' || swe_number
        FROM asye_observer WHERE document_id = ${observation}`)[0].split('|')
    await page.getByLabel('Your name').fill(name)
    await page.getByLabel('Your Social Work England number').fill(number)
    await page.getByLabel('I observed this').check()
    await follow(page, page.getByRole('button', { name: 'Sign' }))
    assert.match(await words(page), /You have signed it/)
    await isSound(page)
    await page.goto(address + link)
    assert.match(await words(page), /This link does not work/)
    await isSound(page)
  }))
})

// More than a worker would hold: it comes piece by piece, and others are
// answered meanwhile.
test('a portfolio of sixty megabytes arrives whole', () =>
  withBrowser(desk, async page => {
    sql(`SET session_replication_role = replica;
      CREATE TEMPORARY TABLE large AS SELECT n, decode(repeat(md5(n::text), 312500), 'hex') AS bytes
        FROM generate_series(1, 12) n;
      INSERT INTO file (id, sha256, size, kind, state) OVERRIDING SYSTEM VALUE
      SELECT 990000 + n, sha256(bytes), length(bytes), 'pdf', 'unscanned' FROM large;
      INSERT INTO file_content (file_id, bytes) SELECT 990000 + n, bytes FROM large;
      INSERT INTO attachment (id, file_id, label, asye_id, enrolment_id, person_id, programme_id, by_id)
      OVERRIDING SYSTEM VALUE SELECT f.id, f.id, 'Large', y.id, y.enrolment_id, y.person_id, y.programme_id, y.person_id
        FROM file f, asye y JOIN person p ON p.id = y.person_id
       WHERE f.id > 990000 AND p.email = 'asha.mistry@example.org'`)
    await signIn(page, 'nqsw')
    await page.goto(`${address}/portfolio`)
    await isSound(page)
    const arrives = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Download my portfolio' }).click()
    const arrived = await arrives
    const meanwhile = Date.now()
    assert.equal((await fetch(`${address}/sign-in`)).status, 200)
    assert.ok(Date.now() - meanwhile < 3000, 'others are answered')
    const said = execFileSync('/usr/bin/python3', ['tests/pages/read_archive.py',
      await arrived.path()], { encoding: 'utf8', maxBuffer: 1 << 26 })
    assert.match(said, /^damaged None$/m)
    assert.match(said, /^file portfolio\/files\/990012\.pdf 5000000$/m)
    assert.doesNotMatch(said, /^(BROKEN|UNSAFE|ELEMENT|ATTRIBUTE)/m)
  }))
