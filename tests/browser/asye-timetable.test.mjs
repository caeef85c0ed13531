// The timetable of a newly qualified social worker: she asks for a pause, four
// agree, dates move, and she is back early.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const link = (page, name) => page.locator('main').getByRole('link', { name }).first()

async function fillDate (page, legend, [day, month, year]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

const after = days => sql(`SELECT to_char(today() + ${days}, 'DD|MM|YYYY')`)[0].split('|')
const [asye] = sql(`SELECT a.id FROM asye a JOIN person p ON p.id = a.person_id
   WHERE p.email = 'asha.mistry@example.org'`)
// Helen is her assessor; whoever manages her signs in as everybody does.
const [manager] = sql(`SELECT p.email FROM asye_duty d JOIN person p ON p.id = d.person_id
   WHERE d.asye_id = ${asye} AND d.duty = 'line_manager'`)
sql(`INSERT INTO auth.credential (person_id, password_hash)
   SELECT m.id, c.password_hash FROM person m, person h JOIN auth.credential c ON c.person_id = h.id
    WHERE m.email = '${manager}' AND h.email = '${people.assessor}' ON CONFLICT DO NOTHING`)
people.manager = manager
const ends = () => sql(`SELECT due_on FROM asye_review WHERE asye_id = ${asye} ORDER BY number DESC LIMIT 1`)[0]
const daysLater = first => Number(sql(`SELECT date '${ends()}' - date '${first}'`)[0])
const first = ends()
let request

async function agrees (who) {
  await withBrowser(desk, async page => {
    await signIn(page, who)
    await page.goto(`${address}/work`)
    assert.match(await words(page), /Agree to the pause, or decline/)
    await page.goto(address + request)
    await isSound(page)
    await press(page, 'Send your answer')
    assert.match(await words(page), /There is a problem.*Select whether you agree/)
    await page.getByLabel('I agree', { exact: true }).check()
    await press(page, 'Send your answer')
    assert.match(await words(page), /You agreed/)
  })
}

describe('a timetable', () => {
  test('shows what is due, and a pause is asked for', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(`${address}/asye/${asye}`)
      await follow(page, link(page, 'Reviews, pauses and extensions'))
      await isSound(page)
      assert.match(await words(page), /Next: .* review, due on/)
      assert.equal(await page.locator('svg[role=img] title').count(), 1)
      await follow(page, link(page, 'Ask for a pause'))
      await isSound(page)
      await page.getByLabel('A pause', { exact: true }).check()
      await press(page, 'Continue')
      await isSound(page)
      assert.match(await words(page), /never for concerns about somebody’s capability/)
      await press(page, 'Continue')
      assert.match(await words(page), /There is a problem.*Enter the first day that does not count/)
      await isSound(page)
      await fillDate(page, 'When does the pause begin?', after(-6))
      await fillDate(page, 'When are they expected back?', after(24))
      await page.getByLabel('Illness or injury').check()
      await press(page, 'Continue')
      assert.match(await words(page), /The revised timetable.*30 days later/)
      await isSound(page)
      await press(page, 'Agree, and ask the others')
      request = new URL(page.url()).pathname
      assert.match(request, /^\/asye\/changes\/\d+$/)
      await isSound(page)
      assert.equal(ends(), first)
      await page.goto(`${address}${request}/withdraw`)
      await isSound(page)
    }))

  test('moves when all four have agreed', async () => {
    await agrees('assessor')
    if (manager !== people.assessor) await agrees('manager')
    assert.equal(ends(), first)
    await agrees('coordinator')
    assert.equal(daysLater(first), 30)
    assert.equal(sql(`SELECT state FROM asye WHERE id = ${asye}`)[0], 'paused')
  })

  test('moves again when she is back early', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(address + request)
      await follow(page, link(page, 'Record the return'))
      await isSound(page)
      await fillDate(page, 'When did they come back?', after(-1))
      await page.getByLabel('Ready to come back').check()
      await press(page, 'Record it')
      assert.match(await words(page), /Return recorded/)
      assert.match(await words(page), /because they came back/)
      await isSound(page)
      assert.equal(daysLater(first), 5)
    }))

  test('has one review moved by its assessor, and moved back', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'assessor')
      await page.goto(`${address}/asye/milestones`)
      assert.match(await words(page), /Asha Mistry/)
      await page.goto(`${address}/asye/${asye}/reviews/4/move`)
      await isSound(page)
      const [day] = sql(`SELECT to_char(date '${ends()}' + 7, 'DD|MM|YYYY')`)
      await fillDate(page, 'When is it to be?', day.split('|'))
      await page.getByLabel('Everybody could not meet on that day').check()
      await press(page, 'Move the review')
      assert.equal(daysLater(first), 12)
      await follow(page, page.locator('main').getByRole('link', { name: /^Undo ?:/ }).first())
      await isSound(page)
      await page.getByLabel('Recorded wrongly').check()
      await press(page, 'Undo it')
      assert.equal(daysLater(first), 5)
      await page.goto(`${address}/asye/${asye}/reviews/3/needed`)
      await isSound(page)
      await press(page, 'Add the review')
      assert.match(await words(page), /Review added/)
    }))

  test('is undone by its coordinator', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'coordinator')
      for (const what of ['Undo the return', 'Undo the pause']) {
        await page.goto(`${address}${request}/undo`)
        assert.match(await words(page), new RegExp(what))
        await isSound(page)
        await page.getByLabel('Recorded wrongly').check()
        await press(page, 'Undo it')
      }
      assert.equal(ends(), first)
    }))

  test('is in a calendar that works without a session until it is ended', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(`${address}/calendar`)
      await press(page, 'Make an address')
      await isSound(page)
      const feed = await page.locator('#address').innerText()
      const answer = await fetch(feed)
      assert.equal(answer.status, 200)
      assert.match(answer.headers.get('content-type'), /^text\/calendar/)
      const text = await answer.text()
      assert.match(text, /SUMMARY:ASYE: Final review/)
      assert.doesNotMatch(text, /Asha/)
      const same = await fetch(feed, { headers: { 'if-none-match': answer.headers.get('etag') } })
      assert.equal(same.status, 304)
      await page.goto(`${address}/calendar/end`)
      await isSound(page)
      await press(page, 'End the address')
      assert.equal((await fetch(feed)).status, 404)
    }))
})
