// Somebody is flagged: found, spoken to, answered for, and supported by a plan
// that they agree to; and how often the rule was right.
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

// Amara, whom David educates: nothing of what stands in the demonstration, and
// one flag that says what no other does.
const [enrolment, name] = sql(`SELECT p.enrolment_id, t.name
    FROM placement_educator e JOIN placement p ON p.id = e.placement_id
    JOIN person d ON d.id = e.person_id JOIN person t ON t.id = p.person_id
   WHERE d.email = '${people.educator}' AND t.email = '${people.trainee}'
     AND e.during @> today()`)[0].split('|')
const said = 'Six days of this placement are not logged yet.'
sql(`UPDATE flag SET cleared_on = today()
   WHERE enrolment_id = ${enrolment} AND cleared_on IS NULL`)
sql(`UPDATE support_action SET state = 'not_done', outcome = 'Over'
   WHERE enrolment_id = ${enrolment} AND state = 'open'`)
sql(`INSERT INTO support_plan_event (plan_id, enrolment_id, person_id,
       programme_id, version, step, words, outcome, by_id)
   SELECT id, enrolment_id, person_id, programme_id, version + 1, 'ended',
       'Over', 'met', led_by FROM support_plan
    WHERE enrolment_id = ${enrolment} AND open`)
sql(`INSERT INTO flag (person_id, enrolment_id, programme_id, placement_id, rule,
       rule_version, about, raised_on, severity, severity_on, sentence, why,
       clears_when, who)
   SELECT p.person_id, p.enrolment_id, p.programme_id, p.id, 'days_behind', 1,
       'progress', today() - 9, 'urgent', today() - 2, '${said}',
       'It is more than a working week.', 'The days are logged.',
       '{trainee,educator}'
     FROM placement p JOIN placement_educator e ON e.placement_id = p.id
    WHERE p.enrolment_id = ${enrolment} AND e.during @> today() LIMIT 1`)
let plan

