// Reasonable adjustments: asked for, agreed, in place, confirmed, and a clock
// that others see without what it is about.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const link = (page, name) => page.locator('main').getByRole('link', { name }).first()
let number

describe('a reasonable adjustment', () => {
  test('is asked for by a trainee, who names who must act', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await follow(page, link(page, 'Reasonable adjustments'))
      assert.match(await words(page), /Waiting for \d+ working days.*Late/)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Ask for a reasonable adjustment' }))
      await isSound(page)
      await press(page, 'Ask for it')
      assert.match(await words(page), /There is a problem.*Enter what you need/)
      await isSound(page)
      await page.getByLabel('What do you need?').fill('A lamp without flicker')
      await page.getByLabel('Why do you need it? (optional)').fill('It gives me migraine.')
      await page.getByLabel('Helen Marsh').check()
      await press(page, 'Ask for it')
      assert.match(await words(page), /You have asked for it/)
      await isSound(page)
      number = sql("SELECT adjustment_id FROM adjustment_detail WHERE what = 'A lamp without flicker'")[0]
      await follow(page, link(page, 'Change what you said'))
      await isSound(page)
      await press(page, 'Save')
      await follow(page, link(page, 'Name somebody else'))
      await isSound(page)
      await page.locator('input[name=who]').first().check()
      await press(page, 'Name them')
      assert.match(await words(page), /They were told by email/)
      await follow(page, link(page, 'Let go'))
      await isSound(page)
    }))

  test('is acted on by whoever is named', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'assessor')
      await page.goto(`${address}/adjustments/${number}`)
      assert.match(await words(page), /A lamp without flicker.*migraine/)
      await isSound(page)
      await follow(page, link(page, 'Something else happened'))
      await isSound(page)
      await page.getByLabel('Agree to it').check()
      await press(page, 'Continue')
      await isSound(page)
      await page.getByLabel('No', { exact: true }).check()
      await press(page, 'Agree to it')
      await follow(page, link(page, 'Undo your latest step'))
      await isSound(page)
      await page.getByLabel('Why is it undone?').fill('It takes money after all.')
      await press(page, 'Undo the step')
      await page.goto(`${address}/adjustments/${number}/next?step=agreed`)
      await page.getByLabel('No', { exact: true }).check()
      await press(page, 'Agree to it')
      await follow(page, page.getByRole('button', { name: 'The adjustment is in place' }))
      await isSound(page)
      await press(page, 'Record that it is in place')
    }))

  test('is confirmed by the trainee', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await follow(page, link(page, 'Say whether your adjustment is in place'))
      await follow(page, page.getByRole('button', { name: 'The adjustment is in place' }))
      await isSound(page)
      await press(page, 'Confirm that it is in place')
      assert.match(await words(page), /Confirmed that it is in place/)
      await isSound(page)
    }))

  test('is known to others by its clock alone, and to partners by a number', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Adjustments', exact: true }))
      assert.match(await words(page), /Waiting for/)
      await isSound(page)
      await page.goto(`${address}/adjustments/${number}`)
      assert.match(await words(page), /In place after/)
      assert.doesNotMatch(await words(page), /lamp|migraine/)
      await isSound(page)
    }))

  test('tells a partner of nobody', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'partner')
      await page.goto(`${address}/adjustments`)
      assert.match(await words(page), /people with you/)
      assert.doesNotMatch(await words(page), /Asha/)
      await isSound(page)
    }))
})
