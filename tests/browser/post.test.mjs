// Inbox, reminders, and the post as staff see it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser,
  words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const link = (page, name) => page.locator('main').getByRole('link', { name }).first()

describe('the post', () => {
  test('leaves what was written in everybody’s inbox', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/inbox`)
      await isSound(page)
      await follow(page, link(page, 'How often do you want to be reminded?'))
      assert.match(await words(page), /Once a day Waymark writes down/)
      await isSound(page)
      await press(page, 'Mark as unread')
      assert.match(await words(page), /Marked as unread/)
      await press(page, 'Mark all as read')
      await follow(page, link(page, 'New messages'))
      assert.match(await words(page), /There is nothing new/)
      await isSound(page)
    }))

  test('reminds people as often as they choose', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/account/reminders`)
      await isSound(page)
      await page.getByLabel('Once a week').check()
      await press(page, 'Save')
      assert.match(await words(page), /reminded by email once a week/)
      const [token] = sql(`SELECT token FROM reminder r JOIN person p ON p.id = r.person_id
        WHERE p.email = '${people.trainee}'`)
      await page.context().clearCookies()
      await page.goto(`${address}/reminders/${token}`)
      await isSound(page)
      await press(page, 'Stop reminders by email')
      assert.match(await words(page), /are stopped/)
      await isSound(page)
      // As a mail program does it, which has no cookies and saw no page.
      sql(`UPDATE reminder SET choice = 'daily' WHERE token = '${token}'`)
      const answer = await fetch(`${address}/reminders/${token}`, {
        method: 'POST',
        body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
      })
      assert.equal(answer.status, 200)
      assert.deepEqual(sql(`SELECT choice FROM reminder WHERE token = '${token}'`), ['never'])
    }))

  test('is seen by staff, who decide about what may have been sent', () =>
    withBrowser(desk, async page => {
      sql(`SELECT post.write(p.id, p.email, 'About your days', 'Words') FROM person p
        WHERE p.email = '${people.trainee}'`)
      sql(`UPDATE post.letter SET state = 'sending', claimed_at = now() - interval '1 hour';
        SELECT post.doubt(60)`)
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Letters', exact: true }))
      await isSound(page)
      await follow(page, link(page, 'How the post is'))
      await isSound(page)
      await follow(page, link(page, 'May have been sent'))
      await isSound(page)
      await follow(page, link(page, 'About your days'))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Decide about this letter' }))
      await press(page, 'Save')
      assert.match(await words(page), /There is a problem/)
      await isSound(page)
      await page.getByLabel('Leave it as it is').check()
      await press(page, 'Save')
      assert.match(await words(page), /Left by staff/)
      await isSound(page)
    }))
})
