// Reflections: written in peace, warned of identifiers, shared as a copy,
// submitted as evidence, and nobody else's otherwise.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, signOut, withBrowser, words
} from './browser.mjs'

const mine = 'We sat by the canal until she spoke'
const later = 'What I would not say to anybody'

async function press (page, name) {
  await follow(page, page.getByRole('button', { name }))
}

async function go (page, name) {
  await follow(page, page.getByRole('link', { name, exact: true }).first())
}

test('a reflection is private, then a copy of it shared and submitted', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'nqsw')
    await page.goto(`${address}/reflections`)
    await isSound(page)
    await press(page, 'Write a reflection')
    await isSound(page)
    await press(page, 'Save it for me')
    assert.match(await words(page), /Enter what it is about/)
    await isSound(page)
    await page.getByLabel('What is it about?').fill('A quiet visit')
    await page.getByLabel('What do you want to say?')
      .fill(`${mine}. Her number is 943 476 5919.`)
    await press(page, 'Save it for me')
    assert.match(await words(page), /Only you can read it/)
    assert.match(await words(page), /This looks like an NHS number/)
    assert.equal(await page.locator('mark').textContent(), '943 476 5919')
    await isSound(page)
    const entry = page.url()

    await press(page, 'Change it')
    await page.getByLabel('What do you want to say?').fill(mine)
    await press(page, 'Save it for me')
    assert.doesNotMatch(await words(page), /NHS number/)
    await page.locator('summary', { hasText: 'What it said before' }).click()
    await follow(page, page.getByRole('link', { name: /A quiet visit, saved/ }))
    assert.match(await words(page), /943 476 5919/)
    await isSound(page)

    await page.goto(`${entry}/share`)
    await isSound(page)
    await page.getByLabel('Helen Marsh').check()
    await press(page, 'Save who reads it')
    assert.match(await words(page), /Helen Marsh reads a copy/)
    await page.goto(`${entry}/submit`)
    await isSound(page)
    await press(page, 'Submit the copy')
    assert.match(await words(page), /Submitted as evidence/)
    const copy = page.url()
    await isSound(page)
    await page.goto(`${copy}/withdraw`)
    await isSound(page)
    await page.goto(`${entry}/change`)
    await page.getByLabel('What do you want to say?').fill(later)
    await press(page, 'Save it for me')
    assert.match(await words(page), /You changed the entry since/)
    await page.goto(`${address}/reflections?search=ANYBODY`)
    assert.match(await words(page), /A quiet visit/)
    await signOut(page)

    await signIn(page, 'assessor')
    for (const path of [entry, `${entry}/change`, `${entry}/share`]) {
      assert.equal((await page.goto(path)).status(), 404)
    }
    await page.goto(`${address}/reflections`)
    await go(page, 'A quiet visit')
    assert.match(await words(page), new RegExp(mine))
    assert.doesNotMatch(await words(page), new RegExp(later))
    await isSound(page)
    await page.goto(copy)
    assert.match(await words(page), new RegExp(mine))
    await isSound(page)
    await go(page, 'Back')
    assert.match(page.url(), /\/asye\/\d+\/reflections$/)
    await isSound(page)
    await signOut(page)

    await signIn(page, 'staff')
    assert.equal((await page.goto(entry)).status(), 404)
    assert.equal((await page.goto(copy)).status(), 200)
    await page.goto(`${address}/search?q=${encodeURIComponent(later)}`)
    assert.doesNotMatch(await words(page), /quiet visit/)
  }))

test('an entry is deleted for good', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'trainee')
    await page.goto(`${address}/reflections/new`)
    await page.getByLabel('What is it about?').fill('To be gone')
    await page.locator('summary', { hasText: 'Questions that may help' }).click()
    await page.getByLabel('So what?').fill('It was nothing')
    await page.getByLabel(/Critical reflection/).check()
    await press(page, 'Save it for me')
    assert.match(await words(page), /Critical reflection/)
    await isSound(page)
    await go(page, 'Delete it for good')
    await isSound(page)
    await press(page, 'Delete it for good')
    assert.match(await words(page), /Deleted for good/)
    assert.doesNotMatch(await words(page), /To be gone/)
  }))
