// Requests are answered in the order in which they arrived, without pauses
// (14-queue.patch).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Connection, get, sleep, start } from './server.mjs'

test('twelve that wait are answered first come, first served', async (t) => {
  const server = await start({ settings: { workers: 1 } })
  t.after(server.stop)
  const waiting = []
  for (let i = 0; i < 12; i++) {
    const connection = new Connection(server)
    await connection.ready
    waiting.push(connection)
  }
  const first = new Connection(server)
  await first.ready
  const order = []
  first.send(get('/slow?400'))
  await sleep(100)
  for (const [i, connection] of waiting.entries()) {
    connection.send(get('/slow?20'))
    connection.socket.once('data', () => order.push(i))
    await sleep(10)
  }
  await first.answers(1)
  const began = Date.now()
  await Promise.all(waiting.map((connection) => connection.answers(1)))
  const took = Date.now() - began
  for (const connection of [first, ...waiting]) connection.close()
  assert.deepEqual(order, [...waiting.keys()])
  assert.ok(took < 500, `12 times 20 ms took ${took} ms`)
})
