// Feedback from outside: asked for by somebody newly qualified, given on a phone
// without an account, read by those that its giver was told of, and taken back.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser,
  words
} from './browser.mjs'

const need = createRequire(new URL('../../assets/package.json', import.meta.url))
const reader = readFileSync(need.resolve('jsqr'), 'utf8')
const press = (page, name) => follow(page, page.locator('main')
  .getByRole('button', { name, exact: true }))
const link = (page, name) => follow(page, page.locator('main')
  .getByRole('link', { name }).first())

const [asye] = sql(`SELECT a.id FROM asye a JOIN person p ON p.id = a.person_id
    WHERE p.email = '${people.nqsw}'`)
const list = `${address}/asye/${asye}/feedback`
const latest = () => sql('SELECT max(id) FROM feedback_request')[0]

// What a phone's camera makes of a picture.
async function readSquare (page, picture) {
  const context = await page.context().browser().newContext()
  try {
    const blank = await context.newPage()
    await blank.addScriptTag({ content: reader })
    return await blank.evaluate(async data => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const pen = canvas.getContext('2d')
      pen.drawImage(image, 0, 0)
      const { data: points } = pen.getImageData(0, 0, image.width, image.height)
      return window.jsQR(points, image.width, image.height)?.data
    }, picture.toString('base64'))
  } finally {
    await context.close()
  }
}

// Asks in the name of whoever is signed in; the page to hand over is shown.
async function ask (page, who, how, about) {
  await page.goto(list)
  await press(page, 'Ask for feedback')
  await page.getByLabel(who, { exact: true }).check()
  if (about) await page.getByLabel('What was it about?').fill(about)
  await page.getByLabel(how, { exact: true }).check()
  await press(page, 'Ask for feedback')
  return (await page.locator('.giver__big').innerText()).trim()
}

// The answers to the nine questions in easy read, by their large buttons.
async function answerAll (page, good, share) {
  for (const answer of ['Yes', 'Sometimes', 'Yes', 'I do not know', 'Yes']) {
    await isSound(page)
    await follow(page, page.getByRole('button', { name: new RegExp(`^${answer}`) }))
  }
  await page.getByLabel(/do well/).fill(good)
  await press(page, 'Next')
  await press(page, 'Next')
  await press(page, 'No, I did it by myself')
  await isSound(page)
  await press(page, share)
}

async function enter (page, code) {
  await page.goto(`${address}/give-feedback`)
  await page.getByLabel('Your code').fill(code.toLowerCase().replaceAll('-', ' '))
  await press(page, 'Continue')
}

