// Evidence of an ASYE: what is missing, mapped once to standards and shown in
// every set, questioned by the assessor; the crosswalk corrected and put right.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  address, desk, follow, isSound, people, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const press = (page, name) => follow(page, page.getByRole('button', { name, exact: true }))
const link = (page, name) => page.locator('main').getByRole('link', { name }).first()
const [asye] = sql(`SELECT a.id FROM asye a JOIN person p ON p.id = a.person_id
    WHERE p.email = '${people.nqsw}' ORDER BY a.id DESC LIMIT 1`)
const [observation] = sql(`SELECT id FROM document WHERE asye_id = ${asye}
    AND kind = 'asye_observation' AND state = 'signed' ORDER BY id LIMIT 1`)
const home = `${address}/asye/${asye}`
const mapping = `${home}/evidence/documents/${observation}`
const standard = (set, code) => sql(`SELECT s.id FROM standard s
    JOIN standard_set c ON c.id = s.set_id
    WHERE c.code = '${set}' AND s.code = '${code}'`)[0]

describe('the evidence of an ASYE', () => {
  test('says what is missing, and is mapped once', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(home)
      assert.match(await words(page), /\d of 6 minimums met/)
      await follow(page, link(page, 'Evidence and minimums'))
      await isSound(page)
      assert.match(await words(page), /more pieces? of feedback|more written record/)
      await page.getByLabel('Kind').selectOption({ label: 'Direct observations' })
      await press(page, 'Apply filters')
      assert.match(await words(page), /Chosen filters.*Kind: Direct observations/)
      await follow(page, page.locator(`a[href="/asye/${asye}/evidence/documents/${observation}"]`))
      await isSound(page)
      await follow(page, link(page, 'Social Work England professional standards'))
      await page.getByLabel('6.2 Challenge practices').check()
      await press(page, 'Save mapping')
      assert.match(await words(page), /Mapping saved.*SWE 6\.2.*Follows by the crosswalk.*PCF 9/)
      await page.goto(`${home}/standards`)
      await isSound(page)
      await follow(page, link(page, 'Social Work England professional standards'))
      await isSound(page)
      assert.match(await words(page), /Nothing waits for a single standard/)
      const cell = page.locator('#coverage tr', { hasText: '6.2 Challenge' }).getByRole('link').first()
      const shown = Number((await cell.textContent()).match(/\d+/)[0])
      await follow(page, cell)
      assert.equal(await page.locator('#evidence tbody tr').count(), shown)
      await isSound(page)
    }))

  test('is questioned by the assessor, and answered by removing it', async () => {
    const [tag] = sql(`SELECT id FROM evidence_standard WHERE document_id = ${observation}
        AND standard_id = ${standard('SWE', '6.2')}`)
    await withBrowser(desk, async page => {
      await signIn(page, 'assessor')
      await page.goto(mapping)
      await follow(page, page.locator(`a[href="/asye/${asye}/tags/${tag}"]`))
      await isSound(page)
      await press(page, 'Save')
      assert.match(await words(page), /There is a problem.*Select what becomes of it/)
      await page.getByLabel('Question it').check()
      await page.getByLabel('What do you ask?').fill('Which practice did you challenge?')
      await press(page, 'Save')
      await isSound(page)
      assert.match(await words(page), /Which practice did you challenge\?/)
    })
    await withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(`${home}/evidence?mapping=questioned`)
      assert.match(await words(page), /SWE 6\.2 \(questioned\)/)
      await page.goto(`${home}/tags/${tag}`)
      await isSound(page)
      await page.getByLabel('Remove it').check()
      await press(page, 'Save')
      assert.match(await words(page), /SWE 6\.2: Removed/)
      await page.goto(`${home}/tags/${tag}`)
      await page.getByLabel('Put it back').check()
      await press(page, 'Save')
      assert.match(await words(page), /SWE 6\.2: Mapped/)
    })
  })

  test('stands beside what people thought of themselves', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'coordinator')
      await page.goto(`${home}/self-assessments`)
      await isSound(page)
      assert.equal(await page.locator('svg[role=img] title').textContent(),
        'Self-assessments side by side')
      assert.match(await words(page), /Not yet confident|Confident/)
      await page.emulateMedia({ media: 'print' })
      await page.goto(`${home}/standards`)
      assert.equal(await page.locator('#coverage').isVisible(), true)
    }))

  test('shares a crosswalk, which staff correct and put right again', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'staff')
      await page.goto(`${address}/crosswalk/1`)
      await isSound(page)
      await page.getByLabel('From').selectOption({ label: 'Social Work England professional standards' })
      await page.getByLabel('To').selectOption({ label: 'Professional Capabilities Framework' })
      await press(page, 'Show')
      assert.match(await words(page), /2\.6 Keep confidences.*2 Values and ethics/)
      await follow(page, link(page, 'The other way round'))
      await follow(page, link(page, 'Add a pair that is missing'))
      await isSound(page)
      await page.getByLabel('Professional Capabilities Framework').selectOption({ label: '9 Professional leadership' })
      await page.getByLabel('Social Work England professional standards').selectOption({ label: '2.6 Keep confidences, and say when they cannot be kept' })
      await press(page, 'Continue')
      await isSound(page)
      await page.getByLabel('Yes').check()
      await page.getByLabel('Why?').fill('As our guide has it')
      await press(page, 'Save the correction')
      assert.match(await words(page), /The crosswalk is corrected.*They correspond/)
      await isSound(page)
      await follow(page, link(page, 'Undo this correction'))
      await isSound(page)
      await press(page, 'Undo the correction')
      assert.match(await words(page), /The correction is undone.*Undone by Priya Raman/)
    }))
})
