// The parent hears every signal, also two that come at once (23-signals.patch).

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ask, sleep, start, workers } from './server.mjs'

const until = async (condition) => {
  for (let i = 0; i < 250 && !condition(); i++) await sleep(20)
  return condition()
}

const gone = (pid) => {
  try { process.kill(pid, 0); return false } catch { return true }
}

describe('signals that come at once', { concurrency: true }, () => {
  test('a worker dies as the server is told to end', async (t) => {
    const server = await start({ settings: { workers: 2 } })
    t.after(server.stop)
    await sleep(1200)
    const last = workers(server)
    server.child.kill('SIGSTOP')
    await sleep(50)
    process.kill(last[0], 'SIGKILL')
    server.child.kill('SIGTERM')
    await sleep(50)
    server.child.kill('SIGCONT')
    const late = sleep(5000, { code: 'none: it goes on' }, { ref: false })
    assert.equal((await Promise.race([server.exited, late])).code, 0)
    assert.ok(await until(() => last.every(gone)), 'nobody is left behind')
  })

  test('every worker dies, again and again', async (t) => {
    const server = await start({ settings: { workers: 4 } })
    t.after(server.stop)
    for (let i = 1; i <= 3; i++) {
      await sleep(1200)
      for (const pid of workers(server).slice(-4)) process.kill(pid, 'SIGKILL')
      assert.ok(await until(() => workers(server).length === 4 * (i + 1)),
        `all are replaced, in round ${i}`)
    }
    assert.equal((await ask(server, '/pid')).status, 200)
  })
})
