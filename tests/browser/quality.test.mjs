// Quality of placements: staff audit a team and see hosts without a league
// table, a host answers what it has to do, people say how a placement was.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const link = (page, name) => page.locator('main').getByRole('link', { name }).first()
const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const after = (days) => sql(`SELECT to_char(today() + ${days}, 'DD|MM|YYYY')`)[0].split('|')

async function fillDate (page, legend, [day, month, year]) {
  const group = page.getByRole('group', { name: legend })
  await group.getByLabel('Day').fill(day)
  await group.getByLabel('Month').fill(month)
  await group.getByLabel('Year').fill(year)
}

describe('the quality of placements', () => {
  test('is shown to staff host by host, with what can be told apart', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/capacity`)
      await follow(page, link(page, 'Quality of placements'))
      await isSound(page)
      const rows = await page.locator('#hosts-table tbody tr').evaluateAll(all => all.map(tr =>
        [...tr.children].map(cell => cell.textContent.trim())))
      assert.ok(rows.length > 10, `${rows.length} hosts`)
      const order = ['Lower than the others together', 'Cannot be told apart',
        'Too few answers to say', 'Higher than the others together', 'No answers yet']
      const sorted = [...rows].sort((a, b) =>
        order.indexOf(a[4]) - order.indexOf(b[4]) || a[0].localeCompare(b[0], 'en'))
      assert.deepEqual(rows.map(r => r[0]), sorted.map(r => r[0]))
      for (const [host, people, mean, range] of rows) {
        if (people === '0') continue
        const [low, high] = range.split(' to ').map(Number)
        assert.ok(low <= Number(mean) && Number(mean) <= high, `${host}: ${range}`)
      }
      assert.equal(await page.locator('svg[role=img] title').first().textContent(),
        'What people said of each host')
      await follow(page, page.locator('#hosts-table tbody a').nth(1))
      await isSound(page)
      assert.match(await words(page), /By area.*By team.*Over time.*In their words/)
    }))

  test('starts with an audit, whose action the host answers', async () => {
    const host = sql(`SELECT r.organisation_id FROM role_held r
        JOIN person p ON p.id = r.person_id
       WHERE p.email = 'tomasz.zielinski@example.org' AND r.role = 'partner'`)[0]
    const [team, name] = sql(`SELECT id, name FROM team
        WHERE organisation_id = ${host} ORDER BY id DESC LIMIT 1`)[0].split('|')
    await withBrowser(phone, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/quality/teams/${team}`)
      await isSound(page)
      await press(page, 'Record an audit')
      await isSound(page)
      await press(page, 'Record the audit')
      assert.match(await words(page), /There is a problem.*Enter the day of the audit.*Induction/)
      await isSound(page)
      await fillDate(page, 'When was the audit?', after(-1))
      for (const group of await page.getByRole('group', { name: /\?$/ }).all()) {
        const met = group.getByLabel('Met', { exact: true })
        if (await met.count()) await met.check()
      }
      await page.getByLabel('Suitable with actions').check()
      await page.getByLabel('What has to be done?').fill('Set a laptop aside')
      await fillDate(page, 'By when?', after(30))
      await press(page, 'Record the audit')
      assert.match(await words(page), /Audit recorded.*Suitable with actions.*Set a laptop aside/)
      await isSound(page)
    })
    await withBrowser(phone, async page => {
      await signIn(page, 'partner')
      await page.goto(`${address}/quality`)
      await isSound(page)
      assert.doesNotMatch(await words(page), /In their words|By team/)
      await follow(page, link(page, 'Set a laptop aside'))
      assert.match(await words(page), new RegExp(name))
      await isSound(page)
      await page.getByLabel('It is done').check()
      await page.getByLabel('What was done, or why?').fill('It lies in the cupboard')
      await press(page, 'Update the action')
      assert.match(await words(page), /Answered.*It lies in the cupboard/)
      await isSound(page)
    })
    await withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/quality/teams/${team}`)
      await follow(page, link(page, 'Set a laptop aside'))
      await page.getByLabel('Send it back: more is needed').check()
      await page.getByLabel('What was done, or why?').fill('With an account, too')
      await press(page, 'Update the action')
      await follow(page, link(page, 'Change the action'))
      await isSound(page)
      await page.getByLabel('What has to be done?').fill('Set a laptop aside, with an account')
      await press(page, 'Keep the action')
      await page.getByLabel('It is done').check()
      await page.getByLabel('What was done, or why?').fill('Seen on the visit')
      await press(page, 'Update the action')
      assert.match(await words(page), /with an account.*Done.*Seen on the visit/)
      await follow(page, link(page, 'The audit that it comes from'))
      await follow(page, link(page, 'Withdraw the audit'))
      await isSound(page)
      await press(page, 'Withdraw the audit')
      assert.match(await words(page), /withdrawn and does not count/)
      await isSound(page)
      await follow(page, link(page, 'Put the audit back'))
      await press(page, 'Put the audit back')
      await follow(page, link(page, 'Open an action'))
      await isSound(page)
      await page.goto(`${address}/quality/actions?show=overdue`)
      await isSound(page)
      await page.goto(`${address}/teams/${team}/actions/new`)
      await isSound(page)
    })
  })

  test('is what people say of it, who can correct it and fear nothing', async () => {
    const [placement, email, giver] = sql(`SELECT p.id, n.email, n.name FROM placement p
        JOIN placement_educator d ON d.placement_id = p.id AND d.duty = 'practice_educator'
        JOIN person n ON n.id = d.person_id
        JOIN auth.credential c ON c.person_id = n.id
       WHERE today() BETWEEN p.starts_on + (p.ends_on - p.starts_on + 1) / 2 AND p.ends_on + 90
         AND d.during @> today()
         AND NOT EXISTS (SELECT FROM placement_feedback f
             WHERE f.about_placement_id = p.id AND f.person_id = n.id)
       ORDER BY p.id LIMIT 1`)[0].split('|')
    const host = sql(`SELECT organisation_id FROM placement WHERE id = ${placement}`)[0]
    await withBrowser(phone, async page => {
      await signIn(page, email)
      await page.goto(`${address}/feedback`)
      await isSound(page)
      await page.goto(`${address}/placements/${placement}/feedback`)
      await isSound(page)
      assert.match(await words(page), /The host never reads your words/)
      await press(page, 'Give the feedback')
      assert.match(await words(page), /Select how far you agree: Induction/)
      await isSound(page)
      for (const agree of await page.getByLabel('Agree', { exact: true }).all()) await agree.check()
      await page.getByLabel('What could be better? (optional)').fill('A chair that turns')
      await press(page, 'Give the feedback')
      assert.match(await words(page), /Your feedback is kept/)
      await isSound(page)
      await page.goto(`${address}/placements/${placement}/feedback`)
      await page.getByLabel('What could be better? (optional)').fill('A chair that turns slowly')
      await press(page, 'Correct the feedback')
      assert.match(await words(page), /Feedback corrected/)
    })
    await withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/quality/hosts/${host}`)
      const seen = await words(page)
      assert.doesNotMatch(seen, /A chair that turns/)
      assert.ok(!seen.includes(giver))
    })
  })
})
