// Limits of headers (04-header-limits.patch) and what a value may hold
// (05-header-values.patch).

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { exchange, get, start } from './server.mjs'

let server

before(async () => { server = await start() })
after(() => server.stop())

const one = async (...headers) =>
  (await exchange(server, get('/echo', ...headers), { count: 1 }))[0]

const some = (count) =>
  Array.from({ length: count }, (_, i) => `X-${i}: value`)

describe('a request may have 64 headers', () => {
  for (const count of [22, 23, 30, 62]) {
    test(`Cookie is seen behind ${count} others`, async () => {
      const answer = await one(...some(count), 'Cookie: s=here')
      assert.match(answer.body, /cookie=\[s=here\]/)
    })
  }
  for (const count of [64, 65, 200]) {
    test(`Host and ${count} others are refused`, async () => {
      assert.equal((await one(...some(count))).status, 431)
    })
  }
  test('a block of 16,000 bytes is read', async () => {
    const answer = await one(`X-Long: ${'x'.repeat(15900)}`, 'Cookie: s=here')
    assert.match(answer.body, /cookie=\[s=here\]/)
  })
  test('a block above the limit is refused in words', async () => {
    const answers = await exchange(server,
      get('/echo', `X-Long: ${'x'.repeat(20000)}`))
    assert.deepEqual(answers.map((a) => a.status), [431])
  })
})

describe('a value is what RFC 9110 says', () => {
  const cases = {
    'may be empty': ['X-Test:', ''],
    'may be empty with a space': ['X-Test: ', ''],
    'may hold a TAB': ['X-Test: a\tb', 'a\tb'],
    'may hold UTF-8': ['X-Test: Zo\xc3\xab', 'Zo\xc3\xab'],
    'needs no space before it': ['X-Test:a', 'a'],
    'has no white space around it': ['X-Test: \t a b \t ', 'a b'],
    'may hold a colon': ['X-Test: a:b', 'a:b']
  }
  for (const [name, [line, value]] of Object.entries(cases)) {
    test(name, async () => {
      const answer = await one(line)
      assert.equal(answer.status, 200)
      assert.ok(answer.body.includes(`x-test=[${value}]`), answer.body)
    })
  }
  for (const [name, line] of Object.entries({
    'may not hold a control character': 'X-Test: a\x01b',
    'may not hold DEL': 'X-Test: a\x7fb',
    'has a colon before it': 'X-Test',
    'has a name before it': ': value',
    'has no white space in its name': 'X Test: value'
  })) {
    test(name, async () => assert.equal((await one(line)).status, 400))
  }
})
