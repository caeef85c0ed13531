// A redirect of a path without a route, with accesslog on
// (16-redirect-log.patch).

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, start, workers } from './server.mjs'

test('it is redirected, and the worker lives', async (t) => {
  const server = await start({
    settings: { workers: 1 },
    directives: ['accesslog access.log', 'redirect ^/old$ 301 /new'],
    route: '^/pid$'
  })
  t.after(server.stop)
  const answer = await ask(server, '/old', { ms: 2000 })
  const still = await ask(server, '/pid', { ms: 2000 })
  assert.equal(answer?.status, 301)
  assert.equal(answer.headers.location, '/new')
  assert.equal(still?.status, 200)
  assert.equal(workers(server).length, 1)
})
