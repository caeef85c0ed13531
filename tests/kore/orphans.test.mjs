// Workers end when their parent is gone (12-orphans.patch).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sleep, start, workers } from './server.mjs'

function lives (pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

async function endWithTheirParent (t, as) {
  const server = await start({ settings: { workers: 2 }, as })
  t.after(server.stop)
  const pids = workers(server)
  assert.equal(pids.length, 2)
  server.child.kill('SIGKILL')
  for (let i = 0; i < 150 && pids.some(lives); i++) await sleep(20)
  const left = pids.filter(lives)
  for (const pid of left) process.kill(pid, 'SIGKILL')
  assert.deepEqual(left, [])
}

test('workers do not outlive a parent that was killed', (t) => endWithTheirParent(t))

test('nor do those that became another user', {
  skip: process.getuid() !== 0 && 'only root can become another user'
}, (t) => endWithTheirParent(t, 'www-data'))
