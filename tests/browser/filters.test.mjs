// Staff filter a cohort, save it for their team, change what it saves, remove
// it and put it back; a partner saves one for themself.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { address, desk, follow, isSound, phone, signIn, sql, withBrowser, words } from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const go = (page, name) => follow(page, page.getByRole('link', { name }).first())
const cohort = sql('SELECT max(id) FROM cohort WHERE starts_on <= today()')[0]
const saved = (page, name) => page.getByRole('navigation', { name: 'Saved filters' })
  .getByRole('listitem').filter({ hasText: name })

describe('saved filters', () => {
  test('are named, shared and counted above their list', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/cohorts/${cohort}`)
      await page.getByLabel('Standing', { exact: true }).selectOption({ label: 'Behind' })
      await press(page, 'Apply filters')
      const shown = (await words(page)).match(/Showing \d+ to \d+ of (\d+)/)[1]
      await go(page, 'Save these filters')
      await isSound(page)
      await press(page, 'Save the filter')
      assert.match(await words(page), /Enter a name for this filter/)
      await isSound(page)
      await page.getByLabel('Name of the filter').fill('Behind now')
      await page.getByLabel(/^My team/).check()
      await press(page, 'Save the filter')
      await isSound(page)
      assert.match(await words(page), /“Behind now” is saved/)
      assert.equal((await saved(page, 'Behind now').innerText()).replace(/\s+/g, ' '),
        `Behind now (${shown})`)
    }))

  test('are changed to what the list shows, removed and put back', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/cohorts/${cohort}`)
      await follow(page, saved(page, 'Behind now').getByRole('link'))
      assert.match(await words(page), /Chosen filters Standing: Behind/)
      await page.getByLabel('Standing', { exact: true }).selectOption({ label: 'Well behind' })
      await press(page, 'Apply filters')
      await isSound(page)
      await go(page, 'Save these filters as “Behind now”')
      await isSound(page)
      await page.getByLabel('Name of the filter').fill('Well behind now')
      await press(page, 'Change the filter')
      await isSound(page)
      assert.match(await words(page), /Well behind now Shared with the staff of .* Standing: Well behind/)
      await go(page, 'Remove Well behind now')
      await isSound(page)
      await press(page, 'Remove the filter')
      await go(page, 'Put back Well behind now')
      await isSound(page)
      await press(page, 'Put the filter back')
      await follow(page, page.getByRole('link', { name: 'Well behind now', exact: true }))
      assert.match(page.url(), /standing=well-behind&saved=\d+/)
    }))

  test('that no longer fit say so', () =>
    withBrowser(desk, async page => {
      const id = sql(`UPDATE saved_filter SET query = 'standing=vanished'
          WHERE name = 'Well behind now' RETURNING id`)[0]
      await signIn(page, 'staff')
      await page.goto(`${address}/cohorts/${cohort}?standing=vanished&saved=${id}`)
      assert.match(await words(page), /“Well behind now” asks for “vanished”/)
      await isSound(page)
      await go(page, 'Change or remove it')
      await isSound(page)
      assert.match(await words(page), /No longer fits/)
    }))

  test('are kept by a partner for themself', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'partner')
      await page.goto(`${address}/trainees`)
      await page.getByLabel('Enrolment', { exact: true }).selectOption({ label: 'Enrolled' })
      await press(page, 'Apply filters')
      await go(page, 'Save these filters')
      assert.equal(await page.getByRole('radio').count(), 0)
      await page.getByLabel('Name of the filter').fill('Here now')
      await press(page, 'Save the filter')
      assert.equal(await saved(page, 'Here now').count(), 1)
      await isSound(page)
      await page.goto(`${address}/filters`)
      assert.match(await words(page), /Here now Only you/)
      assert.doesNotMatch(await words(page), /Well behind now/)
    }))
})
