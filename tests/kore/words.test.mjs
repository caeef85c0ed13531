// An error that no page of ours answers is said in words (19-plain-words.patch).

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { exchange, start } from './server.mjs'

let server

before(async () => {
  server = await start({ settings: { http_pretty_error: 'yes' } })
})
after(() => server.stop())

const errors = [
  ['too large', 413, /<h1>That is too large<\/h1>\s*<p>.* nothing was stored/,
    'POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 11534337\r\n\r\nabc'],
  ['not to be read', 400, /<h1>That could not be read<\/h1>/,
    'POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: x\r\n\r\nabc']
]

for (const [what, status, words, request] of errors) {
  test(`a request that is ${what} is answered in words`, async () => {
    const [answer] = await exchange(server, request)
    assert.equal(answer.status, status)
    assert.match(answer.body, words)
    assert.match(answer.body, /^<!doctype html>\n<html lang="en">/)
    assert.doesNotMatch(answer.body, /Entity|Bad Request|\b4\d\d\b/)
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.match(answer.headers['content-security-policy'], /default-src 'none'/)
    assert.equal(answer.headers['x-content-type-options'], 'nosniff')
    assert.equal(answer.headers['cache-control'], 'no-store')
  })
}
