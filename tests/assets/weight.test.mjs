// What browsers load stays within its budget, and asks nobody else.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

const asset = name =>
  readFileSync(new URL(`../../assets/dist/${name}`, import.meta.url))

const brotli = bytes => brotliCompressSync(bytes, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11 }
}).length

test('the style sheet is at most 14 KB', () => {
  assert.ok(brotli(asset('app.css')) <= 14 * 1024)
})

test('the scripts are at most 10 KB together', () => {
  assert.ok(brotli(asset('app.js')) + brotli(asset('js-enabled.js')) <=
    10 * 1024)
})

test('no font and nothing from elsewhere is asked for', () => {
  const css = asset('app.css').toString()

  assert.doesNotMatch(css, /@font-face|@import|url\(["']?(https?:)?\/\//)
})

test('what lies in dist is not marked up for a server of somebody else', () => {
  assert.doesNotMatch(asset('app.js').toString(), /https?:\/\/(?!www\.w3\.org)/)
})
