// Places offered, needs stated, and a whole cohort matched, confirmed and undone.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

// Amara's: other journeys set up cohorts of their own.
const cohort = () => sql(`SELECT e.cohort_id FROM enrolment e
    JOIN person p ON p.id = e.person_id WHERE p.email = '${people.trainee}'
    ORDER BY e.id LIMIT 1`)[0]

async function fillDate (page, legend, day, month, year) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(String(day))
  await group.getByLabel('Month').fill(String(month))
  await group.getByLabel('Year').fill(String(year))
}

describe('matching', () => {
  test('a partner offers places and withdraws them', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'partner')
      await page.goto(`${address}/capacity`)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Offer places' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Offer the places' }))
      assert.match(await words(page), /Select the team/)
      await isSound(page)
      await page.getByLabel('Which team?').selectOption({ index: 1 })
      await page.getByLabel('Last', { exact: true }).check()
      await page.getByLabel('How many places?').fill('2')
      await fillDate(page, 'From which day may somebody start?', 5, 4, 2027)
      await fillDate(page, 'Which is the last day?', 31, 3, 2028)
      await follow(page, page.getByRole('button', { name: 'Offer the places' }))
      assert.match(await words(page), /Your offer stands/)
      const id = sql('SELECT max(id) FROM placement_offer')[0]
      await page.goto(`${address}/capacity/${id}/withdraw`)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Withdraw the offer' }))
      assert.match(await words(page), /Offer withdrawn/)
    }))

  test('a trainee says what a placement must have, on a phone', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, page.getByRole('link', { name: 'What your next placements must have' }))
      await isSound(page)
      assert.match(await words(page), /Hosts and practice educators do not/)
      await follow(page, page.getByRole('link', { name: /what is needed of the placement: Contrasting/ }))
      await isSound(page)
      await page.getByLabel('Where does the journey').selectOption('Harrowmere')
      await page.getByLabel('1 hour 30 minutes').check()
      await page.getByLabel('Step-free access').check()
      await follow(page, page.getByRole('button', { name: 'Save', exact: true }))
      assert.match(await words(page), /From Harrowmere, at most 90 minutes/)
      assert.match(await words(page), /Step-free access/)
    }))

  test('staff match a cohort, change one by hand, confirm and take back', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Matching', exact: true }))
      await isSound(page)
      await page.goto(`${address}/cohorts/${cohort()}/needs?stage=contrasting`)
      assert.match(await words(page), /something is not known yet/)
      await isSound(page)
      await page.goto(`${address}/travel`)
      await isSound(page)
      await page.goto(`${address}/matching/new`)
      await isSound(page)
      await page.getByLabel('Which cohort?').selectOption(cohort())
      await page.getByLabel('Contrasting').check()
      await fillDate(page, 'From which day', 4, 1, 2027)
      await follow(page, page.getByRole('button', { name: 'Begin the round' }))
      const round = new URL(page.url()).pathname
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Run the matching' }))
      const placed = Number((await words(page)).match(/(\d+) of \d+ placed/)[1])
      assert.ok(placed > 100, `${placed} are placed`)
      await isSound(page)

      const one = sql(`SELECT id FROM match_proposal WHERE offer_id IS NOT NULL
          ORDER BY id LIMIT 1`)[0]
      await page.goto(`${address}/proposals/${one}`)
      assert.match(await words(page), /minutes on the way, of at most/)
      await isSound(page)
      await page.getByLabel('No placement in this round').check()
      await follow(page, page.getByRole('button', { name: 'Hold this choice' }))
      await follow(page, page.getByRole('button', { name: 'Run the matching again' }))
      assert.match(await words(page), /By hand \(1\)/)

      await follow(page, page.getByRole('link', { name: 'Confirm the round' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: /^Arrange/ }))
      assert.match(await words(page), /placements arranged/)
      const made = Number(sql(`SELECT count(*) FROM placement p JOIN enrolment e
          ON e.id = p.enrolment_id WHERE p.stage = 'contrasting'
          AND e.cohort_id = ${cohort()} AND p.starts_on >= '2027-01-04'`)[0])
      assert.ok(made > 100)

      await follow(page, page.getByRole('link', { name: 'Take them back' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Take the placements back' }))
      assert.equal(new URL(page.url()).pathname, round)
      assert.match(await words(page), /are taken back/)
    }))
})