describe('feedback from outside', () => {
  let code, kept

  test('a page to print can be read by a phone, from paper too', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(list)
      await isSound(page)
      await press(page, 'Ask for feedback')
      await isSound(page)
      await press(page, 'Ask for feedback')
      assert.match(await words(page), /There is a problem.*Select whom you ask/)
      await isSound(page)
      code = await ask(page, 'A person who uses services', 'Print a page', 'Visits in May')
      await isSound(page)
      const told = (await page.locator('.typed').first().innerText()).trim()
      assert.match(told, /\/give-feedback\/[0-9a-f]{64}$/)
      const square = page.locator('svg.qr')
      assert.equal(await readSquare(page, await square.screenshot()), told)
      await page.emulateMedia({ media: 'print' })
      assert.equal(await readSquare(page, await square.screenshot()), told)
      assert.equal(await page.locator('.typed', { hasText: told }).isVisible(), false,
        'the link itself is not printed')
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320)
      await page.reload()
      assert.equal(await readSquare(page, await square.screenshot()), told)
    }))

  test('a person gives feedback in easy read on a phone', () =>
    withBrowser(phone, async page => {
      await page.goto(`${address}/give-feedback`)
      await isSound(page)
      await press(page, 'Continue')
      assert.match(await words(page), /Enter the code/)
      await page.getByLabel('Your code').fill('CCC CCC CCC')
      await press(page, 'Continue')
      assert.match(await words(page), /This code does not work/)
      await isSound(page)
      await enter(page, code)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: /^Easy read/ }))
      await isSound(page)
      await press(page, 'Yes, I agree')
      await press(page, 'Sometimes')
      await follow(page, page.getByRole('link', { name: 'Back' }))
      assert.match(await words(page), /Sometimes Your answer/)
      await press(page, 'Yes')
      await press(page, 'Stop now and go on later')
      assert.match(await words(page), /Your answers are kept/)
      await isSound(page)
      await enter(page, code)
      await follow(page, page.getByRole('button', { name: /^Easy read/ }))
      assert.match(await words(page), /Question 2 of 9/)
      await page.goto(`${address}/give-feedback/questions/1`)
      await answerAll(page, 'Rings when she said', 'Yes')
      assert.match(await words(page), /Check your answers.*Rings when she said/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: /^Change What did/ }).first())
      await page.getByLabel(/do well/).fill('Rings when she says so')
      await press(page, 'Next')
      await press(page, 'Send')
      assert.match(await words(page), /Your reference is FB-/)
      await isSound(page)
      kept = (await page.locator('.giver__big').innerText()).trim()
      await press(page, 'Finish')
      assert.match(await words(page), /has forgotten your answers/)
      await page.goto(`${address}/give-feedback/done`)
      assert.match(page.url(), /again=yes/)
    }))

  test('the social worker reads it, and the assessor says that they talked', () =>
    withBrowser(desk, async page => {
      const given = latest()
      await signIn(page, 'nqsw')
      await page.goto(`${address}/feedback-requests/${given}`)
      assert.match(await words(page), /Rings when she says so/)
      await isSound(page)
      await signInAnew(page, 'assessor')
      await page.goto(`${address}/work`)
      await page.goto(`${address}/feedback-requests/${given}`)
      await isSound(page)
      await link(page, 'Mark as discussed')
      await isSound(page)
      await press(page, 'Save')
      assert.match(await words(page), /Enter the date that you discussed it/)
      const [day, month, year] = sql(`SELECT to_char(today(), 'FMDD FMMM YYYY')`)[0].split(' ')
      await page.getByLabel('Day').fill(day)
      await page.getByLabel('Month').fill(month)
      await page.getByLabel('Year').fill(year)
      await page.getByLabel(/take from it/).fill('Will agree a time to ring.')
      await press(page, 'Save')
      assert.match(await words(page), /Helen Marsh discussed it with Asha Mistry/)
      await link(page, 'It was not discussed')
      await isSound(page)
      await page.goto(list)
      await isSound(page)
      await page.goto(`${address}/asye/${asye}`)
      await link(page, 'Who was asked for feedback')
    }))

  test('somebody takes their words back with the code', () =>
    withBrowser(phone, async page => {
      const given = latest()
      await page.goto(`${address}/give-feedback`)
      await link(page, 'Take your words away')
      await isSound(page)
      await page.getByLabel('The code that you got at the end').fill(kept)
      await press(page, 'Continue')
      await isSound(page)
      await press(page, 'Take my words away')
      assert.match(await words(page), /What you said is removed/)
      await signIn(page, 'assessor')
      await page.goto(`${address}/feedback-requests/${given}`)
      assert.match(await words(page), /Consent was withdrawn/)
      assert.doesNotMatch(await words(page), /Rings when she/)
      await isSound(page)
    }))

  test('a professional is asked by email and says no, and yes', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'nqsw')
      await page.goto(`${list}/new`)
      await page.getByLabel('A professional', { exact: true }).check()
      await page.getByLabel('Their name').fill('Pam Gill')
      await page.getByLabel('Their role and organisation').fill('District nurse')
      await page.getByLabel('Send an email', { exact: true }).check()
      await page.getByLabel('Their email address at work').fill('pam@example.org')
      await press(page, 'Ask for feedback')
      assert.match(await words(page), /An email to Pam Gill is on its way/)
      const [path] = sql(`SELECT substring(body FROM '/give-feedback/[0-9a-f]{64}')
          FROM letter WHERE address = 'pam@example.org' ORDER BY id DESC LIMIT 1`)
      await page.context().clearCookies()
      await page.goto(address + path)
      await isSound(page)
      await press(page, 'Start')
      assert.doesNotMatch(page.url(), /[0-9a-f]{64}/)
      await isSound(page)
      await link(page, 'I cannot or do not want to answer')
      await isSound(page)
      await page.getByLabel('I do not want to', { exact: true }).check()
      await press(page, 'Say no')
      await isSound(page)
      await link(page, 'I want to answer after all')
      await press(page, 'Start')
      await isSound(page)
      await press(page, 'I agree')
      await isSound(page)
      await page.getByLabel(/How do you know/).fill('Joint visits')
      await press(page, 'Continue')
      for (let i = 0; i < 5; i++) {
        await isSound(page)
        await page.getByLabel('A strength', { exact: true }).check()
        await press(page, 'Continue')
      }
      await page.getByLabel(/do well/).fill('Plans well')
      await press(page, 'Continue')
      await press(page, 'Continue')
      await press(page, 'Send my answers')
      assert.match(await words(page), /Your reference is FB-/)
      await page.goto(address + path)
      assert.match(await words(page), /This link does not work/)
      await isSound(page)
    }))

  test('a request is made anew, withdrawn and put back', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      const first = await ask(page, 'A carer or family member', 'Copy a link')
      const asked = `${address}/feedback-requests/${latest()}`
      await page.goto(asked)
      await isSound(page)
      await link(page, 'Make a new page or link')
      await isSound(page)
      await press(page, 'Make a new page')
      assert.notEqual((await page.locator('.giver__big').innerText()).trim(), first)
      await page.goto(asked)
      await link(page, 'Withdraw the request')
      await isSound(page)
      await press(page, 'Withdraw the request')
      await link(page, 'Put the request back')
      await isSound(page)
      await press(page, 'Put it back')
      assert.match(await words(page), /Its link and its code work again/)
    }))

  test('a reminder goes to a professional who has not answered', () =>
    withBrowser(desk, async page => {
      const [[id, who]] = sql(`SELECT r.id, p.email FROM feedback_request r
          JOIN person p ON p.id = r.asked_by
          JOIN asye a ON a.id = r.asye_id
         WHERE r.channel = 'email' AND r.state IN ('asked', 'opened', 'expired')
           AND r.asked_on < today() - 7 AND asye_gathers(a.state)
           AND (p.id = r.person_id OR EXISTS (SELECT FROM asye_duty d
                 WHERE d.asye_id = a.id AND d.person_id = p.id))
         ORDER BY r.id LIMIT 1`).map(line => line.split('|'))
      sql(`INSERT INTO credential (person_id, password_hash)
          SELECT p.id, c.password_hash FROM person p, credential c
           WHERE p.email = '${who}' LIMIT 1 ON CONFLICT DO NOTHING`)
      await signIn(page, who)
      await page.goto(`${address}/feedback-requests/${id}`)
      await link(page, 'Send a reminder')
      await isSound(page)
      await press(page, 'Send the reminder')
      assert.match(await words(page), /A reminder is on its way/)
    }))
})

async function signInAnew (page, who) {
  await page.context().clearCookies()
  await signIn(page, who)
}
