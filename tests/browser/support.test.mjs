// The support ledger on a phone: a week in one press, disputed and stood by, a
// gap answered; and check-ins that are their writer's own.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, signOut, sql,
  withBrowser, words
} from './browser.mjs'

const asye = sql(`SELECT a.id FROM asye a JOIN person p ON p.id = a.person_id
   WHERE p.email = '${people.nqsw}' AND asye_is_live(a.state)`)[0]
const ledger = sql(`SELECT id FROM support_ledger WHERE asye_id = ${asye}`)[0]
const number = sql(`SELECT 1 + (monday(today()) - monday(starts_on)) / 7
    FROM asye WHERE id = ${asye}`)[0]
const all = `${address}/support/${ledger}`
const week = `${all}/weeks/${number}`

async function press (page, name) {
  await follow(page, page.getByRole('button', { name, exact: true }))
}

async function go (page, name) {
  await follow(page, page.getByRole('link', { name }).first())
}

async function as (page, who) {
  await signOut(page)
  await signIn(page, who)
}

test('a week is entered, disputed and stood by; a gap is answered', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'nqsw')
    await go(page, 'Enter the support that you got this week')
    await isSound(page)
    await page.goto(`${address}/asye/${asye}/support`)
    await isSound(page)
    await page.goto(week)
    await isSound(page)
    const boxes = page.locator('main form input[inputmode=numeric]')
    assert.equal(await boxes.count(), 5)
    for (const box of await boxes.all()) assert.match(await box.inputValue(), /^\d+$/)
    await page.getByLabel('Supervision sessions').fill('0')
    await page.getByLabel('Minutes of supervision').fill('30')
    await press(page, 'Save')
    assert.match(await words(page), /Enter how many sessions these minutes were/)
    await isSound(page)
    await page.getByLabel('Supervision sessions').fill('1')
    await press(page, 'Save')
    assert.match(await words(page), /Week of \d+ \w+ \d{4} saved/)
    await isSound(page)

    await as(page, 'assessor')
    await page.goto(week)
    assert.match(await words(page), /30 minutes/)
    await isSound(page)
    await go(page, 'Dispute this week')
    await isSound(page)
    await page.getByLabel('What was different?').fill('We went on for an hour')
    await page.getByLabel('Minutes of supervision').fill('60')
    await press(page, 'Dispute the week')
    assert.match(await words(page), /Both views are kept/)
    await isSound(page)

    await as(page, 'nqsw')
    await page.goto(all)
    assert.match(await words(page), /Disputed/)
    await page.goto(`${week}/answer`)
    await isSound(page)
    await page.getByLabel('Why do you stand by it?').fill('I left for a visit')
    await press(page, 'Stand by it')
    assert.match(await words(page), /I left for a visit/)
    await isSound(page)
    await go(page, 'Undo the latest step')
    await isSound(page)
    await press(page, 'Undo it')
    await page.getByLabel('Minutes of supervision').fill('60')
    await press(page, 'Save the correction')

    await as(page, 'assessor')
    await page.goto(all)
    await isSound(page)
    await page.getByRole('checkbox').first().check()
    await press(page, 'Confirm')
    assert.match(await words(page), /1 week confirmed/)
    assert.deepEqual(sql(`SELECT state FROM support_week
        WHERE ledger_id = ${ledger} AND number = ${number}`), ['confirmed'])

    sql(`UPDATE support_ledger SET weeks = 8, weeks_entered = 8,
         promised_sessions = 6, sessions = 1, gap = '{sessions}',
         gap_since = today(), quiet_until = NULL WHERE id = ${ledger}`)
    await as(page, 'coordinator')
    await page.goto(`${address}/work`)
    assert.match(await words(page), /Say what is done about support that falls short/)
    await page.goto(all)
    assert.match(await words(page), /6 sessions of supervision were promised and 1 session held/)
    await go(page, 'Say what is done about it')
    await isSound(page)
    await page.getByLabel('What does the organisation do').fill('A second supervisor')
    await press(page, 'Save')
    assert.match(await words(page), /A second supervisor/)
    await isSound(page)
    await go(page, /^Undo/)
    await isSound(page)
    await press(page, 'Take it back')
    assert.match(await words(page), /\(undone\)/)
  }))

test('what organisations gave is added up beside a chart', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/support/organisations`)
    assert.match(await words(page), /% of the promised supervision time/)
    assert.ok(await page.locator('main .chart-pair svg').count() > 0)
    await isSound(page)
  }))

test('a check-in is private, shown, and erased', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'nqsw')
    await page.goto(`${address}/check-ins/new`)
    await isSound(page)
    assert.ok(await page.getByLabel('Only me').isChecked())
    await page.getByLabel('One word for how it is').fill('Quittengelb')
    await press(page, 'Save')
    assert.match(await words(page), /Saved. Only you can see it/)
    await isSound(page)
    await as(page, 'assessor')
    await page.goto(`${address}/check-ins/shown`)
    assert.doesNotMatch(await words(page), /Quittengelb/)

    await as(page, 'nqsw')
    await page.goto(`${address}/check-ins`)
    await go(page, /^Change/)
    await isSound(page)
    await page.getByLabel('My supervisor').check()
    await press(page, 'Save')
    await as(page, 'assessor')
    await page.goto(`${address}/check-ins/shown`)
    assert.match(await words(page), /Quittengelb/)
    await isSound(page)

    await as(page, 'nqsw')
    await page.goto(`${address}/check-ins`)
    await go(page, /^Erase/)
    await isSound(page)
    await press(page, 'Erase it')
    assert.doesNotMatch(await words(page), /Quittengelb/)
    await page.goto(`${address}/help`)
    assert.match(await words(page), /116 123/)
  }))
