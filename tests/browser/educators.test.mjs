// Staff keep the register of practice educators and allocate from it; an
// educator keeps their own part of it, and a partner sees their people.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, readLetter, signIn, sql, withBrowser,
  words
} from './browser.mjs'

function link (page, name) {
  return page.locator('main').getByRole('link', { name }).first()
}

async function counted (page) {
  const text = await words(page)
  if (/Nobody fits/.test(text)) return 0
  return Number(text.match(/Showing \d+ to \d+ of (\d+)/)[1])
}

async function fillDate (page, legend, day, month, year) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(String(day))
  await group.getByLabel('Month').fill(String(month))
  await group.getByLabel('Year').fill(String(year))
}

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))

// The demonstration's day, and one so many days on, as [day, month, year].
const after = (days) => sql(`SELECT to_char(today() + ${days}, 'DD|MM|YYYY')`)[0].split('|')

describe('the register of practice educators', () => {
  test('shows staff what needs attention, each count exactly those', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Educators', exact: true }))
      await isSound(page)
      const links = await page.locator('.counts a').evaluateAll(all => all
        .filter(a => /\d/.test(a.textContent))
        .map(a => ({ href: a.getAttribute('href'), n: Number(a.textContent.match(/\d+/)[0]) })))
      assert.ok(links.length >= 5, `${links.length} counts are links`)
      for (const { href, n } of links) {
        await page.goto(address + href)
        assert.equal(await counted(page), n, href)
      }
      await page.goto(`${address}/educators?attention=overloaded`)
      await isSound(page)
      assert.match(await words(page), /David Llewellyn.* at once .*with room for 3/)
      await page.goto(`${address}/educators?sort=load`)
      const loads = (await page.locator('#register tbody td:nth-child(5)').allInnerTexts())
        .map(cell => parseInt(cell, 10))
      assert.deepEqual(loads, [...loads].sort((a, b) => b - a))
    }))

  test('finds a name with and without its accents', () =>
    withBrowser(desk, async page => {
      const [id, name] = sql(`SELECT e.id, p.name FROM educator e
          JOIN person p ON p.id = e.person_id
         WHERE p.name ~ '[çéëñöü]' ORDER BY e.id LIMIT 1`)[0].split('|')
      const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase()
      await signIn(page, 'staff')
      for (const typed of [name, plain]) {
        await page.goto(`${address}/educators`)
        await page.getByLabel(/^Name, email address/).fill(typed)
        await press(page, 'Apply filters')
        assert.equal(await page.locator(`main th a[href="/educators/${id}"]`).count(), 1)
      }
      await follow(page, page.locator(`main th a[href="/educators/${id}"]`))
      assert.equal(await page.locator('h1').innerText(), name)
      await isSound(page)
    }))

  test('takes somebody new, who is invited and adds their training', async () => {
    const email = `rosa.devi.${Date.now()}@example.org`
    await withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/educators/new`)
      await isSound(page)
      await press(page, 'Add to the register')
      assert.match(await words(page), /There is a problem.*Enter the first name/)
      await isSound(page)
      await page.getByLabel('First name').fill('Rosa')
      await page.getByLabel('Last name').fill('Dévi')
      await page.getByLabel('Email address').fill(email)
      await page.getByLabel('Organisation that they work for').selectOption({ index: 2 })
      await page.getByLabel('Social Work England number').fill('sw 999 123')
      await page.getByLabel('Yes').check()
      await press(page, 'Add to the register')
      assert.match(await words(page), /Rosa Dévi is on the register.*SW999123/)
      await follow(page, link(page, 'Record a stage'))
      await page.getByLabel('Stage 1').check()
      await fillDate(page, 'When was it awarded?', ...after(-400))
      await press(page, 'Record the stage')
      assert.match(await words(page), /Stage recorded.*Stage Stage 1/)
      await isSound(page)
    })
    const letter = await readLetter(email)
    const choose = letter.match(/\/choose-password\?link=[0-9a-f]+/)[0]
    await withBrowser(phone, async page => {
      await page.goto(address + choose)
      await page.getByLabel(/password/i).first().fill('long enough to be mine')
      await follow(page, page.locator('main form button').last())
      await page.goto(`${address}/educators/me`)
      assert.equal(await page.locator('h1').innerText(), 'Rosa Dévi')
      await follow(page, link(page, 'Record training'))
      await isSound(page)
      await page.getByLabel('What was it called?').fill('Assessing fairly')
      await page.getByLabel('Who gave it?').fill('Bridgewell')
      await fillDate(page, 'When was it?', ...after(-3))
      await press(page, 'Record the training')
      assert.match(await words(page), /Assessing fairly, Bridgewell/)
      await follow(page, link(page, 'History of this entry'))
      assert.match(await words(page), /Training recorded: Assessing fairly by Rosa Dévi/)
      await isSound(page)
    })
  })

  test('allocates with a reason, replaces, and ends', async () => {
    const [placement, trainee, was] = sql(`SELECT p.id, t.name, e.name
        FROM placement p JOIN person t ON t.id = p.person_id
        JOIN enrolment n ON n.id = p.enrolment_id AND n.state = 'enrolled'
        JOIN placement_educator d ON d.placement_id = p.id
             AND d.duty = 'practice_educator' AND d.during @> today() + 20
        JOIN person e ON e.id = d.person_id
       WHERE lower(d.during) < today() AND p.ends_on > today() + 60
       ORDER BY p.id LIMIT 1`)[0].split('|')
    // Somebody with no room, of another organisation, registered and current.
    const [id, name] = sql(`SELECT r.id, p.name FROM educator r
        JOIN person p ON p.id = r.person_id
       WHERE p.email = 'david.llewellyn@example.org'`)[0].split('|')
    const second = was === name
    await withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/placements/${placement}/educators`)
      await isSound(page)
      await follow(page, link(page, 'Allocate somebody').or(page.getByRole('button', { name: 'Allocate somebody' })).first())
      await isSound(page)
      await page.getByLabel('Find an educator').fill(name)
      await press(page, 'Search')
      await page.locator(`input[name=educator][value="${id}"]`).check()
      if (second) await page.getByLabel('On-site supervisor').check()
      await fillDate(page, 'First day', ...after(14))
      await press(page, 'Check before allocating')
      assert.match(await words(page), /Check this allocation/)
      await isSound(page)
      assert.match(await words(page), /would have \d+ trainees at once/)
      await press(page, 'Allocate')
      assert.match(await words(page), /Enter why you allocate them all the same/)
      await isSound(page)
      for (const field of await page.locator('main textarea').all()) {
        await field.fill('Agreed with them and their manager')
      }
      await press(page, 'Allocate')
      const text = await words(page)
      assert.ok(text.includes(`${name} is the`), text)
      assert.match(text, /Warnings that were accepted.*Agreed with them/)
      await isSound(page)
      const row = page.locator('main tbody tr').filter({ hasText: name }).first()
      await follow(page, row.getByRole('link', { name: /^End/ }))
      await fillDate(page, 'Last day', ...after(21))
      await press(page, 'Record the last day')
      assert.match(await words(page), /The last day is recorded/)
      await follow(page, row.getByRole('link', { name: /^Cancel/ }))
      assert.match(await words(page), /That has not begun, so it can be cancelled/)
      await isSound(page)
      await press(page, 'Cancel the allocation')
      assert.match(await words(page), /Allocation cancelled/)
      assert.equal(await row.getByRole('link', { name: /^Cancel/ }).count(), 0)
      await follow(page, page.getByRole('link', { name: 'Letters' }))
      assert.match(await words(page), new RegExp(trainee))
    })
  })

  test('never lets a conflict of interest through', async () => {
    const [educator, placement] = sql(`SELECT c.educator_id, p.id
        FROM educator_conflict c JOIN placement p ON p.person_id = c.trainee_id
       WHERE p.ends_on > today() ORDER BY c.id, p.id LIMIT 1`)[0].split('|')
    const from = sql(`SELECT greatest(starts_on, today()) FROM placement WHERE id = ${placement}`)[0]
    await withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/placements/${placement}/educators/check?educator=${educator}&duty=onsite_supervisor&from=${from}`)
      assert.match(await words(page), /conflict of interest cannot be accepted/)
      assert.equal(await page.getByRole('button', { name: 'Allocate', exact: true }).count(), 0)
      await isSound(page)
    })
  })

  test('shows a partner their own people and nothing to change', () =>
    withBrowser(phone, async page => {
      const mine = Number(sql(`SELECT count(*) FROM educator e
          JOIN role_held r ON r.organisation_id = e.organisation_id AND r.role = 'partner'
          JOIN person p ON p.id = r.person_id
         WHERE p.email = 'tomasz.zielinski@example.org' AND e.state = 'active'`)[0])
      await signIn(page, 'partner')
      await page.goto(`${address}/educators`)
      assert.equal(await counted(page), mine)
      assert.equal(await page.getByRole('button', { name: 'Add an educator' }).count(), 0)
      await isSound(page)
      await follow(page, page.locator('main tbody th a').first())
      assert.doesNotMatch(await words(page), /Record|Conflicts of interest/)
      await isSound(page)
    }))
})
