// A body is never longer than its Content-Length (02-content-length.patch).

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { Connection, ask, exchange, post, start, workers } from './server.mjs'

let server

before(async () => { server = await start() })
after(() => server.stop())

const announced = (length, body) => [
  'POST /echo HTTP/1.1', 'Host: test', `Content-Length: ${length}`, '', body
].join('\r\n')

test('a body of the announced length is taken whole', async () => {
  const [answer] = await exchange(server, post('/echo', 'abcd'), { count: 1 })
  assert.match(answer.body, /^POST .* length=4 body=\[abcd\]$/)
})

test('a body that comes in pieces is taken whole', async () => {
  const [answer] = await exchange(server,
    ['POST /echo HTTP/1.1\r\nHost: test\r\nContent-', 'Length: 4\r\n\r\na',
      'b', 'cd'], { count: 1 })
  assert.match(answer.body, /length=4 body=\[abcd\]$/)
})

for (const length of [0, 1, 3]) {
  test(`four bytes after Content-Length: ${length} are refused`, async () => {
    const answers = await exchange(server, announced(length, 'abcd'))
    assert.deepEqual(answers.map((a) => a.status), [400])
    assert.equal(answers[0].headers.connection, 'close')
  })
}

test('a client that goes on writing is not read without limit', async () => {
  const connection = new Connection(server)
  await connection.ready
  connection.send(announced(1, 'abcd'))
  const piece = 'x'.repeat(1 << 20)
  for (let i = 0; i < 40 && !connection.closed; i++) {
    connection.send(piece)
    await connection.until((c) => c.closed, 5)
  }
  connection.close()
  const [pid] = workers(server).slice(-1)
  const resident = Number(/VmRSS:\s+(\d+)/
    .exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1])
  assert.ok(resident < 30000, `the worker has ${resident} KB`)
  assert.equal((await ask(server, '/pid')).status, 200)
})

test('a body above the limit is refused before it is read', async () => {
  const [answer] = await exchange(server, announced(11534337, 'abc'))
  assert.equal(answer.status, 413)
})
