// Suitability: an educator refers, two people know of it, nobody else does.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser,
  words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const link = (page, name) => page.locator('main').getByRole('link', { name }).first()

const [record] = sql(`SELECT p.enrolment_id
    FROM placement p JOIN placement_educator d ON d.placement_id = p.id
    JOIN person e ON e.id = d.person_id JOIN person t ON t.id = p.person_id
   WHERE t.email = '${people.trainee}' AND d.during @> today()
   ORDER BY d.duty LIMIT 1`)
let number

describe('suitability', () => {
  test('is referred by a form that leaves a receipt', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/trainees/${record}`)
      await follow(page, link(page, 'Refer for suitability'))
      await isSound(page)
      await press(page, 'Send it')
      assert.match(await words(page), /There is a problem.*Enter what you know/)
      await isSound(page)
      await page.getByLabel('What do you know?').fill('I was told of a caution in March.')
      await press(page, 'Send it')
      assert.match(await words(page), /We have what you sent/)
      assert.doesNotMatch(await words(page), /caution/)
      await isSound(page)
      number = sql(`SELECT id FROM suitability_case
          WHERE words LIKE 'I was told of a caution%'`)[0]
      for (const path of ['/suitability', `/suitability/${number}`, `/my/suitability/${number}`]) {
        const answer = await page.goto(address + path)
        assert.equal(answer.status(), 404, path)
      }
      for (const path of ['/letters', `/trainees/${record}/history`, '/concerns']) {
        await page.goto(address + path)
        assert.doesNotMatch(await words(page), /suitability|something for you to read/i)
      }
    }))

  test('is handled by those who hold the role, each reading recorded', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'suitability')
      await follow(page, page.getByRole('link', { name: 'Suitability', exact: true }))
      assert.match(await words(page), /Every reading is recorded/)
      await isSound(page)
      await page.goto(`${address}/suitability/${number}`)
      assert.match(await words(page), /caution in March.*Nobody before you/)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Consider the referral' }))
      await isSound(page)
      await page.getByLabel('What are the reasons?').fill('It has to be looked into.')
      await press(page, 'Save')
      await follow(page, page.getByRole('button', { name: 'Record the next step' }))
      await isSound(page)
      await page.getByLabel('Stage 1 of the procedure').check()
      await press(page, 'Continue')
      await page.getByLabel('What are the reasons?').fill('Meant as support.')
      await press(page, 'Save')
      await follow(page, link(page, 'Undo the latest step'))
      await isSound(page)
      await page.getByLabel('Why is it undone?').fill('Support comes first.')
      await press(page, 'Undo the step')
      assert.match(await words(page), /“Stage 1 opened” was undone.*Miriam Sinclair/)
      await page.goto(`${address}/suitability/${number}/next?step=told`)
      await page.getByLabel('What is the trainee told?').fill('We were told of a caution.')
      await isSound(page)
      await press(page, 'Save')
      assert.match(await words(page), /The trainee was told/)
    }))

  test('is read and answered by the trainee once they are told', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, link(page, /^What you were told on/))
      const text = await words(page)
      assert.match(text, /We were told of a caution/)
      assert.doesNotMatch(text, /looked into|Priya|in March/)
      await isSound(page)
      await page.getByLabel('Your answer').fill('It was declared when I applied.')
      await press(page, 'Send your answer')
      assert.match(await words(page), /Your answer is recorded.*declared when I applied/)
      await page.goto(`${address}/trainees/${record}/suitability/new`)
      await isSound(page)
    }))
})
