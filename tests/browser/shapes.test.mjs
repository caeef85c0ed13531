// The pages that journeys found without scripts, each that had a new piece, with
// scripts: on a phone and on a desk they break no rule, and nothing complains.
// Walked: with scripts.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { address, desk, isSound, withBrowser } from './browser.mjs'

const directory = process.env.WAYMARK_SHAPES
const kept = readdirSync(directory).filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(readFileSync(`${directory}/${name}`, 'utf8')))

function show (page, { path, html }) {
  return page.route(address + path, route => route.fulfill({
    contentType: 'text/html; charset=utf-8', body: html
  }), { times: 1 })
}

describe('pages of journeys', { concurrency: 2 }, () => {
  test('were kept', () => assert.ok(kept.length > 0))
  for (const half of [0, 1]) {
    test(`are sound with scripts (${half + 1} of 2)`, () =>
      withBrowser(desk, async page => {
        for (const one of kept.filter((_, i) => i % 2 === half)) {
          await show(page, one)
          await page.goto(address + one.path)
          await isSound(page)
        }
      }))
  }
})
