// Modules: a register, marks, more time, a board; and what its trainee sees.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

// The youngest cohort's first module, and Amara Okafor in it.
const [offering] = sql(`SELECT f.id FROM offering f JOIN module m
  ON m.id = f.module_id JOIN cohort c ON c.id = f.cohort_id
  WHERE m.code = 'MHL' ORDER BY c.starts_on DESC LIMIT 1`)
const [amara] = sql(`SELECT e.id FROM enrolment e JOIN person p
  ON p.id = e.person_id WHERE p.email = 'amara.okafor@example.org'`)
const components = sql(`SELECT id FROM component
  WHERE offering_id = ${offering} ORDER BY due_on, id`)

function attempt (component) {
  return sql(`SELECT max(id) FROM attempt WHERE component_id = ${component}
    AND enrolment_id = ${amara} AND state <> 'withdrawn'`)[0]
}

describe('staff run a module', () => {
  test('from its list to the people behind each number', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Modules', exact: true }))
      await isSound(page)
      await page.goto(`${address}/modules/${offering}`)
      assert.match(await words(page), /Mental health law/)
      await isSound(page)
      const decide = page.getByRole('link', { name: /^(Overdue|Waits for the board|To be marked) \(/ }).first()
      const n = Number((await decide.innerText()).match(/\((\d+)\)/)[1])
      await follow(page, decide)
      await isSound(page)
      assert.match(await words(page), new RegExp(`Showing 1 to ${Math.min(n, 25)} of ${n}`))
      await page.goto(`${address}/modules/${offering}/attendance`)
      await isSound(page)
      await page.goto(`${address}/modules`)
      await follow(page, page.locator('main').getByRole('link', { name: '2026 cohort' }).first())
      assert.match(await words(page), /How many stand how/)
      await isSound(page)
      await page.goto(`${address}/modules/new`)
      await follow(page, page.getByRole('button', { name: 'Offer the module' }))
      assert.match(await words(page), /Select the module.*Enter who leads the module/)
      await isSound(page)
    }))

  test('keeps a register on a phone', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/modules/${offering}/sessions/new`)
      await isSound(page)
      await page.getByLabel('What is it about?').fill('An extra day')
      await page.getByLabel('Day').fill('8')
      await page.getByLabel('Month').fill('10')
      await page.getByLabel('Year').fill('2026')
      await page.getByLabel('How long').fill('120')
      await follow(page, page.getByRole('button', { name: 'Add the session' }))
      const [session] = sql('SELECT max(id) FROM module_session')
      await page.goto(`${address}/sessions/${session}`)
      await isSound(page)
      await page.locator(`#at-${amara}`).selectOption('absent.sickness')
      await follow(page, page.getByRole('button', { name: 'Save, the others were present' }))
      await page.goto(`${address}/sessions/${session}`)
      assert.equal(await page.locator(`#at-${amara}`).inputValue(), 'absent.sickness')
      assert.deepEqual(sql(`SELECT count(*) FROM attendance
        WHERE session_id = ${session} AND state <> 'present'`), ['1'])
    }))

  test('marks, gives more time, and releases', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      for (const component of components) {
        await page.goto(`${address}/components/${component}/marks`)
        await isSound(page)
        await page.locator(`#mark-${attempt(component)}`).fill('one')
        await follow(page, page.getByRole('button', { name: 'Save the marks' }))
        assert.match(await words(page), /The mark of Amara Okafor/)
        await isSound(page)
        await page.locator(`#mark-${attempt(component)}`).fill('33')
        await page.locator(`#nothing-${attempt(component)}`).uncheck()
        await follow(page, page.getByRole('button', { name: 'Save the marks' }))
        assert.equal(await page.locator(`#mark-${attempt(component)}`).inputValue(), '33')
        await page.goto(`${address}/components/${component}/release`)
        await isSound(page)
        if (component === components[0]) {
          assert.match(await words(page), /Every mark that there is has been released/)
          continue
        }
        await follow(page, page.getByRole('button', { name: /^Release/ }))
        assert.match(await words(page), /released to the trainees/)
      }
      const [waits] = sql(`SELECT a.id FROM attempt a JOIN offering f
        ON f.id = a.offering_id WHERE a.enrolment_id = ${amara}
        AND a.state = 'due' AND a.due_on > '2027-01-01' ORDER BY a.due_on LIMIT 1`)
      await page.goto(`${address}/attempts/${waits}`)
      await isSound(page)
      await page.getByLabel('Day').fill('1')
      await page.getByLabel('Month').fill('9')
      await page.getByLabel('Year').fill('2027')
      await page.getByLabel('Support or an adjustment').check()
      await follow(page, page.getByRole('button', { name: 'Agree the extension' }))
      await page.goto(`${address}/attempts/${waits}`)
      assert.match(await words(page), /Until 1 September 2027.*the programme’s side/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'Withdraw the extension' }).first())
      await isSound(page)
    }))

  test('lets the board decide on several, and undoes one', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/modules/${offering}/board`)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Check these decisions' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: /^Record \d+ decisions/ }))
      await isSound(page)
      assert.ok(Number(sql(`SELECT count(*) FROM board_decision
        WHERE offering_id = ${offering}`)[0]) > 1)
      for (let left = 4; left > 0 && !decision(); left--) {
        await page.goto(`${address}/modules/${offering}/board`)
        await follow(page, page.getByRole('button', { name: 'Check these decisions' }))
        await follow(page, page.getByRole('button', { name: /^Record/ }))
      }
      assert.match(sql(`SELECT outcome FROM board_decision
        WHERE id = ${decision()}`)[0], /resit/)
      const [other] = sql(`SELECT min(id) FROM board_decision
        WHERE offering_id = ${offering} AND outcome = 'pass'`)
      await page.goto(`${address}/decisions/${other}/undo`)
      await isSound(page)
      await page.getByLabel('Why is it undone?').fill('Decided for the wrong person')
      await follow(page, page.getByRole('button', { name: 'Undo the decision' }))
      assert.match(await words(page), /was undone/)
    }))
})

function decision () {
  return sql(`SELECT id FROM board_decision WHERE offering_id = ${offering}
    AND enrolment_id = ${amara} AND state = 'standing'`)[0]
}

describe('a trainee', () => {
  test('sees where they stand in each module', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await page.goto(`${address}/my/modules`)
      await isSound(page)
      assert.match(await words(page), /Your modules.*Next: .*resit due/)
      assert.match(await words(page), /Mental health law.*Board of .*: Resit/)
    }))
})

describe('a partner and an educator', () => {
  for (const who of ['partner', 'educator']) {
    test(`find no marks: ${who}`, () =>
      withBrowser(desk, async page => {
        await signIn(page, who)
        assert.equal(await page.getByRole('link', { name: 'Modules', exact: true }).count(), 0)
        const answer = await page.goto(`${address}/modules/${offering}`)
        assert.equal(answer.status(), 404)
      }))
  }
})
