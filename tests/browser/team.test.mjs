// The team: staff see who has which role; one asks for a role that takes two and
// another agrees; a role is given to somebody new, ended, and put back.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const [colleague] = sql(`SELECT p.email FROM person p JOIN role_held r ON r.person_id = p.id
   WHERE r.role = 'staff' AND p.email <> 'priya.raman@example.org'
     AND NOT EXISTS (SELECT FROM role_change c WHERE c.state = 'asked'
          AND p.id IN (c.person_id, c.asked_by))
   ORDER BY p.id LIMIT 1`)

describe('the team of a programme', () => {
  test('is listed, and filtered by role', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/team`)
      await isSound(page)
      assert.match(await words(page), /Waiting for a colleague/)
      await page.getByLabel('Role', { exact: true }).selectOption({ label: 'Auditor' })
      await page.getByLabel('When').selectOption({ label: 'All' })
      await follow(page, page.getByRole('button', { name: 'Apply filters' }))
      const rows = page.locator('#roles tbody tr')
      assert.ok(await rows.count() >= 2)
      assert.ok((await rows.allInnerTexts()).every(row => /Auditor/.test(row)))
      await page.goto(`${address}/team?search=nobody+of+this+name`)
      assert.match(await words(page), /Nobody fits/)
      await isSound(page)
    }))

  test('grows by somebody new, whose role ends and is put back', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/team`)
      await follow(page, page.getByRole('button', { name: 'Give somebody a role' }))
      await isSound(page)
      await press(page, 'Give the role')
      assert.match(await words(page), /There is a problem.*Select the role/s)
      await isSound(page)
      await page.getByLabel('ASYE coordinator', { exact: true }).check()
      await page.getByLabel('Organisation', { exact: true }).selectOption({ index: 1 })
      await page.getByLabel('First name').fill('Nia')
      await page.getByLabel('Last name').fill('Fairclough')
      await page.getByLabel('Email address').fill('nia.fairclough@example.org')
      await page.getByLabel('What is the reason?').fill('She keeps their ASYEs')
      await press(page, 'Give the role')
      assert.match(await words(page), /Nia Fairclough has the role/)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'End this role' }))
      await isSound(page)
      await page.getByLabel('At once').check()
      await page.getByLabel('What is the reason?').fill('It was for her colleague')
      await press(page, 'End the role')
      assert.match(await words(page), /has ended/)
      await follow(page, page.getByRole('button', { name: 'Undo the end' }))
      await isSound(page)
      await page.getByLabel('What is the reason?').fill('It was for her')
      await press(page, 'Put the role back')
      assert.match(await words(page), /again/)
    }))

  test('has a new equity lead when a second of the staff agrees', () =>
    withBrowser(desk, async page => {
      const [id] = sql("SELECT max(id) FROM role_change WHERE state = 'asked'")
      await signIn(page, colleague)
      await page.goto(`${address}/team/changes/${id}`)
      await isSound(page)
      await page.getByLabel('Agree').check()
      await press(page, 'Decide')
      assert.match(await words(page), /has the role “Equity lead/)
      assert.equal(sql(`SELECT state FROM role_change WHERE id = ${id}`)[0], 'done')
    }))
})
