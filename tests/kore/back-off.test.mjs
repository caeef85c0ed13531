// A worker that dies at once is started again after a second
// (11-back-off.patch).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, exchange, get, sleep, start, workers } from './server.mjs'

const restarts = (server) => server.log.split('restarting worker').length - 1

test('a worker that cannot start does not spin', async (t) => {
  const server = await start({ env: { HANDLERS_DIE: '1' } })
  t.after(server.stop)
  await sleep(3500)
  const count = restarts(server)
  server.child.kill('SIGTERM')
  assert.ok(count >= 2 && count <= 5, `${count} restarts in 3.5 s`)
  assert.equal((await server.exited).code, 0)
})

test('a worker that lived for a while is replaced at once', async (t) => {
  const server = await start({ settings: { workers: 1 } })
  t.after(server.stop)
  await sleep(1200)
  await exchange(server, get('/crash'), { ms: 200 })
  const began = Date.now()
  assert.equal((await ask(server, '/pid')).status, 200)
  assert.ok(Date.now() - began < 700)
  assert.equal(workers(server).length, 2)
})
