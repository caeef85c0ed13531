// A message between processes arrives once (15-message-cache.patch).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, exchange, get, sleep, start } from './server.mjs'

test('a worker that was restarted is told once', async (t) => {
  const server = await start({ settings: { workers: 1 } })
  t.after(server.stop)
  for (let i = 0; i < 2; i++) {
    await sleep(1100)
    await exchange(server, get('/crash'), { ms: 300 })
  }
  await ask(server, '/tell')
  await sleep(100)
  assert.equal((await ask(server, '/told')).body, 'told=1')
})
