// Signing in and out, a new password, and a session that ends under a form.
// Walked: both ways.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, fillSignIn, follow, isSound, people, phone, readLetter,
  signIn, signOut, sql, withBrowser, words
} from './browser.mjs'

const written = 'Wrote up a visit; my session ends before I send this.'

function placementOf (email) {
  return sql(`SELECT l.id FROM placement l JOIN person p ON p.id = l.person_id
      WHERE p.email = '${email}' ORDER BY l.starts_on DESC LIMIT 1`)[0]
}

// One of those who have a password, but for Amara, whose journey is another.
function someTrainee (skip) {
  return sql(`SELECT p.email FROM person p JOIN enrolment e ON e.person_id = p.id
      JOIN credential c ON c.person_id = p.id
     WHERE e.state = 'enrolled' AND p.email <> '${people.trainee}'
       AND EXISTS (SELECT FROM placement l WHERE l.enrolment_id = e.id)
     ORDER BY e.cohort_id DESC, e.id LIMIT 1 OFFSET ${skip}`)[0]
}

async function type (page, email) {
  await page.goto(`${address}/placements/${placementOf(email)}/days/new`)
  await page.getByLabel('Half day', { exact: true }).check()
  await page.getByLabel('What did you do?').fill(written)
}

async function findsWhatTheyTyped (page) {
  assert.match(page.url(), /\/days\/new$/)
  assert.equal(await page.getByLabel('What did you do?').inputValue(), written)
  assert.ok(await page.getByLabel('Half day', { exact: true }).isChecked())
}

describe('somebody who signs in', () => {
  test('is told the same, whatever was wrong', () =>
    withBrowser(phone, async page => {
      const said = []
      for (const who of [someTrainee(0), 'nobody.at.all@example.org']) {
        await page.goto(`${address}/sign-in`)
        await fillSignIn(page, who, 'not the password')
        assert.match(await page.title(), /^Error: /)
        said.push(await page.getByRole('alert').innerText())
        assert.equal(await page.getByLabel('Email address').inputValue(), who)
        assert.equal(await page.getByLabel('Password').inputValue(), '')
        await isSound(page)
      }
      assert.match(said[0], /The email address or the password is not right/)
      assert.equal(said[0], said[1])
    }))

  test('comes to the page that they asked for', () =>
    withBrowser(phone, async page => {
      const email = someTrainee(0)
      const days = `${address}/placements/${placementOf(email)}/days?state=submitted`
      await page.goto(days)
      assert.match(page.url(), /\/sign-in\?to=/)
      await fillSignIn(page, email)
      assert.equal(page.url(), days)
    }))

  test('and out cannot go back', () =>
    withBrowser(phone, async page => {
      await signIn(page, someTrainee(0))
      await signOut(page)
      assert.match(await words(page), /You are signed out/)
      await isSound(page)
      await page.goto(`${address}/`)
      assert.match(page.url(), /\/sign-in/)
    }))

  test('chooses a new password by the link of a letter, which works once', () =>
    withBrowser(phone, async page => {
      const email = someTrainee(1)
      await page.goto(`${address}/sign-in`)
      await follow(page, page.getByRole('link', { name: 'Choose a new password' }))
      await isSound(page)
      await page.getByLabel('Email address').fill(email)
      await follow(page, page.getByRole('button', { name: 'Send the link' }))
      assert.match(await words(page), /Look at your email/)
      await isSound(page)
      const link = (await readLetter(email)).match(/http\S+choose-password\S+/)[0]
      await page.goto(link)
      await isSound(page)
      await page.getByLabel('New password').fill('short')
      const choose = page.getByRole('button', { name: 'Choose this password' })
      await follow(page, choose)
      assert.match(await page.getByRole('alert').innerText(), /12 characters or more/)
      await isSound(page)
      await page.getByLabel('New password').fill('Password2026!')
      await follow(page, choose)
      assert.match(await page.getByRole('alert').innerText(), /Many people use this password/)
      await isSound(page)
      await page.getByLabel('New password').fill('lantern gravel tuesday')
      await follow(page, choose)
      assert.match(await words(page), /Your password is changed/)
      await isSound(page)
      await signOut(page)
      await page.goto(link)
      assert.match(await words(page), /This link does not work any more/)
      await isSound(page)
      await page.goto(`${address}/sign-in`)
      await fillSignIn(page, email)
      assert.match(await page.title(), /^Error: /)
      await signIn(page, email, 'lantern gravel tuesday')
    }))
})

describe('a session that ends in the middle of a form', () => {
  test('keeps what was typed until the person signs in again', () =>
    withBrowser(phone, async page => {
      const email = someTrainee(2)
      await signIn(page, email)
      await type(page, email)
      sql(`UPDATE session s SET ended_at = now() FROM person p
          WHERE p.id = s.person_id AND p.email = '${email}'`)
      await follow(page, page.getByRole('button', { name: 'Log the day' }))
      assert.match(await words(page), /What you typed was kept/)
      await isSound(page)
      await fillSignIn(page, email)
      await findsWhatTheyTyped(page)
      await isSound(page)
    }))

  test('also when the browser has forgotten it', () =>
    withBrowser(desk, async (page, context) => {
      const email = someTrainee(3)
      await signIn(page, email)
      await type(page, email)
      await context.clearCookies()
      await follow(page, page.getByRole('button', { name: 'Log the day' }))
      assert.match(await words(page), /What you typed was kept/)
      await fillSignIn(page, email)
      await findsWhatTheyTyped(page)
    }))

  test('never shows it to somebody else who signs in there', () =>
    withBrowser(desk, async (page, context) => {
      const [email, another] = [someTrainee(0), someTrainee(2)]
      await signIn(page, email)
      await type(page, email)
      await context.clearCookies()
      await follow(page, page.getByRole('button', { name: 'Log the day' }))
      await fillSignIn(page, another)
      assert.ok(!(await page.content()).includes(written))
      await context.clearCookies()
      await signIn(page, email)
      await follow(page, page.getByRole('link', { name: 'A placement day' }))
      await findsWhatTheyTyped(page)
    }))
})
