// The register of ASYEs: who is on one and who stands by them; registering
// somebody, handing a duty over, withdrawing and its undoing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, desk, isSound, phone, signIn, sql, withBrowser, words } from './browser.mjs'

async function fill (page, name, on) {
  for (const [part, value] of Object.entries(on)) {
    await page.fill(`[name="${name}-${part}"]`, String(value))
  }
}

async function visit (page, path) {
  const answer = await page.goto(address + path)
  assert.equal(answer.status(), 200, path)
  await isSound(page)
}

test('somebody newly qualified finds their ASYE from home', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'nqsw')
    await page.click('text=Your ASYE')
    assert.match(await words(page), /Helen Marsh/)
    await isSound(page)
    await page.goto(`${address}/asye/me`)
    assert.match(page.url(), /\/asye\/\d+$/)
    await visit(page, '/asye/frameworks')
  }))

test('an assessor and a coordinator find it in the register', () =>
  withBrowser(desk, async page => {
    for (const who of ['assessor', 'coordinator']) {
      await signIn(page, who)
      await page.click('text="ASYE"')
      await isSound(page)
      await page.fill('[name="search"]', 'mistry')
      await page.press('[name="search"]', 'Enter')
      await page.click('text=Asha Mistry')
      assert.match(await words(page), /ASYE assessor\s+Helen Marsh/)
      await isSound(page)
      await page.click('text=Sign out')
    }
  }))

test('staff register somebody, name an assessor, withdraw and undo', () =>
  withBrowser(phone, async page => {
    const [enrolment] = sql('SELECT enrolment_id FROM asye_awaited ORDER BY 1 LIMIT 1')
    const [code] = sql(`SELECT o.code FROM enrolment e JOIN organisation o
        ON o.id = e.employer_id WHERE e.id = ${enrolment}`)
    await signIn(page, 'staff')
    await visit(page, '/asye/coverage')
    await visit(page, '/asye/not')
    await visit(page, `/trainees/${enrolment}/asye/not`)
    await visit(page, `/trainees/${enrolment}/asye/new`)
    await page.click('text=Register the ASYE')
    assert.match(await words(page), /Enter the day on which they qualified/)
    await isSound(page)
    const [day] = sql("SELECT extract(day FROM today()) || ' ' || extract(month FROM today()) || ' ' || extract(year FROM today())")
    const [d, m, y] = day.split(' ')
    await fill(page, 'qualified', { day: 1, month: 6, year: y - 4 })
    await fill(page, 'registered', { day: 1, month: 7, year: y - 4 })
    await fill(page, 'employed', { day: d, month: m, year: y })
    await fill(page, 'starts', { day: d, month: m, year: y })
    await page.check('[name="failed"][value="no"]')
    await page.fill('[name="title"]', 'Social worker')
    for (const name of ['employer', 'host', 'provider']) {
      await page.fill(`[name="${name}"]`, code)
    }
    await page.click('text=Register the ASYE')
    assert.match(await words(page), /What speaks against it/)
    await isSound(page)
    await page.check('[name="accept"]')
    await page.click('text=Register the ASYE')
    assert.match(await words(page), /is registered on an ASYE/)
    await isSound(page)
    const here = new URL(page.url()).pathname

    await visit(page, `${here}/duties/1`)
    await page.fill('[name="given_name"]', 'Ola')
    await page.fill('[name="family_name"]', 'Reedham')
    await page.fill('[name="email"]', 'ola.reedham@example.org')
    await page.fill('[name="swe_number"]', 'SW899901')
    await page.click('text=Record it')
    assert.match(await words(page), /ASYE assessor, Ola Reedham/)
    await visit(page, `${here}/duties/1/end`)
    await visit(page, `${here}/duties/1/undo`)

    await visit(page, `${here}/corrections/new`)
    await page.fill('[name="title"]', 'Mental health social worker')
    await page.click('text=Continue')
    assert.match(await words(page), /There is a problem.*Select the reason/)
    await isSound(page)
    await page.check('[name="reason"][value="post_renamed"]')
    await page.click('text=Continue')
    assert.match(await words(page), /Role Social worker Mental health social worker/)
    await isSound(page)
    await page.click('text=Record the correction')
    assert.match(await words(page), /Corrected since it was registered/)
    await isSound(page)
    await page.click('a[href$="/corrections/1/undo"]')
    assert.match(await words(page), /Role Mental health social worker Social worker/)
    await isSound(page)
    await page.check('[name="reason"][value="recorded_wrongly"]')
    await page.click('text=Undo the correction')
    assert.match(await words(page), /Undone: role: Social worker instead of Mental health social worker/)

    await visit(page, `${here}/steps/new`)
    await page.check('[value="withdrawn"]')
    await page.click('text=Continue')
    await isSound(page)
    await page.selectOption('[name="reason"]', 'moved')
    await page.click('text=Record it')
    assert.match(await words(page), /Withdrawn\. Reason: Moved home/)
    await page.click('text=Undo')
    await isSound(page)
    await page.selectOption('[name="reason"]', 'recorded_wrongly')
    await page.click('text=Undo it')
    assert.match(await words(page), /Undone/)
  }))
