// From a recommendation to a confirmed outcome: rounds and their samples, a
// portfolio read without names and judged, an appeal, and a certificate that
// anybody can check.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const one = statement => sql(statement)[0]
const round = state => one(`SELECT id FROM moderation_round WHERE state = '${state}'`)
const panel = one(`SELECT id FROM moderation_panel
    WHERE round_id = ${round('drawn')} AND kind = 'internal'`)
const member = one(`SELECT id FROM moderation_member WHERE panel_id = ${panel} AND NOT chair`)

async function opens (page, path) {
  const answer = await page.goto(address + path)
  assert.equal(answer.status(), 200, path)
  await isSound(page)
}

test('a coordinator sees how a sample was drawn and how far panels agree', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'coordinator')
    await opens(page, '/moderation')
    await follow(page, page.getByRole('link', { name: 'Early autumn' }))
    await isSound(page)
    await page.getByText('How to check the draw').click()
    assert.match(await words(page), /found the same sample/)
    assert.match(await words(page), /Feedback from the partnership/)
    await follow(page, page.getByRole('link', { name: 'Agreement between panels' }))
    await isSound(page)
    assert.match(await words(page), /Two panels decided on 5 of the same portfolios/)
    assert.match(await words(page), /Weighted kappa/)
    for (const path of ['/moderation/new', `/moderation/${round('closed')}/confirm`,
      `/moderation/${round('drawn')}/close`, `/moderation/${round('drawn')}/panels`,
      `/moderation/${round('drawn')}/panels/${panel}/members`,
      `/moderation/${round('drawn')}/members/${member}`]) {
      await opens(page, path)
    }
  }))

test('a moderator declares, reads in order without a name, and judges', () =>
  withBrowser(phone, async page => {
    const names = sql(`SELECT p.family_name FROM moderation_portfolio m
        JOIN person p ON p.id = m.person_id WHERE m.round_id = ${round('drawn')}`)
    const isBlind = async () => {
      const html = await page.content()
      for (const name of names) {
        assert.ok(!new RegExp(`\\b${name}\\b`).test(html), `${name} at ${page.url()}`)
      }
      await isSound(page)
    }
    await signIn(page, 'moderator')
    await page.goto(`${address}/work`)
    await isBlind()
    await page.goto(`${address}/moderation/${round('drawn')}`)
    await isBlind()
    await follow(page, page.getByRole('link', { name: /^Portfolio/ }).first())
    await isBlind()
    await follow(page, page.getByRole('button', { name: 'Declare' }))
    await isBlind()
    await page.getByLabel('I know of no conflict of interest').check()
    await follow(page, page.getByRole('button', { name: 'Declare' }))
    await isBlind()
    await follow(page, page.getByRole('main').getByRole('listitem').getByRole('link').first())
    assert.match(await words(page), /Names of those who take part are replaced/)
    await isBlind()
    await follow(page, page.getByRole('link', { name: /^Next/ }))
    await isBlind()
    await page.goto(`${page.url().replace(/\/documents\/.*/, '')}/recommendation`)
    await isBlind()
    await page.goto(page.url().replace('/recommendation', '/judge'))
    for (let i = 1; i <= 11; i++) {
      await page.locator(`input[name="answer-${i}"][value="yes"]`).check()
    }
    await isBlind()
    await page.locator('input[name="verdict"][value="agree"]').check()
    await page.locator('[name="words"]').fill('Sound, and well reasoned.')
    await follow(page, page.getByRole('button', { name: 'Record your judgement' }))
    assert.match(await words(page), /Your judgement is recorded/)
    await isBlind()
  }))

test('an outcome is decided after moderation, and its certificate checked', () =>
  withBrowser(desk, async page => {
    const moderated = one("SELECT id FROM asye WHERE state = 'moderated'")
    const failed = one("SELECT asye_id FROM asye_outcome WHERE decision = 'fail'")
    await signIn(page, 'coordinator')
    await opens(page, `/asye/${failed}/outcome`)
    assert.match(await words(page), /For ten weeks nobody supervised me/)
    assert.match(await words(page), /Promised by then Recorded and signed Supervision \d+ sessions \d+ sessions/)
    await opens(page, `/asye/${failed}/recommend`)
    await opens(page, `/asye/${failed}/outcome/next?step=appeal_dismissed`)
    await opens(page, `/asye/${moderated}/outcome/new`)
    await page.getByLabel('Pass', { exact: true }).check()
    await follow(page, page.getByRole('button', { name: 'Confirm the decision' }))
    assert.match(await words(page), /Outcome: Pass/)
    await isSound(page)
    await page.goto(`${address}/asye/${moderated}/certificate`)
    await follow(page, page.getByRole('button', { name: 'Issue the certificate' }))
    await isSound(page)
    await opens(page, `/asye/${moderated}/certificate/withdraw`)
    const number = one(`SELECT number FROM asye_certificate WHERE asye_id = ${moderated}`)
    await page.context().clearCookies()
    await opens(page, '/certificates')
    await page.getByLabel('What is its number?').fill(number.replace(/(...)/g, '$1 '))
    await follow(page, page.getByRole('button', { name: 'Check it' }))
    assert.match(await words(page), /Valid/)
    await isSound(page)
  }))
