// Somebody's own account: sessions that they end, a password that they change,
// and being asked again before what matters.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, password, people, phone, readLetter,
  signIn, signOut, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name }))

test('ends a session elsewhere, and changes the password', () =>
  withBrowser(phone, async page => {
    await withBrowser(desk, async other => {
      await signIn(other, 'educator')
      await signIn(page, 'educator')
      await page.goto(`${address}/account/sessions`)
      await isSound(page)
      assert.match(await words(page), /Chrome on Linux.*Here.*Chrome on Linux/)
      await press(page, /^Sign out there/)
      assert.match(await words(page), /You are signed out there/)
      await isSound(page)
      await other.goto(`${address}/account`)
      assert.match(other.url(), /\/sign-in/)
    })
    await page.goto(`${address}/account/password`)
    await isSound(page)
    await page.getByLabel('Your password now').fill(password)
    await page.getByLabel('New password').fill('short')
    await press(page, 'Change your password')
    assert.match(await page.getByRole('alert').innerText(), /12 characters or more/)
    await isSound(page)
    await page.getByLabel('Your password now').fill(password)
    await page.getByLabel('New password').fill('lantern gravel tuesday')
    await press(page, 'Change your password')
    assert.match(await words(page), /Your password is changed/)
    await signOut(page)
    await signIn(page, 'educator', 'lantern gravel tuesday')
  }))

test('is asked again before what matters, and loses nothing typed', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/tutors/new`)
    await page.getByLabel('First name').fill('Ada')
    sql(`UPDATE session s SET confirmed_at = now() - interval '16 minutes'
        FROM person p WHERE p.id = s.person_id AND p.email = '${people.staff}'`)
    await press(page, 'Add them')
    assert.match(page.url(), /\/confirm/)
    assert.match(await words(page), /What you typed was kept/)
    await isSound(page)
    await page.getByLabel('Password').fill('wrong')
    await press(page, 'Continue')
    await isSound(page)
    await page.getByLabel('Password').fill(password)
    await press(page, 'Continue')
    assert.match(page.url(), /\/tutors\/new$/)
    assert.equal(await page.getByLabel('First name').inputValue(), 'Ada')
  }))

test('is signed out everywhere by staff, who are named in a letter', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'trainee')
    await withBrowser(desk, async staff => {
      await signIn(staff, 'staff')
      const id = sql(`SELECT e.id FROM enrolment e JOIN person p ON p.id = e.person_id
        WHERE p.email = '${people.trainee}'`)
      await staff.goto(`${address}/trainees/${id}`)
      await follow(staff, staff.getByRole('link', { name: 'Sign them out everywhere' }))
      await isSound(staff)
      await press(staff, 'Sign them out everywhere')
      assert.match(await words(staff), /is signed out everywhere, and told by letter/)
      await isSound(staff)
    })
    await page.goto(`${address}/account`)
    assert.match(page.url(), /\/sign-in/)
    assert.match(await readLetter(people.trainee), /of the staff of your programme, signed you out/)
  }))
