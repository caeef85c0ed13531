// Claims: for whom, why not others, as a workbook; and a portfolio to take away.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, withBrowser, words
} from './browser.mjs'

async function press (page, name) {
  await follow(page, page.getByRole('button', { name }))
}

test('a coordinator claims, lets the workbook leave, and undoes it', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'coordinator')
    await page.goto(`${address}/claims`)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: 'Claim 1', exact: true }))
    assert.match(await words(page), /Workbook for Claims team/)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: 'Undo the claim' }))
    await page.getByLabel('Why do you undo it?').fill('To be made again')
    await press(page, 'Undo the claim')
    assert.match(await words(page), /This claim was undone/)

    await page.goto(`${address}/claims/new`)
    await isSound(page)
    await page.getByLabel('Which employer claims?').selectOption({ index: 1 })
    const period = await page.locator('#period option', { hasText: 'Adults, February 2026' }).getAttribute('value')
    await page.getByLabel('For which period?').selectOption(period)
    await press(page, 'Continue')
    assert.match(await words(page), /Can be claimed/)
    assert.match(await words(page), /The outcome is not confirmed yet/)
    await isSound(page)
    await press(page, 'Make the claim')
    assert.match(await words(page), /Claim 2/)
    await isSound(page)
    const claim = page.url()

    await press(page, 'Download as a workbook')
    await isSound(page)
    await page.getByLabel('Who gets it?').fill('claims@example.org')
    await page.getByLabel('What is it for?').fill('Registrations')
    await press(page, 'Record and continue')
    await isSound(page)
    const [download] = await Promise.all([page.waitForEvent('download'),
      page.getByRole('link', { name: 'Workbook for claims@example.org' }).click()])
    assert.equal(download.suggestedFilename(), 'waymark-claim-2.xlsx')
    assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK')

    await follow(page, page.getByRole('link', { name: /Record that it was paid back/ }).first())
    await isSound(page)
    await page.goto(`${claim}/undo`)
    await isSound(page)
    await page.getByLabel('Why do you undo it?').fill('Tried only')
    await press(page, 'Undo the claim')
    assert.match(await words(page), /This claim was undone: Tried only/)
    await isSound(page)
  }))

test('staff enter what the funder pays', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/claims/amounts`)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: /Enter the amounts/ }).first())
    await press(page, 'Enter the amounts')
    assert.match(await words(page), /There is a problem/)
    await isSound(page)
  }))

test('somebody takes their portfolio with them', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'nqsw')
    await page.goto(`${address}/portfolio`)
    await isSound(page)
    const [download] = await Promise.all([page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download my portfolio' }).click()])
    assert.equal(download.suggestedFilename(), 'my-portfolio.zip')
    assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK')
  }))