describe('somebody at risk', () => {
  test('is found by their educator, who answers and speaks to them', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'educator')
      await page.goto(`${address}/at-risk`)
      await isSound(page)
      assert.match(await words(page), new RegExp(`${name}.*Urgent.*${said}`))
      await follow(page, link(page, name))
      await isSound(page)
      await follow(page, link(page, 'Answer this flag'))
      await isSound(page)
      await press(page, 'Record the answer')
      assert.match(await words(page), /There is a problem.*Select what became of it.*Enter how you know/)
      await isSound(page)
      await page.getByLabel('It is being handled').check()
      await page.getByLabel('Why?').selectOption('talking')
      await page.getByLabel('How do you know?').fill('We meet on Thursday.')
      await press(page, 'Record the answer')
      assert.match(await words(page), /Being handled on .* by David Llewellyn.*We meet on Thursday/)
      await isSound(page)
      await follow(page, link(page, 'Record a contact'))
      await isSound(page)
      await press(page, 'Save the contact')
      assert.match(await words(page), /Select how it was.*Enter what was said/)
      await page.getByLabel('Phone call').check()
      await page.getByLabel('Days behind plan').check()
      await page.getByLabel('What was said?').fill('The laptop came back on Monday.')
      await press(page, 'Save the contact')
      assert.match(await words(page), /Phone call, by David Llewellyn About: Days behind plan The laptop came back/)
      await follow(page, link(page, /Undo the answer/))
      await isSound(page)
      await page.getByLabel('Why is it undone?').fill('We could not meet.')
      await press(page, 'Undo the answer')
      assert.match(await words(page), /The answer is undone/)
      await follow(page, link(page, /Take it back/))
      await isSound(page)
      await press(page, 'Take the contact back')
      assert.match(await words(page), /taken back/)
      await isSound(page)
    }))

  test('is given a plan that says what the organisation will do', async () => {
    await withBrowser(phone, async page => {
      await signIn(page, 'educator')
      await page.goto(`${address}/trainees/${enrolment}/at-risk`)
      await follow(page, link(page, 'Write a support plan'))
      await isSound(page)
      await page.getByLabel('What is the plan for?').fill('To catch up without longer weeks.')
      await press(page, 'Save the plan')
      assert.match(await words(page), /Enter what the organisation will do.*Select which organisation/)
      await isSound(page)
      await page.locator('[name=what-1]').fill('Give half a day a week for records')
      await page.locator('[name=owner-1]').selectOption({ index: 1 })
      await fillDate(page.getByRole('group', { name: 'What the organisation will do' }), 'By when?', after(7))
      await page.locator('[name=what-2]').fill('Log the days that are missing')
      await page.locator('[name=owner-2]').selectOption('trainee')
      await fillDate(page.getByRole('group', { name: 'Another action, 2' }), 'By when?', after(14))
      await press(page, 'Save the plan')
      assert.match(await words(page), /Support plan written.*To be agreed.*half a day a week/)
      await isSound(page)
      plan = new URL(page.url()).pathname
    })
    const letter = await readLetter(people.trainee)
    assert.match(letter, new RegExp(plan))
    assert.doesNotMatch(letter, /catch up/)
  })

  test('reads the same sentence, and agrees to the plan', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      assert.match(await words(page), new RegExp(said))
      await follow(page, link(page, 'Your flags and support'))
      assert.match(await words(page), new RegExp(said))
      await isSound(page)
      await page.emulateMedia({ media: 'print' })
      assert.match(await words(page), /Log the days that are missing/)
      await page.emulateMedia({ media: 'screen' })
      await page.goto(address + plan)
      await follow(page, page.getByRole('button', { name: 'Agree to the plan' }))
      await isSound(page)
      await press(page, 'Agree to the plan')
      assert.match(await words(page), /You have agreed to the plan.*Agreed/)
      await follow(page, link(page, /Say what came of it.*Log the days/))
      await isSound(page)
      await page.getByLabel('It was done', { exact: true }).check()
      await page.getByLabel(/What came of it/).fill('All are there now.')
      await press(page, 'Save')
      assert.match(await words(page), /The action is done.*All are there now/)
      await follow(page, page.getByRole('button', { name: 'Answer the plan' }))
      await isSound(page)
      await press(page, 'Continue')
      assert.match(await words(page), /Select what you want to record/)
    }))

  test('stands in the list of staff, whose numbers lead to people', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/at-risk`)
      await isSound(page)
      await page.getByLabel('Severity').selectOption('urgent')
      await page.getByLabel('Answered').selectOption('no')
      await press(page, 'Apply filters')
      assert.match(await words(page), /Severity: Urgent/)
      assert.equal(new URL(page.url()).searchParams.get('severity'), 'urgent')
      const [week] = sql(`SELECT max(on_date) FROM flag_sum`)
      if (week) {
        await page.goto(`${address}/at-risk?on=${week}`)
        assert.match(await words(page), /Who was flagged on/)
        await isSound(page)
      }
      await page.goto(`${address}/at-risk/accuracy`)
      assert.match(await words(page), /How often rules were right/)
      await isSound(page)
      await page.goto(address + plan)
      await follow(page, page.getByRole('button', { name: 'Record a step' }))
      await page.getByLabel('End it').check()
      await press(page, 'Continue')
      await page.getByLabel('What it was for is reached').check()
      await page.getByLabel('What shows it?').fill('The days are logged.')
      await press(page, 'End the plan')
      assert.match(await words(page), /Say of each action what came of it/)
      await isSound(page)
      await page.goto(address + plan)
      await follow(page, link(page, /Say what came of it.*half a day/))
      await page.getByLabel('It was not done').check()
      await page.getByLabel(/What came of it/).fill('The rota was full.')
      await press(page, 'Save')
      await follow(page, page.getByRole('button', { name: 'Record a step' }))
      await page.getByLabel('Record a review').check()
      await press(page, 'Continue')
      await isSound(page)
      await page.getByLabel('What did the review find?').fill('The days are there, the time was not given.')
      await press(page, 'Save the review')
      await follow(page, link(page, 'Undo the latest step'))
      await isSound(page)
      await page.getByLabel('Why is it undone?').fill('Meant for somebody else.')
      await press(page, 'Undo the step')
      assert.match(await words(page), /“Reviewed” was undone/)
      await isSound(page)
      await page.goto(`${address}/trainees/${enrolment}/history`)
      assert.match(await words(page), /Step of a support plan undone.*Support plan agreed to/)
    }))
})
