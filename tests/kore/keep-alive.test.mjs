// A connection that waits for its next request is closed in silence
// (07-keep-alive.patch).

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { Connection, get, sleep, start } from './server.mjs'

let server

before(async () => {
  server = await start({
    settings: {
      http_header_timeout: 1, http_body_timeout: 1, http_keepalive_time: 3
    }
  })
})
after(() => server.stop())

const statuses = (text) => [...text.matchAll(/HTTP\/1.1 (\d+)/g)]
  .map((found) => Number(found[1]))

describe('on a connection that is kept', { concurrency: true }, () => {
  test('nothing is said between requests, nor at the end', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send(get('/pid'))
    await connection.answers(1)
    const began = Date.now()
    assert.ok(await connection.until((c) => c.closed, 6000))
    assert.deepEqual(statuses(connection.text), [200])
    assert.ok(Date.now() - began > 2500, 'it was kept for its whole time')
  })

  test('a request after a pause is answered', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send(get('/pid'))
    await connection.answers(1)
    await sleep(2000)
    connection.send(get('/pid'))
    await connection.answers(2)
    connection.close()
    assert.deepEqual(statuses(connection.text), [200, 200])
  })

  test('a second request that does not end is answered 408', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send(get('/pid'))
    await connection.answers(1)
    connection.send('GET /pid HTTP/1.1\r\nHo')
    assert.ok(await connection.until((c) => c.closed, 4000))
    assert.deepEqual(statuses(connection.text), [200, 408])
  })

  test('a body that does not end is answered 408', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send('POST /echo HTTP/1.1\r\nHost: test\r\n' +
      'Content-Length: 4\r\n\r\nab')
    assert.ok(await connection.until((c) => c.closed, 4000))
    assert.deepEqual(statuses(connection.text), [408])
  })
})
