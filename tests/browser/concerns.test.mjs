// A concern from the day that it is raised until it is closed; and one that a
// trainee raises about what was promised to them.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, readLetter, signIn, sql,
  withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const link = (page, name) => page.locator('main').getByRole('link', { name }).first()

async function fillDate (page, legend, [day, month, year]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

// The demonstration's day, and one so many days on.
const after = days => sql(`SELECT to_char(today() + ${days}, 'DD|MM|YYYY')`)[0].split('|')

// A day that waits for David, and whose it is.
const [day, enrolment, trainee, email] = sql(`SELECT d.id, d.enrolment_id,
    t.name, t.email
    FROM placement_day d JOIN placement_educator e ON e.placement_id = d.placement_id
    JOIN person p ON p.id = e.person_id JOIN person t ON t.id = d.person_id
   WHERE p.email = '${people.educator}' AND d.state = 'submitted'
     AND e.duty = 'practice_educator' AND e.during @> today()
     AND t.email <> '${people.trainee}'
     AND NOT EXISTS (SELECT FROM concern c WHERE c.person_id = t.id)
   ORDER BY d.id LIMIT 1`)[0].split('|')
let where

describe('a concern', () => {
  test('is raised by an educator from a day, and told to the trainee', async () => {
    await withBrowser(phone, async page => {
      await signIn(page, 'educator')
      await page.goto(`${address}/days/${day}`)
      await follow(page, link(page, 'Raise a concern'))
      await isSound(page)
      await press(page, 'Raise the concern')
      assert.match(await words(page), /There is a problem.*Select what the concern is about/)
      await isSound(page)
      await page.getByLabel('Practice', { exact: true }).check()
      await page.getByLabel('What is the concern?').fill('Records of visits come a week late.')
      await press(page, 'Raise the concern')
      assert.match(await words(page), new RegExp(`Concern raised. ${trainee} was told`))
      assert.match(await words(page), /Raised from A placement day/)
      await isSound(page)
      where = new URL(page.url()).pathname
      await follow(page, link(page, 'A placement day'))
      assert.equal(new URL(page.url()).pathname, `/days/${day}`)
    })
    const letter = await readLetter(email)
    assert.match(letter, new RegExp(where))
    assert.doesNotMatch(letter, /a week late/)
  })

  test('is taken on by staff to a plan with its actions', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/concerns`)
      await isSound(page)
      await page.goto(address + where)
      await follow(page, link(page, 'Acknowledge the concern').or(page.getByRole('button', { name: 'Acknowledge the concern' })).first())
      await isSound(page)
      await press(page, 'Acknowledge the concern')
      await follow(page, page.getByRole('button', { name: 'Arrange the meeting' }))
      await fillDate(page, 'When is the meeting?', after(0))
      await isSound(page)
      await press(page, 'Save the meeting')
      await follow(page, page.getByRole('button', { name: 'Record the meeting' }))
      await page.getByLabel('Who was there?').fill('The trainee, David Llewellyn and the tutor')
      await page.getByLabel('What was said?').fill('What happened, in its order.')
      await page.getByLabel('What was agreed?').fill('A plan for four weeks.')
      await isSound(page)
      await press(page, 'Save the meeting')
      await follow(page, page.getByRole('button', { name: 'Write the action plan' }))
      await isSound(page)
      await page.locator('[name=what-1]').fill('Write each record within two days')
      await page.locator('[name=owner-1]').selectOption('trainee')
      await fillDate(page.getByRole('group', { name: 'Action 1' }), 'By when?', after(14))
      await press(page, 'Save the plan')
      assert.match(await words(page), /Add what the practice educator, the host/)
      await isSound(page)
      await page.locator('[name=what-2]').fill('Give the trainee a laptop that works')
      await page.locator('[name=owner-2]').selectOption('host')
      await fillDate(page.getByRole('group', { name: 'Action 2' }), 'By when?', after(7))
      await press(page, 'Save the plan')
      assert.match(await words(page), /Action plan written.*laptop that works.*Host organisation/)
      await isSound(page)
      await follow(page, link(page, 'The plan on a page to print'))
      await isSound(page)
      await page.emulateMedia({ media: 'print' })
      assert.match(await words(page), /Action plan.*laptop that works/)
      await page.emulateMedia({ media: 'screen' })
      await page.goto(address + where)
      await follow(page, link(page, /Record that it was done.*laptop/))
      await isSound(page)
      await press(page, 'Save')
      assert.match(await words(page), /The action is done.*Done on/)
    }))

  test('is undone where a step was a mistake, reviewed and closed', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(address + where)
      await follow(page, page.getByRole('button', { name: 'Record the review' }))
      await page.getByLabel('What did the review find?').fill('Both were done.')
      await press(page, 'Save the review')
      await follow(page, page.getByRole('button', { name: 'Record the next step' }))
      await isSound(page)
      await press(page, 'Continue')
      assert.match(await words(page), /There is a problem.*Select what happened/)
      await page.getByLabel('The plan was not met').check()
      await press(page, 'Continue')
      await page.getByLabel('What was not met, and why?').fill('Meant for another trainee.')
      await press(page, 'Record that it was not met')
      await follow(page, link(page, 'Undo the latest step'))
      await isSound(page)
      await page.getByLabel('Why is it undone?').fill('It was meant for another trainee.')
      await press(page, 'Undo the step')
      assert.match(await words(page), /“Plan not met” was undone/)
      await follow(page, page.getByRole('button', { name: 'Record the next step' }))
      await page.getByLabel('The plan was met').check()
      await press(page, 'Continue')
      await page.getByLabel('What shows that it was met?').fill('Every record was in time.')
      await press(page, 'Record that it was met')
      await follow(page, page.getByRole('button', { name: 'Close the concern' }))
      await isSound(page)
      await page.getByLabel('How was it settled?').fill('Both say that it helped.')
      await press(page, 'Close the concern')
      assert.match(await words(page), /Concern closed.*Closed since/)
      await page.goto(`${address}/trainees/${enrolment}/history`)
      assert.match(await words(page), /Concern closed.*Step of a concern undone.*Concern raised/)
      await page.goto(`${address}/concerns`)
      await page.getByLabel('State').selectOption('closed')
      await press(page, 'Apply filters')
      assert.match(await words(page), new RegExp(trainee))
      await isSound(page)
    }))

  test('is a trainee’s to raise about what was promised, and to answer', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, link(page, 'Raise a concern'))
      await isSound(page)
      await page.getByLabel('Support that was not given').check()
      await page.getByLabel('What is the concern?').fill('Supervision was cancelled four times.')
      await page.getByLabel('No', { exact: true }).check()
      await press(page, 'Raise the concern')
      assert.match(await words(page), /Your concern was raised.*Not the practice educators/)
      await isSound(page)
      const own = new URL(page.url()).pathname
      await follow(page, page.getByRole('button', { name: 'Answer in your own words' }))
      await isSound(page)
      await page.getByLabel('Your answer').fill('I asked for it by email as well.')
      await press(page, 'Send your answer')
      assert.match(await words(page), /Your own words I asked for it by email/)
      await page.goto(address)
      assert.match(await words(page), /Concerns about your training.*support that was not given/)
      await isSound(page)
      const answer = await page.goto(`${address}/concerns/${Number(own.split('/')[2]) - 1}`)
      assert.equal(answer.status(), 404, 'of somebody else')
      await page.goto(`${address}/concerns`)
      await isSound(page)
    }))

  test('of a trainee who told staff alone is hidden from the educator', () =>
    withBrowser(phone, async page => {
      const hidden = sql(`SELECT c.id FROM concern c
          JOIN person p ON p.id = c.person_id
         WHERE p.email = '${people.trainee}' AND NOT c.shared`)[0]
      await signIn(page, 'educator')
      const answer = await page.goto(`${address}/concerns/${hidden}`)
      assert.equal(answer.status(), 404)
      await page.goto(`${address}/concerns`)
      await isSound(page)
    }))
})
