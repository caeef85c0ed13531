// Staff interrupt a placement, see what it does first, undo it; plan another by
// hand; keep a register of a skills day.  The trainee reads where they stand.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, signIn, sql, withBrowser, words
} from './browser.mjs'

const [id, enrolment, cohort] = sql(`SELECT l.id || '|' || e.id || '|' || e.cohort_id
  FROM placement l JOIN enrolment e ON e.id = l.enrolment_id
  JOIN person p ON p.id = e.person_id
 WHERE l.state IN ('matched', 'active', 'midpoint_reviewed')
   AND e.state = 'enrolled' AND p.email <> 'amara.okafor@example.org'
   AND today() - 20 > l.starts_on AND today() + 40 < l.ends_on
   AND NOT EXISTS (SELECT 1 FROM placement_interruption i
        WHERE i.placement_id = l.id)
   AND NOT EXISTS (SELECT 1 FROM placement_day d
        WHERE d.placement_id = l.id AND d.on_date >= today())
 ORDER BY l.id DESC LIMIT 1`)[0].split('|')
const record = `/placements/${id}`

const send = (page, words) =>
  follow(page, page.getByRole('button', { name: words, exact: true }))

async function fillDate (page, legend, date) {
  const group = page.getByRole('group', { name: legend })
  const [day, month, year] = sql(`SELECT to_char(${date}, 'DD|MM|YYYY')`)[0].split('|')
  await group.getByLabel('Day', { exact: true }).fill(day)
  await group.getByLabel('Month', { exact: true }).fill(month)
  await group.getByLabel('Year', { exact: true }).fill(year)
}

describe('programme staff', () => {
  test('interrupt a placement, see what it does, and undo it', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/trainees/${enrolment}`)
      await follow(page, page.locator(`a[href="${record}"]`).first())
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Record what happens' }))
      await isSound(page)
      await send(page, 'Continue')
      assert.match(await words(page), /Select what happens to the placement/)
      await page.getByLabel('Interrupt', { exact: true }).check()
      await send(page, 'Continue')
      await isSound(page)
      await send(page, 'Continue')
      assert.match(await words(page), /Enter the first day of the interruption/)
      await isSound(page)
      await fillDate(page, 'What is the first day of the interruption?', 'today() + 1')
      await fillDate(page, 'What is its last day?', 'today() + 14')
      await page.getByLabel('Equipment or access came late').check()
      await send(page, 'Continue')
      assert.match(await words(page), /All done on the pattern/)
      await isSound(page)
      await send(page, 'Record this')
      assert.match(await words(page), /Interruption recorded/)
      await isSound(page)
      assert.equal(sql(`SELECT count(*) FROM placement_interruption
        WHERE placement_id = ${id}`)[0], '1')
      await follow(page, page.getByRole('link', { name: /Expected and done/ }))
      assert.match(await words(page), /Placement interrupted from/)
      await isSound(page)
      await page.goto(address + record)
      await follow(page, page.getByRole('link', { name: 'Undo this' }))
      await isSound(page)
      await page.getByLabel('Recorded wrongly').check()
      await send(page, 'Undo it')
      assert.match(await words(page), /The interruption was undone/)
      assert.equal(sql(`SELECT count(*) FROM placement_interruption
        WHERE placement_id = ${id}`)[0], '0')
    }))

  test('plan a placement by hand', () =>
    withBrowser(desk, async page => {
      const [whom, team, code] = sql(`SELECT e.id || '|' || t.name || '|' || o.code
        FROM enrolment e, team t JOIN organisation o ON o.id = t.organisation_id
       WHERE e.state = 'enrolled' AND o.invented AND NOT EXISTS (SELECT 1
         FROM placement l WHERE l.enrolment_id = e.id
          AND (l.stage = 'last' OR l.ends_on > today() + 90))
       ORDER BY e.id DESC, t.id LIMIT 1`)[0].split('|')
      await signIn(page, 'staff')
      await page.goto(`${address}/trainees/${whom}`)
      await follow(page, page.getByRole('link', { name: 'Plan a placement' }))
      await isSound(page)
      await send(page, 'Continue')
      assert.match(await words(page), /Select which placement it is/)
      await page.getByLabel('Last', { exact: true }).check()
      await page.getByLabel('Host').fill(code)
      await send(page, 'Continue')
      await isSound(page)
      await page.getByLabel(team).first().check()
      await fillDate(page, 'When does it start?', 'today() + 100')
      await fillDate(page, 'When does it end?', 'today() + 130')
      await send(page, 'Continue')
      assert.match(await words(page), /too few fit into these dates/)
      await isSound(page)
      await send(page, 'Plan the placement')
      assert.match(await words(page), /Placement planned/)
      await isSound(page)
    }))

  test('keep the register of a skills day', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/cohorts/${cohort}/skills-days`)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Record a skills day' }))
      await isSound(page)
      await fillDate(page, 'When is the skills day?', `(SELECT max(d)::date FROM
        generate_series(today() - 8, today() - 1, interval '1 day') d
        WHERE extract(isodow FROM d) = 7)`)
      await page.getByLabel('What is it about?').fill('Law in practice')
      await send(page, 'Continue to the register')
      await isSound(page)
      await send(page, 'Save the register')
      assert.match(await words(page), /Register saved/)
      assert.notEqual(sql(`SELECT count(*) FROM skills_entry
        WHERE title = 'Law in practice'`)[0], '0')
    }))
})

describe('a trainee', () => {
  test('reads what their days are made of', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'trainee')
      await page.goto(address)
      await follow(page, page.getByRole('link', { name: /in practice settings/ }))
      assert.match(await words(page), /What is missing/)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Log a skills day' }))
      await isSound(page)
      await send(page, 'Log the skills day')
      assert.match(await words(page), /Enter what it was about/)
      await isSound(page)
    }))
})
