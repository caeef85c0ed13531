// A refusal reaches the client who is still sending (18-linger.patch).

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Connection, ask, start } from './server.mjs'

let server

before(async () => { server = await start() })
after(() => server.stop())

test('whoever sends too much is told so, and not cut off', async () => {
  const body = 'x'.repeat(24 << 20)
  const connection = new Connection(server)
  await connection.ready
  connection.send('POST /echo HTTP/1.1\r\nHost: test\r\n' +
    `Content-Length: ${body.length}\r\n\r\n`)
  connection.send(body)
  await connection.until((c) => c.closed, 8000)
  assert.match(connection.text, /^HTTP\/1.1 413 /)
  assert.equal(connection.error, undefined)
  assert.equal((await ask(server, '/pid')).status, 200)
})

test('whoever goes on and on is cut off', async () => {
  const connection = new Connection(server)
  connection.socket.allowHalfOpen = true
  await connection.ready
  connection.send('BAD\r\n\r\n')
  const began = Date.now()
  const drip = setInterval(() => connection.send('x'), 200)
  await connection.until((c) => c.closed || c.error, 8000)
  clearInterval(drip)
  connection.close()
  assert.match(connection.text, /^HTTP\/1.1 400 /)
  assert.ok(Date.now() - began < 7500)
})
