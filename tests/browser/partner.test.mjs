// A partner's coordinator sees their own organisation's trainees, nobody else's.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, signIn, sql, withBrowser, words
} from './browser.mjs'

// Those whom the organisation employs or hosts, or has a duty towards.
const theirs = `e.employer_id = r.organisation_id OR EXISTS (
    SELECT FROM placement p
     WHERE p.enrolment_id = e.id AND p.organisation_id = r.organisation_id)
    OR EXISTS (SELECT FROM hosting_duty d
     WHERE d.enrolment_id = e.id AND d.organisation_id = r.organisation_id
       AND d.during @> today())`

function enrolments (which) {
  return sql(`SELECT e.id FROM enrolment e, role_held r
      JOIN person c ON c.id = r.person_id
     WHERE c.email = '${people.partner}' AND r.role = 'partner' AND (${which})
     ORDER BY e.id`)
}

async function everybodyListed (page) {
  const ids = []
  for (let more = true; more;) {
    ids.push(...await page.locator('main tbody th a').evaluateAll(all =>
      all.map(a => a.getAttribute('href').split('/').pop())))
    const next = page.getByRole('link', { name: /Next/ })
    more = await next.count() > 0
    if (more) await follow(page, next)
  }
  return ids.sort((a, b) => a - b)
}

describe('a partner', () => {
  test('sees all trainees of their organisation and nobody else', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'partner')
      assert.equal(new URL(page.url()).pathname, '/work')
      await isSound(page)
      await page.goto(`${address}/trainees`)
      await isSound(page)
      const own = enrolments(theirs)
      assert.ok(own.length > 10)
      assert.deepEqual(await everybodyListed(page), own)
    }))

  test('opens the record of their own, without what was written in days', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'partner')
      const own = enrolments(theirs)[0]
      await page.goto(`${address}/trainees/${own}`)
      await isSound(page)
      assert.match(await words(page), /Your organisation/)
      assert.equal(await page.locator('main a[href*="/days"]').count(), 0)
      assert.equal(await page.locator('main a[href*="/history"]').count(), 0)
      const days = sql(`SELECT id FROM placement WHERE enrolment_id = ${own} LIMIT 1`)[0]
      for (const path of [`/placements/${days}/days`, `/trainees/${own}/history`]) {
        assert.equal((await page.goto(address + path)).status(), 404, path)
      }
    }))

  test("finds nothing at the address of another's record", () =>
    withBrowser(desk, async page => {
      await signIn(page, 'partner')
      const other = enrolments(`NOT (${theirs})`)[0]
      const absent = 999999999
      const answers = []
      for (const id of [other, absent]) {
        const answer = await page.goto(`${address}/trainees/${id}`)
        assert.equal(answer.status(), 404)
        answers.push(await words(page))
        await isSound(page)
      }
      assert.equal(answers[0], answers[1], 'not yours looks as not there')
      const name = sql(`SELECT name FROM person p JOIN enrolment e
          ON e.person_id = p.id WHERE e.id = ${other}`)[0]
      await page.goto(`${address}/trainees?search=${encodeURIComponent(name)}`)
      assert.equal(await page.locator(`main a[href="/trainees/${other}"]`).count(), 0)
      for (const path of ['/cohorts', '/imports/new', '/letters']) {
        assert.equal((await page.goto(address + path)).status(), 404, path)
      }
    }))
})
