// The audit: an auditor finds what somebody did, and a trainee who read of her.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser,
  words
} from './browser.mjs'

const link = (page, name) => page.locator('main').getByRole('link', { name, exact: true }).first()
const [record] = sql(`SELECT n.id FROM enrolment n JOIN person p ON p.id = n.person_id
   WHERE p.email = '${people.trainee}' ORDER BY n.id DESC LIMIT 1`)

describe('the audit', () => {
  test('holds that a record was read, and an auditor finds it', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'educator')
      await page.goto(`${address}/trainees/${record}`)
      assert.equal((await page.goto(`${address}/audit`)).status(), 404)
      await page.context().clearCookies()
      await signIn(page, 'auditor')
      await follow(page, page.getByRole('link', { name: 'Audit', exact: true }))
      await isSound(page)
      assert.match(await words(page), /Page refused.*audit list/s)
      await page.getByLabel('Show', { exact: true }).selectOption('Records read')
      await follow(page, page.getByRole('button', { name: 'Apply filters' }))
      assert.match(await words(page), /Show: Records read/)
      assert.doesNotMatch(await words(page), /Session started/)
      await isSound(page)
      await follow(page, link(page, 'David Llewellyn'))
      assert.match(await words(page), /Done by: David Llewellyn/)
      assert.match(page.url(), /kind=reading.*by=\d+/)
      await isSound(page)
      await page.getByLabel('From', { exact: true }).fill('soon')
      await follow(page, page.getByRole('button', { name: 'Apply filters' }))
      assert.match(await words(page), /There is a problem.*Enter the date like 14 June 2026/s)
      await isSound(page)
    }))

  test('goes on to earlier events, and back', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'auditor')
      await page.goto(`${address}/audit?kind=reading`)
      await follow(page, link(page, 'Earlier events'))
      assert.match(page.url(), /kind=reading&behind=\d+/)
      await isSound(page)
      await follow(page, link(page, 'The latest events'))
      assert.doesNotMatch(page.url(), /behind/)
    }))

  test('tells a trainee who has read her record', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/trainees/${record}`)
      await follow(page, link(page, 'Who has read your record'))
      assert.match(await words(page), /David Llewellyn A practice educator/)
      assert.match(await words(page), /Programme staff, /)
      await isSound(page)
    }))
})
