// Staff change a number of their programme: what it would change is shown
// first, and what has not begun can be taken back.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const link = (page, name) => page.locator('main').getByRole('link', { name }).first()
const after = (days) => sql(`SELECT to_char(today() + ${days}, 'DD|MM|YYYY')`)[0].split('|')

async function fillDate (page, [day, month, year]) {
  const group = page.getByRole('group', { name: 'From which day?' })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

describe('settings', () => {
  test('show what a change would do to each trainee before it is made', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/cohorts`)
      await follow(page, link(page, 'Settings of the programme'))
      await isSound(page)
      assert.match(await words(page), /Trainees can log a day for No limit.*42 days, from/)
      await follow(page, link(page, 'A trainee is behind after'))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Change this setting' }))
      await isSound(page)
      await page.getByLabel('Value').fill('a few')
      await press(page, 'See what it changes')
      assert.match(await words(page), /Enter days and half days/)
      await isSound(page)
      await page.getByLabel('Value').fill('½')
      await press(page, 'See what it changes')
      await isSound(page)
      const counted = Number((await words(page)).match(/(\d+) trainees would stand differently/)[1])
      assert.ok(counted > 0)
      const showing = (await words(page)).match(/Showing 1 to \d+ of (\d+)/)
      assert.equal(Number(showing?.[1]), counted)
      const [name, was, becomes] = await page.locator('#affected tbody tr').first()
        .locator('th, td').allInnerTexts()
      assert.deepEqual([was, becomes], ['Slightly behind', 'Behind'])
      await follow(page, page.locator('#affected tbody a').first())
      assert.equal(await page.locator('h1').innerText(), name)
      await page.goBack()
      await press(page, 'Make this change')
      assert.match(await words(page), /Enter why the programme changes this/)
      await isSound(page)
      await page.getByLabel('Why does the programme change this?').fill('To see it sooner')
      await press(page, 'Make this change')
      assert.match(await words(page), /half a day from today.*by Priya Raman.*To see it sooner/)
      await isSound(page)
      await follow(page, link(page, 'Go back to the national default'))
      await isSound(page)
      await press(page, 'See what it changes')
      assert.match(await words(page), new RegExp(`${counted} trainees would stand differently`))
      await page.getByLabel('Why does the programme change this?').fill('Too soon')
      await press(page, 'Make this change')
      assert.match(await words(page), /The national default, 2 days.*Holds now.*Replaced by Priya Raman/)
    }))

  test('are set ahead and taken back', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      const [id] = sql("SELECT id FROM setting_name WHERE name = 'educator_capacity'")
      await page.goto(`${address}/settings/1/${id}/new`)
      await page.getByLabel('Value').fill('1')
      await fillDate(page, after(30))
      await press(page, 'See what it changes')
      assert.match(await words(page), /\d+ practice educators’ entries would say something else.*Overloaded/)
      await isSound(page)
      await page.getByLabel('Why does the programme change this?').fill('Fewer each')
      await press(page, 'Make this change')
      assert.match(await words(page), /You can take it back until then.*To come/)
      await isSound(page)
      await follow(page, link(page, /^Take it back/))
      await isSound(page)
      await press(page, 'Take it back')
      assert.match(await words(page), /Taken back. It stays in the history.*Taken back by Priya Raman/)
      await isSound(page)
    }))
})
