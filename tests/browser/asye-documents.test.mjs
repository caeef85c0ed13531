// The documents of an ASYE: a newly qualified social worker and those beside
// her write, send, return and sign them; two people write in one at once, and
// one in two windows, and no word is lost.
// Walked: both ways.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, isSound, phone, scripts, signIn, signOut, sql, withBrowser, words
} from './browser.mjs'
import { answerAll as answer, open, press } from './asye.mjs'

const asye = sql(`SELECT a.id FROM asye a JOIN person p ON p.id = a.person_id
    WHERE p.email = 'asha.mistry@example.org'`)[0]
const home = `${address}/asye/${asye}/documents`
const [manager, managing, managed] = sql(`SELECT p.id, p.email, p.name FROM asye_duty d JOIN person p ON p.id = d.person_id
    WHERE d.asye_id = ${asye} AND d.duty = 'line_manager'`)[0].split('|')
const [day, month, year] = sql("SELECT to_char(today() - 3, 'DD|MM|YYYY')")[0].split('|')
const answerAll = (page, said) => answer(page, said, [day, month, year])

async function become (page, who) {
  await signOut(page)
  await signIn(page, who)
}

// Begins a document and answers where it is.
async function begin (page, name) {
  await page.goto(home)
  await open(page, /Begin a document/)
  await isSound(page)
  await page.getByLabel(name, { exact: true }).check()
  await press(page, 'Begin')
  return page.url().replace(/\/write$/, '')
}

async function sign (page, at, name) {
  await page.goto(`${at}/sign`)
  await isSound(page)
  await page.getByLabel('Type your name').fill(name)
  await page.getByLabel(/I have read this text/).check()
  await press(page, 'Sign')
}

