// Fairness of outcomes: exact for the equity lead, protected for staff and for
// partners; charts with their tables, files, and a page for a board.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

// Whoever said nothing of themself says something.
before(() => sql(`INSERT INTO equality.answer (person_id, question, choice, during)
    SELECT p.person_id, q.question, q.choice, '[2000-01-01,)'
      FROM (SELECT DISTINCT person_id FROM enrolment) p,
           LATERAL (VALUES
             ('sex', CASE WHEN p.person_id % 4 = 0 THEN 'male' ELSE 'female' END),
             ('ethnicity', CASE WHEN p.person_id % 3 = 0 THEN 'indian' ELSE 'white_british' END))
             AS q (question, choice)
     WHERE NOT EXISTS (SELECT FROM equality.answer a
            WHERE a.person_id = p.person_id AND a.question = q.question)`))

async function choose (page, outcome) {
  await page.getByLabel('Outcome').selectOption(outcome)
  await follow(page, page.getByRole('button', { name: 'Show' }))
}

async function bytesOf (page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'),
    page.getByRole('link', { name }).click()])
  return readFileSync(await download.path())
}

test('the equity lead reads exact figures, by group and over time', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'equity')
    assert.match(new URL(page.url()).pathname, /^\/programmes\/\d+\/fairness$/)
    await isSound(page)
    await choose(page, 'withdrawn')
    assert.match(await words(page), /Men: \d+ of \d+ \(.*left the programme\. Women: \d+ of/)
    assert.match(await words(page), /What this report cannot say/)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: /: ?Sex$/ }))
    assert.match(await words(page), /From cohort to cohort/)
    assert.ok(await page.locator('svg.chart').count() >= 2)
    for (const chart of await page.locator('svg.chart').all()) {
      assert.ok(await chart.locator('title').textContent())
    }
    await isSound(page)
    assert.match((await bytesOf(page, /\(CSV\)/)).toString(), /Withdrawn,Sex,Group,Men,/)
    assert.equal((await bytesOf(page, /\(XLSX\)/)).subarray(0, 2).toString(), 'PK')
    await follow(page, page.getByRole('link', { name: 'One page for a board' }))
    assert.match(await words(page), /Is the programme fair\?/)
    await isSound(page)
    const paper = (await page.pdf({ format: 'A4' })).toString('latin1')
    assert.equal(paper.match(/\/Type \/Page\b/g).length, 1)
  }))

test('staff see the same with small numbers left out, on a phone', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/fairness`)
    await isSound(page)
    await choose(page, 'withdrawn')
    assert.match(await words(page), /\[c\] stands where a number is left out/)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: /: ?Ethnic group$/ }))
    assert.match(await words(page), /Global Ethnic Majority v White/)
    await isSound(page)
    assert.equal((await page.goto(page.url().replace('for=staff', 'for=lead'))).status(), 404)
  }))

test('a partner has rounded figures, and nobody else has any', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'partner')
    await page.goto(`${address}/fairness`)
    await choose(page, 'withdrawn')
    assert.match(await words(page), /rounded to the nearest 5/)
    await isSound(page)
  }))

for (const who of ['trainee', 'educator', 'assessor', 'coordinator', 'moderator']) {
  test(`${who} finds no figures`, () =>
    withBrowser(desk, async page => {
      await signIn(page, who)
      assert.equal(await page.getByRole('link', { name: 'Fairness' }).count(), 0)
      for (const place of ['', '/groups', '/board', '/fairness.csv', '/fairness.xlsx']) {
        assert.equal((await page.goto(`${address}/programmes/1/fairness${place}`)).status(), 404)
      }
    }))
}
