// A second step: set up, asked for at the next sign-in, and taken away when
// the phone is lost.  The codes are made here as RFC 6238 says, by none of
// Waymark's own code.
// Walked: both ways.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import {
  address, desk, fillSignIn, follow, isSound, people, phone, signIn, signOut,
  sql, withBrowser, words
} from './browser.mjs'

function bytesOf (base32) {
  const bits = [...base32.replace(/\s/g, '')].map(c =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  return Buffer.from(bits.match(/.{8}/g).map(b => parseInt(b, 2)))
}

function codeOf (key) {
  const step = Buffer.alloc(8)
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const mac = createHmac('sha1', bytesOf(key)).update(step).digest()
  const n = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff
  return String(n % 1000000).padStart(6, '0')
}

const keyOf = page => page.locator('#key').innerText()
const codesOf = page => page.locator('#codes li').allInnerTexts()
const press = (page, name) => follow(page, page.getByRole('button', { name }))

async function enter (page, code, button) {
  await page.getByLabel('Code', { exact: true }).fill(code)
  await press(page, button)
}

let codes = []

describe('somebody who wants a second step', () => {
  test('sets it up, and signs in with it', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/account`)
      await isSound(page)
      await press(page, 'Set up a second step')
      await isSound(page)
      await enter(page, '12 34', 'Set up')
      assert.match(await page.getByRole('alert').innerText(), /not of this key/)
      await isSound(page)
      const key = await keyOf(page)
      const used = codeOf(key)
      await enter(page, used, 'Set up')
      codes = await codesOf(page)
      assert.equal(new Set(codes).size, 10)
      await isSound(page)
      await press(page, 'I have kept them')
      assert.match(await words(page), /10 of your recovery codes are left/)
      await signOut(page)

      await page.goto(`${address}/inbox`)
      await fillSignIn(page, 'trainee')
      assert.match(page.url(), /\/sign-in\/code/)
      await isSound(page)
      await enter(page, used, 'Sign in')
      assert.match(await page.getByRole('alert').innerText(), /Each code works once/)
      await isSound(page)
      sql('UPDATE second_factor SET last_step = 1')  // as if some time had passed
      await enter(page, codeOf(key), 'Sign in')
      assert.match(page.url(), /\/inbox$/)
      assert.match(await words(page), /second step/)
    }))

  test('has recovery codes, makes new ones, and ends it', () =>
    withBrowser(desk, async page => {
      await page.goto(`${address}/account`)
      await fillSignIn(page, 'trainee')
      await enter(page, codes[0].toLowerCase(), 'Sign in')
      assert.match(await words(page), /9 of your recovery codes are left/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'Make new recovery codes' }))
      await isSound(page)
      await enter(page, codes[1], 'Make new codes')
      codes = await codesOf(page)
      await press(page, 'I have kept them')
      await follow(page, page.getByRole('link', { name: 'End the second step' }))
      await isSound(page)
      await enter(page, codes[2], 'End the second step')
      assert.match(await words(page), /Your second step is ended/)
    }))
})

describe('staff where it is needed', () => {
  const staff = sql(`SELECT p.email FROM person p JOIN credential c ON c.person_id = p.id
      JOIN role_held r ON r.person_id = p.id AND r.role = 'staff'
     WHERE p.email <> '${people.staff}' ORDER BY p.id LIMIT 2`)

  test('set it up before anything else', async () => {
    sql(`UPDATE setting SET value = 1 WHERE programme_id = 1
         AND name = 'second_factor_needed'`)
    await withBrowser(phone, async page => {
      await page.goto(`${address}/cohorts`)
      await fillSignIn(page, 'staff')
      assert.match(page.url(), /\/sign-in\/set-up/)
      await isSound(page)
      await enter(page, '000', 'Set up and sign in')
      await isSound(page)
      await enter(page, codeOf(await keyOf(page)), 'Set up and sign in')
      await isSound(page)
      await press(page, 'I have kept them')
      assert.match(page.url(), /\/cohorts$/)
      await page.goto(`${address}/account`)
      assert.match(await words(page), /Your role needs it/)
    })
  })

  test('and have lost the phone: two others take it away', async () => {
    sql(`UPDATE setting SET value = 0 WHERE programme_id = 1
         AND name = 'second_factor_needed'`)
    await withBrowser(desk, async page => {
      await signIn(page, staff[0])
      await page.goto(`${address}/account`)
      await follow(page, page.getByRole('link', { name: 'Somebody has lost their phone' }))
      await isSound(page)
      await press(page, 'Ask for somebody')
      await isSound(page)
      await page.getByLabel('Their email address').fill(people.staff)
      await press(page, 'Ask a colleague to decide')
      await isSound(page)
      await page.getByLabel('How did you make sure').fill('Met her in the office.')
      await press(page, 'Ask a colleague to decide')
      assert.match(await words(page), /A colleague of yours decides/)
      await isSound(page)
    })
    await withBrowser(phone, async page => {
      await signIn(page, staff[1])
      await page.goto(`${address}/second-steps`)
      await follow(page, page.locator('main tbody a').first())
      assert.match(await words(page), /Met her in the office/)
      await isSound(page)
      await page.getByLabel('Take their second step away').check()
      await press(page, 'Decide')
      assert.match(await words(page), /Done\. They sign in with their password/)
    })
    await withBrowser(phone, page => signIn(page, 'staff'))
  })
})
