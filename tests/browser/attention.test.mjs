// Staff see which records need attention and what clears each; one is cleared,
// one is set aside for the team and brought back; others see their own.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const gaps = page => page.locator('.gaps > li')
const gap = (page, name) => gaps(page).filter({ hasText: name }).first()
const [ahead] = sql("SELECT to_char(today() + 10, 'DD|MM|YYYY')").map(d => d.split('|'))

async function fillDate (page, legend, [day, month, year]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

describe('records that need attention', () => {
  test('are counted, and each count leads to exactly those', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await follow(page, page.getByRole('link', { name: 'Attention' }))
      await isSound(page)
      const counts = await page.locator('.counts a').evaluateAll(all => all
        .map(a => ({ href: a.getAttribute('href'), n: a.textContent.match(/(\d+)$/)[1] })))
      assert.ok(counts.length >= 3, `${counts.length} matters`)
      for (const { href, n } of counts) {
        await page.goto(address + href)
        const shown = (await words(page)).match(/Showing \d+ to \d+ of (\d+)/)
        assert.equal(shown?.[1], n, href)
      }
    }))

  test('are set aside by a team, and brought back', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/attention?about=days-waiting`)
      await isSound(page)
      const name = await gaps(page).first().locator('h3').innerText()
      const before = await page.locator('h2').first().innerText()
      await follow(page, gaps(page).first().getByRole('link', { name: /^Not a problem/ }))
      await isSound(page)
      await press(page, 'Set aside')
      assert.match(await words(page), /Enter why it is no problem/)
      await isSound(page)
      await fillDate(page, 'Until when is it no problem?', ahead)
      await page.getByLabel('Why is it no problem?').fill('They confirm on Friday')
      await press(page, 'Set aside')
      assert.notEqual(await page.locator('h2', { hasText: 'wait' }).innerText(), before)
      await page.getByText('Set aside', { exact: true }).click()
      await isSound(page)
      await follow(page, page.getByRole('link', { name: `Bring back ${name}` }))
      await isSound(page)
      await press(page, 'Bring back')
      assert.equal(await page.locator('h2', { hasText: 'wait' }).innerText(), before)
    }))

  test('are cleared by the action that they name', async () => {
    sql(`UPDATE person p SET swe_number = NULL FROM enrolment e
          WHERE e.person_id = p.id AND e.state = 'enrolled';
        UPDATE cohort SET ends_on = today() + 20
         WHERE ends_on = (SELECT min(ends_on) FROM cohort WHERE ends_on > today())`)
    await withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/attention?about=number-missing`)
      const [name, record] = await gaps(page).first().locator('h3 a')
        .evaluate(a => [a.textContent, a.getAttribute('href')])
      await follow(page, gaps(page).first().getByRole('link', { name: /^Record the number/ }))
      await isSound(page)
      await page.getByLabel('Social Work England number').fill('none')
      await press(page, 'Record the number')
      assert.match(await words(page), /Enter SW and up to 6 digits/)
      await isSound(page)
      await page.getByLabel('Social Work England number').fill('SW999123')
      await press(page, 'Record the number')
      assert.equal(await page.locator('h1').innerText(), name)
      await page.goto(`${address}/attention?about=number-missing`)
      assert.equal(await page.locator(`.gaps a[href="${record}"]`).count(), 0)
      await isSound(page)
    })
  })

  test('invite again who never signed in', async () => {
    const [id, name] = sql(`SELECT p.id, p.name FROM person p
        JOIN enrolment e ON e.person_id = p.id
       WHERE NOT EXISTS (SELECT FROM auth.credential c WHERE c.person_id = p.id)
       ORDER BY p.id LIMIT 1`)[0]?.split('|') ?? sql(`WITH gone AS (
         DELETE FROM auth.credential WHERE person_id = (SELECT max(person_id) FROM enrolment)
         RETURNING person_id)
       SELECT p.id, p.name FROM gone JOIN person p ON p.id = gone.person_id`)[0].split('|')
    sql(`INSERT INTO auth.link (token_hash, person_id, purpose, made_at, expires_at)
        VALUES (sha256('an old one'), ${id}, 'invitation', today() - 30, today() - 16)`)
    await withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/attention?about=never-signed-in`)
      await follow(page, gap(page, name).getByRole('link', { name: /^Invite again/ }))
      await isSound(page)
      await press(page, 'Send the invitation')
      assert.match(await words(page), new RegExp(`${name} is invited again`))
      assert.equal(await gap(page, name).count(), 0)
    })
  })

  for (const who of ['educator', 'partner']) {
    test(`shows ${who} their own, with nothing to set aside`, () =>
      withBrowser(phone, async page => {
        await signIn(page, who)
        await page.goto(`${address}/attention`)
        await isSound(page)
        assert.equal(await page.getByRole('link', { name: /Not a problem/ }).count(), 0)
      }))
  }
})
