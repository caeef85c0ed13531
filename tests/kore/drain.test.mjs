// SIGTERM lets requests that are under way be answered (10-drain.patch).

import assert from 'node:assert/strict'
import net from 'node:net'
import { test } from 'node:test'
import { Connection, get, sleep, start, workers } from './server.mjs'

const settings = { workers: 2 }

async function connect (server) {
  const connection = new Connection(server)
  await connection.ready
  return connection
}

function refuses (port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('error', (error) => resolve(error.code === 'ECONNREFUSED'))
    socket.on('connect', () => { socket.destroy(); resolve(false) })
  })
}

test('at SIGTERM all that is under way comes to its end', async (t) => {
  const server = await start({ settings })
  t.after(server.stop)
  const idle = await connect(server)
  idle.send(get('/pid'))
  await idle.answers(1)
  const large = await connect(server)
  large.socket.pause()
  large.send(get('/large?16777216'))
  const sending = await connect(server)
  sending.send('POST /echo HTTP/1.1\r\nHost: test\r\n' +
    'Content-Length: 4\r\n\r\nab')
  const slow = await connect(server)
  slow.send(get('/slow?600'))
  await sleep(100)

  const began = Date.now()
  server.child.kill('SIGTERM')
  await sleep(900)
  assert.ok(await refuses(server.port), 'no new connection is taken')
  assert.ok(idle.closed, 'the idle connection is closed')
  sending.send('cd')
  large.socket.resume()

  const [answered] = await sending.answers(1)
  assert.match(answered?.body ?? '', /body=\[abcd\]/)
  assert.equal(answered.headers.connection, 'close')
  const [slept] = await slow.answers(1)
  assert.match(slept?.body ?? '', /^pid=/)
  const [whole] = await large.answers(1)
  assert.equal(whole?.body.length, 16777216)

  const { code } = await server.exited
  assert.equal(code, 0)
  assert.ok(Date.now() - began < 4000, 'it does not wait without reason')
})

test('a request that does not end holds nothing up for long', async (t) => {
  const server = await start({ settings: { ...settings, http_body_timeout: 60 } })
  t.after(server.stop)
  const stuck = await connect(server)
  stuck.send('POST /echo HTTP/1.1\r\nHost: test\r\n' +
    'Content-Length: 4\r\n\r\nab')
  await sleep(100)
  const began = Date.now()
  server.child.kill('SIGTERM')
  await server.exited
  const took = Date.now() - began
  assert.ok(took > 5000 && took < 9000, `${took} ms`)
  stuck.close()
})

test('with nothing under way the end is quick', async (t) => {
  const server = await start({ settings })
  t.after(server.stop)
  const idle = await connect(server)
  const began = Date.now()
  server.child.kill('SIGTERM')
  await server.exited
  assert.ok(Date.now() - began < 1500)
  assert.equal(workers(server).length, 2)
  idle.close()
})
