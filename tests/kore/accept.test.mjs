// A worker that is busy does not keep new visitors from the others
// (17-accept.patch).

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { Connection, ask, get, sleep, start, workers } from './server.mjs'

async function connect (server) {
  const connection = new Connection(server)
  await connection.ready
  return connection
}

describe('new connections', () => {
  test('are answered while another worker is in a long page', async (t) => {
    const server = await start({ settings: { workers: 2 } })
    t.after(server.stop)
    for (let i = 0; i < 6; i++) {
      const slow = await connect(server)
      slow.send(get('/slow?500'))
      await sleep(50)
      const began = Date.now()
      for (let j = 0; j < 3; j++) {
        assert.equal((await ask(server, '/pid')).status, 200)
      }
      assert.ok(Date.now() - began < 300, `they waited, in round ${i + 1}`)
      assert.equal((await slow.answers(1)).length, 1)
      slow.close()
    }
  })

  test('are spread over the workers', async (t) => {
    const server = await start({ settings: { workers: 4 } })
    t.after(server.stop)
    const counts = {}
    for (let i = 0; i < 32; i++) {
      const connection = await connect(server)
      t.after(() => connection.close())
      connection.send(get('/pid'))
      const [{ body }] = await connection.answers(1)
      counts[body] = (counts[body] ?? 0) + 1
    }
    const spread = Object.values(counts)
    assert.equal(spread.length, 4)
    assert.ok(Math.max(...spread) <= 12, `32 are spread as ${spread}`)
  })

  test('wait without work when every worker is full', async (t) => {
    const server = await start({
      settings: { workers: 1, worker_max_connections: 8, http_header_timeout: 9 }
    })
    t.after(server.stop)
    await sleep(200)
    const many = await Promise.all(
      Array.from({ length: 12 }, () => connect(server)))
    const [pid] = workers(server)
    const ticks = () => readFileSync(`/proc/${pid}/stat`, 'utf8')
      .split(' ').slice(13, 15).reduce((sum, n) => sum + Number(n), 0)
    await sleep(100)
    const before = ticks()
    await sleep(1000)
    const used = ticks() - before
    for (const connection of many) connection.close()
    assert.ok(used < 30, `${used} hundredths of a second`)
    assert.equal((await ask(server, '/pid')).status, 200)
  })
})
