// Data rights: a trainee takes a copy and asks for a correction, which an
// officer answers; two people erase, two open a record; a programme is closed.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser,
  words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))

async function become (page, who) {
  await page.context().clearCookies()
  await signIn(page, who)
}

async function askAbout (page, email, reason) {
  await page.getByLabel('Their email address').fill(email)
  await page.locator('#reason').fill(reason)
}

describe('what is held of somebody', () => {
  test('is taken away, and asked to be corrected', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/my/data`)
      await isSound(page)
      const [download] = await Promise.all([page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download a copy' }).click()])
      assert.equal(download.suggestedFilename(), 'my-data.zip')
      await follow(page, page.getByRole('button', { name: 'Ask', exact: true }))
      await isSound(page)
      await press(page, 'Send')
      assert.match(await words(page), /There is a problem.*Select what you ask for/s)
      await isSound(page)
      await page.getByLabel('Correct something that is wrong').check()
      await page.getByLabel('Say what you mean').fill('I began on a Tuesday')
      await press(page, 'Send')
      assert.match(await words(page), /I began on a Tuesday/)
      await isSound(page)
    }))

  test('is corrected by an officer, who says so', () =>
    withBrowser(desk, async page => {
      const [id] = sql("SELECT max(id) FROM rights_request WHERE words LIKE 'I began%'")
      await signIn(page, 'officer')
      await follow(page, page.getByRole('link', { name: 'Data protection', exact: true }))
      await isSound(page)
      await page.goto(`${address}/data/requests/${id}`)
      await isSound(page)
      await page.getByLabel('It is done').check()
      await page.getByLabel('What do you say to them?').fill('It says Tuesday now')
      await press(page, 'Answer')
      assert.match(await words(page), /Answered, and they are told/)
      await become(page, 'trainee')
      await page.goto(`${address}/my/data/requests/${id}`)
      assert.match(await words(page), /It says Tuesday now/)
    }))

  test('is erased by two, unless it is on hold', () =>
    withBrowser(desk, async page => {
      const [whose] = sql(`SELECT p.email FROM person p JOIN enrolment e ON e.person_id = p.id
         WHERE e.state = 'completed' AND NOT EXISTS (SELECT FROM asye a WHERE a.person_id = p.id)
         ORDER BY p.id LIMIT 1`)
      await signIn(page, 'officer')
      await page.goto(`${address}/data/holds/new`)
      await isSound(page)
      await askAbout(page, whose, 'A claim')
      await press(page, 'Put it on hold')
      await page.goto(`${address}/data/erasures/new`)
      await isSound(page)
      await askAbout(page, whose, 'They ask for it')
      await press(page, 'Ask a colleague to decide')
      assert.match(await words(page), /Nothing is erased now: it is on hold/)
      await isSound(page)
      const erasure = page.url()
      const [hold] = sql('SELECT max(id) FROM legal_hold')
      await page.goto(`${address}/data/holds/${hold}`)
      await isSound(page)
      await page.getByLabel('Why does the hold end?').fill('It is settled')
      await press(page, 'End the hold')
      await become(page, 'staff')
      await page.goto(erasure)
      await page.getByLabel('Agree').check()
      await press(page, 'Decide')
      assert.match(await words(page), /It is erased on/)
      await isSound(page)
      await press(page, 'Take it back')
      assert.match(await words(page), /Nothing is erased/)
    }))

  test('is opened in an emergency, by two', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/data/openings/new`)
      await isSound(page)
      await askAbout(page, people.trainee, 'She is missing')
      await press(page, 'Ask a data protection officer')
      await isSound(page)
      const opening = page.url()
      await become(page, 'officer')
      await page.goto(opening)
      await page.getByLabel('Open the record').check()
      await press(page, 'Decide')
      await become(page, 'staff')
      await page.goto(opening)
      await follow(page, page.getByRole('button', { name: 'Read the record' }))
      assert.match(await words(page), /Your placement days/)
      assert.doesNotMatch(await words(page), /Your reflections/)
      await isSound(page)
      await page.goto(opening)
      await press(page, 'Close it now')
      await become(page, 'trainee')
      await page.goto(`${address}/my/readers`)
      assert.match(await words(page), /Record read in emergency/)
    }))

  test('stays as it is in a closed programme', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'officer')
      await page.goto(`${address}/programmes/1/close`)
      await isSound(page)
      await page.getByLabel('Why is it closed?').fill('It is over')
      await press(page, 'Close it')
      await isSound(page)
      await become(page, 'trainee')
      assert.match(await page.locator('header').innerText(), /is closed. You can read everything/)
      await page.goto(`${address}/reflections/new`)
      await page.locator('#title').fill('A day')
      await page.locator('#words').fill('It was good')
      await page.getByRole('button', { name: 'Save', exact: false }).first().click()
      assert.match(await words(page), /This programme is closed.*was not stored/s)
      await isSound(page)
      await page.goto(`${address}/portfolio`)
      assert.match(await words(page), /Download my portfolio/)
      await become(page, 'officer')
      await page.goto(`${address}/programmes/1/close`)
      await page.getByLabel('Why is it opened again?').fill('It goes on')
      await press(page, 'Open it again')
      assert.match(await words(page), /The programme is open again/)
    }))
})
