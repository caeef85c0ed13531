// Time limits hold when nothing else happens (06-idle.patch).

import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Connection, ask, start } from './server.mjs'

let server

before(async () => {
  server = await start({
    settings: { workers: 2, worker_max_connections: 256, http_header_timeout: 1 }
  })
})
after(() => server.stop())

test('a connection that says nothing is closed', async () => {
  const connection = new Connection(server)
  await connection.ready
  assert.ok(await connection.until((c) => c.closed, 4500))
  assert.equal(connection.text, '')
})

test('a request that does not end is answered 408', async () => {
  const connection = new Connection(server)
  await connection.ready
  connection.send('GET /pid HTTP/1.1\r\nHo')
  assert.ok(await connection.until((c) => c.closed, 4500))
  assert.match(connection.text, /^HTTP\/1.1 408 /)
})

test('600 silent connections in room for 512 pass', async () => {
  const flood = Array.from({ length: 600 }, () => new Connection(server))
  await Promise.all(flood.map((connection) => connection.ready))
  const answer = await ask(server, '/pid', { ms: 8000 })
  for (const connection of flood) connection.close()
  assert.equal(answer?.status, 200)
})
