// An answer may take as long as it makes progress (08-slow-readers.patch).

import assert from 'node:assert/strict'
import net from 'node:net'
import { after, before, describe, test } from 'node:test'
import { ask, get, sleep, start } from './server.mjs'

const size = 48 << 20
let server

before(async () => {
  server = await start({
    settings: {
      http_header_timeout: 1, http_body_timeout: 4, http_keepalive_time: 1
    }
  })
})
after(() => server.stop())

// A reader who takes a piece of so many bytes, and then waits.
function reader (headers, piece, wait) {
  const socket = net.connect(server.port, '127.0.0.1')
  const state = { received: 0, ended: false, socket }
  let mark = piece
  socket.on('connect', () => {
    socket.write(get(`/large?${size}`, ...headers))
    if (piece === 0) socket.pause()
  })
  socket.on('data', (data) => {
    state.received += data.length
    if (state.received < mark) return
    mark += piece
    socket.pause()
    setTimeout(() => socket.resume(), wait)
  })
  socket.on('close', () => { state.ended = true })
  socket.on('error', () => {})
  return state
}

async function until (condition, ms) {
  const end = Date.now() + ms
  while (!condition() && Date.now() < end) await sleep(20)
}

describe('while an answer is sent', { concurrency: true }, () => {
  for (const headers of [[], ['Connection: close']]) {
    const kind = headers[0] ?? 'keep-alive'
    test(`a reader who pauses gets it whole (${kind})`, async () => {
      const began = Date.now()
      const state = reader(headers, size / 4, 2000)
      await until(() => state.received >= size || state.ended, 15000)
      state.socket.destroy()
      assert.ok(state.received >= size, `${state.received} of ${size} bytes`)
      assert.ok(Date.now() - began > 4000, 'the reader paused')
    })
  }

  test('a reader who takes nothing is cut', async () => {
    const state = reader([], 0)
    await sleep(6000)
    state.socket.resume()
    await until(() => state.received >= size || state.ended, 3000)
    state.socket.destroy()
    assert.ok(state.received < size, `${state.received} bytes were waiting`)
    assert.equal((await ask(server, '/pid')).status, 200)
  })
})
