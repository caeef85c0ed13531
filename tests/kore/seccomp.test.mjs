// What a worker may ask of the kernel (src/calls.c), and that any other call
// ends the worker, not one thread of it (13-seccomp-kill.patch).

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { ask, build, exchange, get, sleep, start } from './server.mjs'

test('a worker may make the calls of tests/kore/calls.txt, and no other',
  { skip: process.arch !== 'x64' && 'the list is of another machine' }, () => {
    const passed = execFileSync(path.join(build, 'tests/kore/calls'),
      { encoding: 'utf8' })
    const list = readFileSync('tests/kore/calls.txt', 'utf8')
      .replace(/^#.*\n/gm, '')
    assert.deepEqual(passed.trim().split('\n').sort(), list.trim().split('\n'))
  })

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
