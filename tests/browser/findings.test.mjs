// Findings: from a comparison of the report to what is done about it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, withBrowser, words
} from './browser.mjs'

const press = (page, name) =>
  follow(page, page.getByRole('button', { name, exact: true }))
const go = (page, name) => follow(page, page.getByRole('link', { name }))

async function date (page, legend, year) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill('1')
  await group.getByLabel('Month').fill('3')
  await group.getByLabel('Year').fill(year)
}

test('staff take a finding from what it says to what is done', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/programmes/1/findings`)
    await go(page, /Men compared with Women/)
    assert.match(await words(page), /When it was first seen/)
    await isSound(page)
    await go(page, 'Give it an owner and a review date')
    await isSound(page)
    await press(page, 'Record it')
    assert.match(await words(page), /Select who does it/)
    await isSound(page)
    await page.getByLabel('Who owns it?').selectOption({ index: 1 })
    await date(page, /When is it reviewed/, '2028')
    await press(page, 'Record it')
    await go(page, 'Add a cause to test')
    await isSound(page)
    await page.getByLabel('What may cause it?').fill('Rotas')
    await page.getByLabel('How do you find out?').fill('Compare rotas')
    await press(page, 'Add the cause')
    await go(page, /Record what was found/)
    await isSound(page)
    await page.getByLabel('What was found supports it').check()
    await page.getByLabel('What was found?').fill('They clash')
    await press(page, 'Record it')
    await go(page, 'Add an action')
    await isSound(page)
    await page.getByLabel('What has to be done?').fill('Change rotas')
    await page.getByLabel('Who does it?').selectOption({ index: 1 })
    await date(page, /By when/, '2028')
    await press(page, 'Add the action')
    await go(page, /Update the action/)
    await isSound(page)
    await page.getByLabel('It was done').check()
    await page.getByLabel('What was done, or why not?').fill('New rotas')
    await press(page, 'Update the action')
    await go(page, 'Close it')
    assert.match(await words(page), /a measurement after the last action/)
    await isSound(page)
    await page.goBack()
    await go(page, 'Measure it again')
    await isSound(page)
    await press(page, 'Measure it')
    await go(page, 'Close it')
    await isSound(page)
    await page.getByLabel('Why is it closed?').fill('Rotas no longer clash')
    await press(page, 'Close the finding')
    assert.match(await words(page), /Finding closed: Rotas no longer clash/)
    await isSound(page)
  }))

test('the equity lead reads exact counts, and opens what the report says', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'equity')
    await page.goto(`${address}/programmes/1/findings`)
    await isSound(page)
    await go(page, /Global Ethnic Majority/)
    await isSound(page)
    await go(page, 'Exact counts')
    assert.match(await words(page), /That you read them is recorded/)
    await isSound(page)
    await page.goto(`${address}/programmes/1/findings/new?outcome=module_failed&by=sex`)
    await isSound(page)
    await page.goto(`${address}/programmes/1/findings?show=closed`)
    await isSound(page)
  }))
