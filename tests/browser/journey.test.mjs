// The first journey: a placement day is logged, confirmed, and seen by staff.
// Walked: both ways.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, pressEnter, signIn, signOut, tabTo, withBrowser, words
} from './browser.mjs'

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July',
  'August', 'September', 'October', 'November', 'December']

// "Monday 16 November 2026" as a date of the calendar, and back.
function dateOf (text) {
  const [, day, month, year] = text.match(/(\d+) ([A-Z][a-z]+) (\d{4})/)
  return { day, month: String(months.indexOf(month) + 1), year }
}

function daysLater (date, days) {
  const d = new Date(Date.UTC(date.year, date.month - 1, +date.day + days))
  return {
    day: String(d.getUTCDate()),
    month: String(d.getUTCMonth() + 1),
    year: String(d.getUTCFullYear())
  }
}

function inWords (date) {
  return `${date.day} ${months[date.month - 1]} ${date.year}`
}

async function fillDate (page, date) {
  await page.getByLabel('Day', { exact: true }).fill(date.day)
  await page.getByLabel('Month', { exact: true }).fill(date.month)
  await page.getByLabel('Year', { exact: true }).fill(date.year)
}

async function fillDay (page, date, did) {
  await fillDate(page, date)
  await page.getByLabel('Full day', { exact: true }).check()
  await page.getByLabel('Yes, to make up for a day that I missed').check()
  await page.getByLabel('What did you do?').fill(did)
}

// The fields of the days of a week that are still to be logged.
function openDays (page) {
  return page.locator('fieldset')
    .filter({ has: page.locator('legend.govuk-fieldset__legend--m') })
}


// Goes back week by week to one with so many of them; answers their dates.
async function weekWithOpenDays (page, wanted) {
  for (let week = 0; week < 12; week++) {
    if (await openDays(page).count() >= wanted) {
      return (await openDays(page).locator('> legend').allInnerTexts())
        .map(dateOf)
    }
    await follow(page, page.getByRole('link', { name: 'The week before' }))
  }
  assert.fail(`no week with ${wanted} days to log`)
}

const did = 'Joined a home visit and wrote up the strengths that we talked about.'
const reason = 'Say which approach you used, and what you would do differently.'
let logged = null
let today = null

describe('a trainee on a phone', () => {
  test('sees where they stand, what waits on them and on whom', () =>
    withBrowser(phone, async page => {
      await page.goto(`${address}/`)
      await isSound(page)
      await signIn(page, 'trainee')
      await isSound(page)
      const text = await words(page)
      assert.match(text, /Amara Okafor/)
      assert.match(text, /days? done.* expected by today/)
      assert.match(text, /Waiting on you/)
      assert.match(text, /Correct \w+ \d+ \w+ \d{4} and send it again/)
      assert.match(text, /Returned by David Llewellyn: /)
      assert.match(text, /Confirm \d+ placement days?/)
      assert.match(text, /Waits on David Llewellyn since /)
    }))

  test('logs a day, and finds what they left halfway', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, page.getByRole('button', { name: 'Log a week' }))
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'The week before' }))
      logged = (await weekWithOpenDays(page, 1))[0]

      await page.goto(`${address}/`)
      await follow(page, page.getByRole('button', { name: 'Log a day' }))
      await isSound(page)
      today = dateOf(await words(page).then(t => {
        const [, d, m, y] = t.match(/For example, (\d+) (\d+) (\d{4})/)
        return `${d} ${months[m - 1]} ${y}`
      }))
      await page.getByLabel('What did you do?').fill('Half a thought')
      await follow(page, page.getByRole('button', { name: 'Save as draft' }))
      assert.match(await words(page), /Draft saved/)
      await follow(page, page.getByRole('link', { name: 'A placement day' }))
      assert.match(await words(page), /This is your draft, saved on/)
      assert.equal(await page.getByLabel('What did you do?').inputValue(),
        'Half a thought')
      await isSound(page)

      await fillDay(page, logged, did)
      await page.getByLabel('6. Critical reflection and analysis').check()
      await follow(page, page.getByRole('button', { name: 'Log the day' }))
      assert.match(await words(page), /Day logged/)
      await isSound(page)
    }))

  test('is told in words what cannot be, and loses nothing', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, page.getByRole('button', { name: 'Log a day' }))
      const refusals = [
        [logged, /already logged/i],
        [daysLater(today, 1), /future|has not come|not happened/i],
        [{ day: '1', month: '1', year: '2020' }, /placement runs from/i],
        [{ day: '31', month: '2', year: '2026' }, /must be a real date/]
      ]
      for (const [date, why] of refusals) {
        await fillDay(page, date, did)
        await follow(page, page.getByRole('button', { name: 'Log the day' }))
        assert.match(await page.title(), /^Error: /)
        assert.match(await page.getByRole('alert').innerText(), why)
        assert.equal(await page.getByLabel('What did you do?').inputValue(), did)
        assert.equal(await page.getByLabel('Year', { exact: true }).inputValue(),
          date.year)
        await isSound(page)
      }
    }))

  test('logs a week at once, all of it or nothing', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, page.getByRole('button', { name: 'Log a week' }))
      const open = await weekWithOpenDays(page, 2)
      await isSound(page)
      const days = openDays(page)
      for (const i of [0, 1]) {
        await days.nth(i).getByLabel('How long?').selectOption('full')
        await days.nth(i).getByLabel('Were you on placement?')
          .selectOption('make_up')
      }
      await days.nth(0).getByLabel('What did you do?').fill(did)
      await follow(page, page.getByRole('button', { name: 'Log these days' }))
      assert.match(await page.getByRole('alert').innerText(), /Enter what you did/)
      assert.equal(await days.nth(0).getByLabel('What did you do?').inputValue(), did)
      await isSound(page)
      await days.nth(1).getByLabel('What did you do?').fill('Duty desk, with a colleague.')
      await follow(page, page.getByRole('button', { name: 'Log these days' }))
      assert.match(await words(page), /2 days logged/)
      assert.match(await words(page), new RegExp(inWords(open[0])))
    }))

  test('corrects a mistake', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, page.getByRole('link', { name: 'All your days' }))
      await follow(page, page.getByRole('link', { name: inWords(logged) }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Correct this day' }))
      await page.getByLabel('Half day', { exact: true }).check()
      await follow(page, page.getByRole('button', { name: 'Save and send again' }))
      const text = await words(page)
      assert.match(text, /Half day/)
      assert.match(text, /Corrected/i)
    }))

  test('can do without a mouse', () =>
    withBrowser(desk, async page => {
      await page.goto(`${address}/sign-in`)
      await tabTo(page, /Email address/)
      await page.keyboard.type('amara.okafor@example.org')
      await tabTo(page, /Password/)
      await page.keyboard.type('bridgewell-demo-2026')
      await pressEnter(page)
      await tabTo(page, /^Log a day/)
      await pressEnter(page)
      await tabTo(page, /What did you do/)
      await page.keyboard.type('By keyboard')
      await tabTo(page, /Save as draft/)
      await pressEnter(page)
      await tabTo(page, /A placement day/)
      await pressEnter(page)
      await tabTo(page, /Discard the draft/)
      await pressEnter(page)
      assert.match(await words(page), /Draft discarded/)
    }))
})

