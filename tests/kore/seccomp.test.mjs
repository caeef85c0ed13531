// A system call that is not allowed ends the worker, not one thread of it
// (13-seccomp-kill.patch).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, exchange, get, sleep, start } from './server.mjs'

test('a worker with another thread is replaced all the same', async (t) => {
  const server = await start({ settings: { workers: 1 } })
  t.after(server.stop)
  await sleep(1100)
  const before = (await ask(server, '/pid')).body
  await exchange(server, get('/forbidden'), { ms: 500 })
  const after = await ask(server, '/pid', { ms: 3000 })
  assert.equal(after?.status, 200)
  assert.notEqual(after.body, before)
  assert.match(server.log, /died from sandbox violation/)
})