describe('documents of an ASYE', () => {
  test('what there is, what is missing and what comes next', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(`${address}/asye/${asye}`)
      await open(page, 'What there is and what is missing')
      await isSound(page)
      assert.match(await words(page), /Direct observation 1 of 3 signed/)
      assert.match(await words(page), /next: end/)
      await become(page, 'coordinator')
      await page.goto(home)
      assert.equal(await page.getByText('Begin a document').count(), 0)
      await isSound(page)
      await become(page, 'moderator')
      assert.equal((await page.goto(home)).status(), 404)
    }))

  test('a written record is written, assessed, returned, and signed by both', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      const at = await begin(page, 'Written record')
      await isSound(page)
      await page.getByLabel('A report for an external decision').check()
      await page.getByLabel('What is it about?').fill('A tribunal report')
      await press(page, 'Save')
      assert.match(await words(page), /Saved as version 1/)
      await answerAll(page, 'A tribunal, and what I weighed.')
      await press(page, 'Save')
      await become(page, 'assessor')
      await page.goto(`${address}/work`)
      await open(page, 'Complete the written record')
      await isSound(page)
      await press(page, 'Save and send to be signed')
      assert.match(await words(page), /There is a problem.*Enter what is done well/)
      await isSound(page)
      await answerAll(page, 'Clear, and the person is heard.')
      await press(page, 'Save and send to be signed')
      await isSound(page)
      assert.match(await words(page), /newly qualified social worker and the ASYE assessor to sign/)
      await become(page, 'coordinator')
      await page.goto(at)
      await open(page, 'Return it with a reason')
      await isSound(page)
      await page.getByLabel('What has to change?').fill('Say which tribunal.')
      await press(page, 'Return')
      await become(page, 'nqsw')
      await page.goto(at)
      await open(page, 'Correct your part')
      assert.match(await words(page), /Kofi Boateng returned it.*Say which tribunal/)
      await page.getByLabel('Which decision was it written for?').fill('The tribunal of May')
      await press(page, 'Save and send to be signed')
      await open(page, 'Version 4')
      assert.match(await words(page), /1 answer changed.*The tribunal of May/)
      await isSound(page)
      await sign(page, at, 'Asha Mistry')
      await become(page, 'assessor')
      await sign(page, at, 'Helen Marsh')
      assert.match(await words(page), /Signed by everybody/)
      await isSound(page)
    }))

  test('an observation by a social worker without an account is told by name', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'nqsw')
      const at = await begin(page, 'Direct observation')
      await answerAll(page, 'A home visit that went well.')
      await press(page, 'Save')
      await become(page, 'assessor')
      await page.goto(`${at}/write`)
      await page.getByLabel('Another registered social worker').check()
      await press(page, 'Save and send to be signed')
      assert.match(await words(page), /Enter the name of who observed/)
      assert.match(await words(page), /Enter their Social Work England number/)
      await page.getByLabel('Their Social Work England number').fill('51515')
      await press(page, 'Save')
      assert.match(await words(page), /Enter a Social Work England number, such as SW123456/)
      await isSound(page)
      await answerAll(page, 'Joan Hartley')
      await page.getByLabel('Another registered social worker').check()
      await press(page, 'Save and send to be signed')
      assert.match(await words(page), /Joan Hartley.*SW51515/)
      await isSound(page)
    }))

  test('an agreement is revised, and three sign it again', () =>
    withBrowser(desk, async page => {
      const id = sql(`SELECT id FROM document WHERE asye_id = ${asye}
          AND kind = 'asye_agreement'`)[0]
      const at = `${address}/documents/${id}`
      await signIn(page, 'assessor')
      await page.goto(at)
      await isSound(page)
      await open(page, 'Unlock it')
      await page.getByLabel('Why is it unlocked?').fill('A lighter caseload.')
      await press(page, 'Unlock')
      await open(page, 'Correct your part')
      await isSound(page)
      await page.getByLabel('How many people at most are on the caseload?').fill('12')
      const from = page.getByRole('group', { name: 'From when does this agreement apply?' })
      await from.getByLabel('Day').fill(day)
      await from.getByLabel('Month').fill(month)
      await from.getByLabel('Year').fill(year)
      await press(page, 'Save and send to be signed')
      await sign(page, at, 'Helen Marsh')
      assert.match(await words(page), /line manager to sign/)
      await become(page, 'nqsw')
      await sign(page, at, 'Asha Mistry')
      const promised = () => sql(`SELECT amount FROM asye_promise WHERE asye_id = ${asye}
          AND what = 'caseload' AND during @> today()`)[0]
      assert.equal(promised(), '16')
      sql(`INSERT INTO auth.credential SELECT (c).* FROM (
          SELECT jsonb_populate_record(c, jsonb_build_object('person_id', ${manager})) AS c
            FROM credential c JOIN person p ON p.id = c.person_id
           WHERE p.email = 'helen.marsh@example.org') t`)
      await become(page, managing)
      await page.goto(`${address}/work`)
      await open(page, 'Sign or return the support and assessment agreement')
      await sign(page, at, managed)
      assert.match(await words(page), /Signed by everybody/)
      assert.equal(promised(), '12')
    }))

  test('two people write their parts at the same time', () =>
    withBrowser(desk, async hers => {
      await signIn(hers, 'assessor')
      const at = await begin(hers, 'Supervision record')
      await withBrowser(desk, async mine => {
        await signIn(mine, 'nqsw')
        await mine.goto(`${at}/write`)
        await mine.getByLabel('What do you take away from it?').fill('To slow down.')
        await hers.getByLabel('How many minutes did it last?').fill('75')
        await Promise.all([press(mine, 'Save'), press(hers, 'Save')])
        for (const page of [mine, hers]) {
          assert.match(await words(page), /Saved as version [12]/)
          await page.goto(at)
          assert.match(await words(page), /75.*To slow down/)
        }
      })
    }))

  test('one part in two windows loses no word', () =>
    withBrowser(desk, async (first, context) => {
      await signIn(first, 'assessor')
      const at = await begin(first, 'Supervision record')
      const second = await context.newPage()
      await second.goto(`${at}/write`)
      const box = page => page.getByLabel(/What is done where it is not as agreed/)
      await box(first).fill('Words of the first window')
      await box(second).fill('Words of the second window')
      await press(first, 'Save')
      await press(second, 'Save')
      assert.match(await words(second), /This was changed in another window/)
      assert.match(await words(second), /Words of the first window/)
      assert.equal(await box(second).inputValue(), 'Words of the second window')
      await isSound(second)
      await box(second).fill('Words of the first window, and of the second')
      await press(second, 'Save')
      assert.match(await words(second), /Saved as version 2/)
      await first.goto(`${at}/write`)
      assert.equal(await box(first).inputValue(), 'Words of the first window, and of the second')
    }))

  if (!scripts) return
  test('a draft that was never saved opens again', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'nqsw')
      const at = await begin(page, 'Written record')
      await page.clock.install()
      await page.getByLabel('What is it about?').fill('Half a thought')
      await page.clock.fastForward(20000)
      await page.getByText(/Draft saved/).waitFor()
      await page.goto(`${address}/asye/${asye}`)
      await page.goto(`${at}/write`)
      assert.equal(await page.getByLabel('What is it about?').inputValue(), 'Half a thought')
      assert.match(await words(page), /This is your draft/)
    }))
})
