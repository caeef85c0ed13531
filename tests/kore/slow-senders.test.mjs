// A body may take as long as it makes progress (09-slow-senders.patch).

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Connection, sleep, start } from './server.mjs'

let server

before(async () => {
  server = await start({ settings: { http_body_timeout: 2 } })
})
after(() => server.stop())

const head = 'POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 6\r\n\r\n'

describe('while a body arrives', { concurrency: true }, () => {
  test('a sender who goes on may take longer than the limit', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send(head)
    for (const byte of 'abcdef') {
      await sleep(700)
      connection.send(byte)
    }
    const [answer] = await connection.answers(1)
    connection.close()
    assert.match(answer.body, /body=\[abcdef\]/)
  })

  test('a sender who stops is cut', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send(head + 'ab')
    assert.ok(await connection.until((c) => c.closed, 4500))
    assert.match(connection.text, /^HTTP\/1.1 408 /)
  })
})
