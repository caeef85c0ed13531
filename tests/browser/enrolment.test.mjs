// Staff pause somebody, see it stand, undo it; set up a cohort and enrol.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, readLetter, signIn, sql, withBrowser, words
} from './browser.mjs'

const [id, email, name] = sql(`SELECT e.id || '|' || p.email || '|' || p.name
  FROM enrolment e JOIN person p ON p.id = e.person_id
  JOIN placement l ON l.enrolment_id = e.id
 WHERE e.state = 'enrolled' AND e.version = 1
   AND p.email <> 'amara.okafor@example.org'
   AND today() - 20 > l.starts_on AND today() < l.ends_on
 ORDER BY e.cohort_id DESC, e.id DESC LIMIT 1`)[0].split('|')
const record = `/trainees/${id}`
const [day, month, year] = sql(`SELECT to_char(today() - 3, 'DD|MM|YYYY')`)[0]
  .split('|')

const send = (page, words) =>
  follow(page, page.getByRole('button', { name: words, exact: true }))

async function fillDate (page, legend, parts) {
  const group = page.getByRole('group', { name: legend })
  for (const [label, value] of Object.entries(parts)) {
    await group.getByLabel(label, { exact: true }).fill(String(value))
  }
}

describe('programme staff', () => {
  test('pause an enrolment, and undo it', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(address + record)
      await follow(page, page.getByRole('link', { name: /^Record a change/ }))
      await isSound(page)
      assert.equal(await page.getByLabel('Resume', { exact: true }).count(), 0)
      await send(page, 'Continue')
      assert.match(await words(page), /Select what happens to the enrolment/)
      await page.getByLabel('Pause', { exact: true }).check()
      await send(page, 'Continue')
      await isSound(page)
      await send(page, 'Continue')
      assert.match(await words(page), /Enter the date that the pause began/)
      assert.match(await words(page), /Select the reason/)
      await isSound(page)
      await fillDate(page, 'When did the pause begin?',
        { Day: day, Month: month, Year: year })
      await page.getByLabel('A reasonable adjustment was not in place').check()
      await page.getByLabel(/What else is to be said/).fill('Screen reader late')
      await send(page, 'Continue')
      assert.match(await words(page), /Check the change/)
      assert.match(await words(page), /no days are expected/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'Change the reason' }))
      assert.equal(await page.getByLabel(/What else is to be said/).inputValue(),
        'Screen reader late')
      await send(page, 'Continue')
      await send(page, 'Record the change')
      assert.equal(new URL(page.url()).pathname, record)
      assert.match(await words(page), /Enrolment paused/)
      assert.match(await words(page), /Screen reader late/)
      await isSound(page)
      assert.equal(sql(`SELECT state FROM enrolment WHERE id = ${id}`)[0], 'paused')
      assert.equal(sql(`SELECT count(*) FROM placement_interruption i
        JOIN placement p ON p.id = i.placement_id
        WHERE p.enrolment_id = ${id} AND upper_inf(i.during)`)[0], '1')

      await follow(page, page.getByRole('link', { name: 'Undo this change' }))
      await isSound(page)
      await page.getByLabel('Recorded wrongly').check()
      await send(page, 'Undo the change')
      assert.match(await words(page), /The pause was undone: recorded wrongly/)
      assert.equal(sql(`SELECT state FROM enrolment WHERE id = ${id}`)[0], 'enrolled')
      assert.equal(sql(`SELECT count(*) FROM placement_interruption i
        JOIN placement p ON p.id = i.placement_id
        WHERE p.enrolment_id = ${id} AND i.event_id IS NOT NULL`)[0], '0')
      await follow(page, page.getByRole('link', { name: 'History of this record' }))
      assert.match(await words(page), /The pause was undone/)
      assert.match(await readLetter(email), new RegExp(`Dear ${name}`))
    }))

  test('set up a cohort and enrol one person', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/cohorts`)
      await follow(page, page.getByRole('link', { name: 'Set up a cohort' }))
      await isSound(page)
      await page.getByLabel('Name of the cohort').fill('January 2028')
      await fillDate(page, 'When does it start?', { Day: 3, Month: 1, Year: 2028 })
      await fillDate(page, 'When does it end?', { Day: 31, Month: 12, Year: 2029 })
      await send(page, 'Set up the cohort')
      assert.match(await words(page), /January 2028 was set up/)
      await follow(page, page.getByRole('link', { name: 'Enrol one person' }))
      await isSound(page)
      await send(page, 'Enrol')
      assert.match(await words(page), /Enter the email address/)
      await isSound(page)
      await page.getByLabel('Email address').fill('ada.byron@example.org')
      await page.getByLabel('First name').fill('Ada')
      await page.getByLabel('Last name').fill('Byron')
      const [code] = sql('SELECT code FROM organisation WHERE invented LIMIT 1')
      await page.getByLabel('Employer').fill(code)
      await fillDate(page, 'When do they start?', { Day: 3, Month: 1, Year: 2028 })
      await page.getByLabel('Yes, enrol them').check()
      await send(page, 'Enrol')
      assert.match(await words(page), /Ada Byron was enrolled in January 2028/)
      await isSound(page)
      assert.match(await readLetter('ada.byron@example.org'), /choose-password/)
    }))
})