describe('their practice educator', () => {
  test('sees one list, oldest first, confirms several and returns one', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'educator')
      assert.match(page.url(), /\/work$/)
      await isSound(page)
      const list = page.locator('ol.work > li')
      const hosts = new Set((await list.allInnerTexts())
        .map(t => t.match(/(\S[^.]*)\. Sent/)?.[1]))
      assert.ok(hosts.size >= 2, `hosts on one list: ${[...hosts]}`)

      const before = Number((await words(page)).match(/(\d+) days? waits?/)[1])
      await follow(page, page.getByRole('button', { name: 'Confirm the selected days' }))
      assert.match(await page.getByRole('alert').innerText(), /Select the days/)
      await isSound(page)
      const boxes = page.locator('input[type=checkbox][name=day]')
      for (const i of [0, 1, 2]) await boxes.nth(i).check()
      await follow(page, page.getByRole('button', { name: 'Confirm the selected days' }))
      assert.match(await words(page), /3 days confirmed/)
      assert.match(await words(page), new RegExp(`${before - 3} days? waits?`))

      await findInList(page, `Return Amara Okafor, ${inWords(logged)}`)
      await isSound(page)
      assert.match(await words(page), /home visit/)
      await follow(page, page.getByRole('button', { name: 'Return the day' }))
      assert.match(await page.getByRole('alert').innerText(), /Enter what has to change/)
      await page.getByLabel('What has to change').fill(reason)
      await follow(page, page.getByRole('button', { name: 'Return the day' }))
      assert.match(await words(page), /Day returned to Amara Okafor/)
    }))

  // The list has pages: the link is on one of them.
  async function findInList (page, name) {
    for (let i = 0; i < 10; i++) {
      const link = page.getByRole('link', { name })
      if (await link.count() > 0) return follow(page, link.first())
      await follow(page, page.getByRole('link', { name: /Next/ }))
    }
    assert.fail(`no ${name} on the list`)
  }

  test('is answered: the trainee reads why, corrects and sends again', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      assert.match(await words(page), new RegExp(reason))
      await follow(page, page.getByRole('link', { name: new RegExp(`Correct \\w+ ${inWords(logged)}`) }))
      assert.match(await words(page), new RegExp(reason))
      await isSound(page)
      await page.getByLabel('What did you do?').fill(`${did} I would ask more and say less.`)
      await follow(page, page.getByRole('button', { name: 'Save and send again' }))
      const text = await words(page)
      assert.match(text, /Day corrected/)
      assert.match(text, new RegExp(`History.*${reason}`))
      await signOut(page)
      assert.match(await words(page), /You are signed out/)
    }))

  test('finds it again, with its history', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'educator')
      await findInList(page, `Open Amara Okafor, ${inWords(logged)}`)
      const text = await words(page)
      assert.match(text, /I would ask more and say less/)
      assert.match(text, new RegExp(`History.*${reason}`))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Confirm this day' }))
      assert.match(await words(page), /1 day confirmed/)
    }))

  test('has settled it: a confirmed day is not changed', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'trainee')
      await follow(page, page.getByRole('link', { name: 'All your days' }))
      await follow(page, page.getByRole('link', { name: inWords(logged) }))
      const day = page.url()
      assert.equal(await page.getByRole('button', { name: /Correct/ }).count(), 0)
      await page.goto(`${day}/change`)
      assert.match(await words(page), /David Llewellyn confirmed this day/)
      await isSound(page)
    }))
})
