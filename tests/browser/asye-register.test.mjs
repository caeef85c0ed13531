// The register of ASYEs: who is on one, and who stands by them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, desk, isSound, phone, signIn, withBrowser, words } from './browser.mjs'

test('somebody newly qualified finds their ASYE from home', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'nqsw')
    await page.click('text=Your ASYE')
    assert.match(await words(page), /Helen Marsh/)
    await isSound(page)
    await page.goto(`${address}/asye/me`)
    assert.match(page.url(), /\/asye\/\d+$/)
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
