// A trainee and their educator write documents of a placement, send, return and
// sign them; staff unlock one.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, signOut, sql, withBrowser, words
} from './browser.mjs'

// The placement of the trainee that runs now.
const placement = sql(`SELECT p.id FROM placement p
    JOIN person t ON t.id = p.person_id
   WHERE t.email LIKE 'amara.okafor%'
   ORDER BY (today() BETWEEN p.starts_on AND p.ends_on) DESC, p.id DESC LIMIT 1`)[0]
const [day, month, year] = sql("SELECT to_char(today() - 3, 'DD|MM|YYYY')")[0].split('|')
const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const open = (page, name) => follow(page, page.locator('main a').filter({ hasText: name }).first())

async function become (page, who) {
  await signOut(page)
  await signIn(page, who)
}

async function fillDate (page, legend) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

// Begins a document and answers where it is.
async function begin (page, name) {
  await page.goto(`${address}/placements/${placement}/documents`)
  await open(page, /Begin a document/)
  await isSound(page)
  await page.getByLabel(name, { exact: true }).check()
  await press(page, 'Begin')
  return page.url().replace(/\/write$/, '')
}

async function sign (page, at, name) {
  await page.goto(`${at}/sign`)
  await page.getByLabel('Type your name').fill(name)
  await page.getByLabel(/I have read this text/).check()
  await press(page, 'Sign')
}

async function reflect (page, title) {
  await page.getByLabel('What is it about?').fill(title)
  await fillDate(page, 'When did it happen?')
  await page.getByLabel('What happened?').fill('I visited somebody at home.')
  await page.getByLabel('How do you understand it?').fill('They decide.')
  await page.getByLabel('What was your part in it?').fill('I listened.')
  await page.getByLabel('What will you do differently?').fill('Ask sooner.')
  await page.getByLabel('Professionalism', { exact: true }).check()
}

describe('documents of a placement', () => {
  test('a reflection is written, returned, corrected, signed and unlocked', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/`)
      await open(page, /^\s*Documents\s*$/)
      await isSound(page)
      const at = await begin(page, 'Critical reflection')
      await isSound(page)
      await press(page, 'Save and send to be signed')
      assert.match(await words(page), /There is a problem.*Enter what it is about/)
      await isSound(page)
      await reflect(page, 'A first visit')
      await press(page, 'Save')
      assert.match(await words(page), /Saved as version 1/)
      await page.goto(`${at}/send`)
      await isSound(page)
      await press(page, 'Send to be signed')
      assert.match(await words(page), /Sent\. It now waits to be signed/)

      await become(page, 'educator')
      await page.goto(at)
      await isSound(page)
      await open(page, 'Return it with a reason')
      await press(page, 'Return')
      assert.match(await words(page), /There is a problem.*Enter what has to change/)
      await isSound(page)
      await page.getByLabel('What has to change?').fill('Say which law applies.')
      await press(page, 'Return')
      assert.match(await words(page), /David Llewellyn returned it.*Say which law applies/)
      await open(page, 'Undo the return')
      await isSound(page)
      await press(page, 'Undo')
      await open(page, 'Return it with a reason')
      await page.getByLabel('What has to change?').fill('Say which law applies.')
      await press(page, 'Return')

      await become(page, 'trainee')
      await page.goto(at)
      await open(page, 'Correct your part')
      assert.match(await words(page), /Say which law applies/)
      await page.getByLabel('How do you understand it?').fill('They decide: the Mental Capacity Act.')
      await press(page, 'Save and send to be signed')
      await open(page, 'Version 2')
      assert.match(await words(page), /1 answer changed.*They decide\..*the Mental Capacity Act/)
      await isSound(page)

      await page.goto(`${at}/sign`)
      await isSound(page)
      assert.match(await page.locator('pre').innerText(), /\nHow do you understand it\?\nThey decide: the Mental Capacity Act\.\n/)
      await page.getByLabel('Type your name').fill('Somebody Else')
      await press(page, 'Sign')
      assert.match(await words(page), /Enter your name as Waymark has it: Amara Okafor.*Select that you have read it/)
      await isSound(page)
      await sign(page, at, 'Amara Okafor')
      assert.match(await words(page), /It waits for the practice educator to sign/)
      await become(page, 'educator')
      await sign(page, at, 'david llewellyn')
      assert.match(await words(page), /Signed by everybody/)
      assert.equal(await page.getByText('Correct your part').count(), 0)

      await become(page, 'staff')
      await page.goto(at)
      await open(page, 'Unlock it')
      await isSound(page)
      await page.getByLabel('Why is it unlocked?').fill('The date is wrong.')
      await press(page, 'Unlock')
      assert.match(await words(page), /unlocked it.*The date is wrong/)
      assert.match(await words(page), /Amara Okafor, .*Version 2/)
    }))

  test('both write a supervision record, and neither loses a word', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'educator')
      const at = await begin(page, 'Supervision record')
      await isSound(page)
      await fillDate(page, 'When was the session?')
      await page.getByLabel('How many minutes did it last?').fill('75')
      await page.getByLabel('Formal', { exact: true }).check()
      await page.getByLabel('Risk', { exact: true }).check()
      const item = page.getByRole('group', { name: 'Item 1' })
      await item.getByLabel('Item', { exact: true }).fill('A first assessment')
      await item.getByLabel('What was decided').fill('To visit again.')
      assert.equal(await page.getByRole('button', { name: /send/ }).count(), 0)
      await press(page, 'Save')
      assert.equal(await page.getByRole('group', { name: /^Item \d/ }).count(), 3)
      await become(page, 'trainee')
      await page.goto(`${at}/write`)
      await page.getByText('What is stored so far').click()
      assert.match(await words(page), /To visit again/)
      await isSound(page)
      await page.getByLabel('What do you take away from it?').fill('To slow down.')
      await press(page, 'Save and send to be signed')
      assert.match(await words(page), /To visit again.*To slow down/)
      await page.goto(`${address}/placements/${placement}/documents`)
      assert.match(await words(page), /1 hour 15 minutes|wait to be signed/)
      await isSound(page)
    }))

  test('what was begun by mistake is withdrawn and put back', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'trainee')
      const at = await begin(page, 'Feedback')
      await page.goto(`${at}/withdraw`)
      await isSound(page)
      await page.getByLabel('Why is it withdrawn?').fill('Begun twice.')
      await press(page, 'Withdraw')
      await open(page, 'Put it back')
      await isSound(page)
      await press(page, 'Put back')
      assert.match(await words(page), /Draft.*the trainee to write/)
    }))

  test('on paper a document is what was written, without what is clicked', () =>
    withBrowser(desk, async page => {
      const id = sql(`SELECT d.id FROM document d WHERE d.placement_id = ${placement}
          AND d.version > 0 ORDER BY d.id LIMIT 1`)[0]
      await signIn(page, 'educator')
      await page.goto(`${address}/documents/${id}`)
      await page.emulateMedia({ media: 'print' })
      assert.equal(await page.locator('main .govuk-button:visible').count(), 0)
      assert.ok(await page.locator('main dl:visible').count() > 0)
    }))
})
