// Somebody looks for what they half remember: from the box in the header, by
// keyboard, with accents or without, and on to the record.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, pressEnter, signIn, sql, tabTo,
  withBrowser, words
} from './browser.mjs'

const found = (page, kind) => page.locator(`#${kind} + ul > li`)

async function search (page, typed) {
  await page.getByLabel('Find in Waymark').fill(typed)
  await pressEnter(page)
}

const [someone] = sql(`SELECT e.id || '|' || p.name || '|' || o.name
    FROM enrolment e JOIN person p ON p.id = e.person_id
    JOIN placement l ON l.enrolment_id = e.id
    JOIN organisation o ON o.id = l.organisation_id
   WHERE p.name ~ '[çéëíñóöúü]' ORDER BY e.id LIMIT 1`)
  .map(row => row.split('|')).map(([id, name, host]) => ({ id, name, host }))
const plain = someone.name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

describe('search', () => {
  test('leads staff from the header to a record, by keyboard', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await tabTo(page, /Find in Waymark/)
      await page.keyboard.type(plain.split(' ').reverse().join(' '))
      await pressEnter(page)
      await isSound(page)
      const link = page.locator(`#trainees + ul a[href="/trainees/${someone.id}"]`)
      assert.equal(await link.innerText(), someone.name)
      assert.equal(await link.locator('mark').count(), 2, 'both names are marked')
      await tabTo(page, new RegExp(someone.name))
      await pressEnter(page)
      assert.equal(await page.locator('h1').innerText(), someone.name)
    }))

  test('finds a placement by its trainee and host', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await search(page, `${someone.host.split(' ')[0]} ${plain.split(' ')[1]}`)
      const texts = await found(page, 'placements').allInnerTexts()
      assert.ok(texts.some(text => text.startsWith(`${someone.name} at ${someone.host}`)),
        texts.join('; '))
    }))

  test('shows more of a kind, page by page, and an organisation', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await search(page, 'trust')
      await isSound(page)
      assert.equal(await found(page, 'organisations').count(), 5)
      await follow(page, page.getByRole('link', { name: 'More organisations' }))
      await isSound(page)
      const first = await page.locator('main ul a').first().innerText()
      await follow(page, page.getByRole('link', { name: /Next/ }))
      assert.match(page.url(), /q=trust&in=organisations&page=2/)
      assert.match(await page.title(), /page 2/)
      assert.notEqual(await page.locator('main ul a').first().innerText(), first)
      await page.goBack()
      await follow(page, page.locator('main ul a').first())
      assert.equal(await page.locator('h1').innerText(), first)
      await isSound(page)
    }))

  test('suggests a name when none is spelt so', () =>
    withBrowser(desk, async page => {
      const [family] = sql(`SELECT family_name FROM person
          WHERE family_name ~ '^[A-Z][a-z]{6,}$' ORDER BY id LIMIT 1`)
      await signIn(page, 'staff')
      await search(page, family.slice(0, -2) + family.at(-1) + family.at(-2) + 'x')
      await isSound(page)
      assert.match(await words(page), /Nothing that you may see was found/)
      const near = page.locator('main ul').getByRole('link', { name: family }).first()
      const name = await near.innerText()
      await follow(page, near)
      assert.match(await words(page), new RegExp(name))
    }))

  for (const who of ['trainee', 'educator', 'partner']) {
    test(`shows ${who} nobody but their own`, () =>
      withBrowser(phone, async page => {
        await signIn(page, who)
        const [other] = sql(`SELECT p.name FROM enrolment e
            JOIN person p ON p.id = e.person_id
           WHERE p.name NOT IN (SELECT k.name FROM enrolment f
                 JOIN person k ON k.id = f.person_id
                 JOIN person me ON me.email = '${people[who]}'
                 LEFT JOIN placement l ON l.enrolment_id = f.id
                 LEFT JOIN placement_educator d ON d.placement_id = l.id
                 LEFT JOIN role_held r ON r.person_id = me.id
                WHERE me.id IN (f.person_id, d.person_id)
                   OR r.organisation_id IN (f.employer_id, l.organisation_id))
           ORDER BY p.id LIMIT 1`)
        await page.goto(`${address}/search?q=${encodeURIComponent(other)}`)
        await isSound(page)
        const names = await page.locator('#trainees + ul a').allInnerTexts()
        assert.ok(!names.includes(other), names.join())
        await page.goto(`${address}/search`)
        await isSound(page)
        await page.getByLabel('What are you looking for?').fill('<img src=x> %_\\')
        await follow(page, page.getByRole('button', { name: 'Search' }))
        assert.match(await words(page), /“<img src=x> %_\\”/)
      }))
  }
})
