// The door (src/main.c), with a dispatcher of the test's own (pages.c).

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import {
  Connection, ask, build, certificate, exchange, get, post, sleep, start,
  workers
} from './server.mjs'

const directory = mkdtempSync(path.join(tmpdir(), 'kore-door-'))
const assets = path.join(directory, 'assets')
mkdirSync(assets)
writeFileSync(path.join(assets, 'app.css'), 'a { color: red }\n')
after(() => rmSync(directory, { recursive: true }))

const door = (options = {}) => start({
  module: 'door.so', handler: 'answer', ...options,
  env: { WAYMARK_ASSETS: assets, ...options.env }
})

// conf/waymark.conf, as `make run` fills it in, with the test's module.
const configured = (port, where, settings = {}) =>
  execFileSync('conf/fill', {
    encoding: 'utf8',
    env: {
      ...process.env,
      LISTEN: `bind 127.0.0.1 ${port}`,
      MODULE: path.join(build, 'tests/kore/door.so'),
      PIDFILE: path.join(where, 'pid'),
      ...settings
    }
  })

const lines = (answer) => Object.fromEntries(
  [...answer.body.matchAll(/^(\w+)=\[(.*)\]$/gm)].map(([, k, v]) => [k, v]))

const asked = (server, target) =>
  server.log.split(`asked for ${target}\n`).length - 1

describe('with the configuration of a laptop', () => {
  let server
  before(async () => { server = await door({ conf: configured }) })
  after(() => server.stop())

  const first = async (text) =>
    (await exchange(server, text, { count: 1 }))[0]

  test('a page sees what was asked', async () => {
    const answer = await first(get('/echo?a=1&b=%20', 'Cookie: s=a=b; t=1',
      'Origin: http://test', 'Sec-Fetch-Site: same-origin',
      'Accept-Encoding: br', 'If-None-Match: "x"'))
    const { pid, ...seen } = lines(answer)
    assert.deepEqual(seen, {
      method: 'GET', head: 'false', path: '/echo', query: 'a=1&b=%20',
      cookies: 's=a=b; t=1', content_type: 'NULL', origin: 'http://test',
      fetch_site: 'same-origin', accept_encoding: 'br', if_none_match: '"x"',
      address: '127.0.0.1', body_length: '0'
    })
    assert.equal(answer.headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(answer.headers.server, 'waymark')
    assert.equal(answer.headers['strict-transport-security'], undefined)
  })

  test('without a query it is empty, and what was not sent is not there',
    async () => {
      const seen = lines(await first(get('/echo')))
      assert.equal(seen.query, '')
      assert.equal(seen.cookies, 'NULL')
    })

  test('a body arrives whole, with any bytes', async () => {
    const body = 'a=1\0\r\n\r\n&b=\xff' + 'x'.repeat(100000)
    const answer = await first(post('/echo', body, 'Content-Type: text/x'))
    const seen = lines(answer)
    assert.equal(seen.method, 'POST')
    assert.equal(seen.content_type, 'text/x')
    assert.equal(seen.body_length, String(body.length))
    assert.ok(answer.body.endsWith(body))
  })

  test('a body of ten megabytes arrives, one of twelve is refused',
    async () => {
      const large = await exchange(server, post('/echo', 'x'.repeat(10 << 20)),
        { count: 1, ms: 10000 })
      assert.equal(lines(large[0]).body_length, String(10 << 20))
      const [refused] = await exchange(server,
        'POST /echo HTTP/1.1\r\nHost: test\r\nContent-Length: 12582912\r\n\r\n')
      assert.equal(refused.status, 413)
    })

  test('an empty body is none, and one without a length is refused',
    async () => {
      assert.equal(lines(await first(post('/echo', ''))).body_length, '0')
      const refused = await first('POST /echo HTTP/1.1\r\nHost: test\r\n\r\n')
      assert.equal(refused.status, 411)
    })

  test('a body that is cut reaches no page', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send('POST /cut HTTP/1.1\r\nHost: test\r\n' +
      'Content-Length: 100\r\n\r\nonly this')
    await sleep(50)
    connection.socket.end()
    await connection.until((c) => c.closed)
    await ask(server, '/echo')
    assert.equal(asked(server, '/cut'), 0)
    assert.equal(connection.text, '')
  })

  const times = (text) => server.log.split(`${text}\n`).length - 1

  test('pieces that follow one another arrive whole and in order', async () => {
    const ended = times('ended')
    const answer = await ask(server, '/pieces?60')
    assert.equal(answer.body.length, 60 * 100000)
    for (let i = 0; i < 60; i++) {
      const letter = String.fromCharCode(97 + (60 - i) % 26)
      assert.equal(answer.body.slice(i * 100000, (i + 1) * 100000),
        letter.repeat(100000))
    }
    await exchange(server, get('/echo'), { count: 1 })
    assert.equal(times('ended'), ended + 1)
  })

  test('whoever does not read holds up nobody, and no more is made for them',
    async () => {
      const made = times('asked for a piece')
      const connection = new Connection(server)
      await connection.ready
      connection.socket.pause()
      connection.send(get('/pieces?500'))
      await sleep(200)
      assert.equal(lines(await first(get('/echo'))).path, '/echo')
      assert.ok(times('asked for a piece') - made < 250)
      const ended = times('ended')
      connection.close()
      for (let i = 0; i < 50 && times('ended') === ended; i++) await sleep(20)
      assert.equal(times('ended'), ended + 1)
    })

  test('a piece that is lost ends the answer before its length', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send(get('/lost?3'))
    await connection.until((c) => c.closed)
    const [head, body] = connection.text.split('\r\n\r\n')
    assert.match(head, /^content-length: 300000$/m)
    assert.equal(body.length, 200000)
  })

  test('HEAD of pieces makes none of them', async () => {
    const made = times('asked for a piece')
    const ended = times('ended')
    const connection = new Connection(server)
    await connection.ready
    connection.send('HEAD /pieces?3 HTTP/1.1\r\nHost: test\r\n\r\n')
    await connection.until((c) => c.closed)
    assert.match(connection.text, /^content-length: 300000$/m)
    assert.equal(times('asked for a piece'), made)
    assert.equal(times('ended'), ended + 1)
  })

  test('HEAD has the headers of GET and no body', async () => {
    const whole = await ask(server, '/text?200')
    const connection = new Connection(server)
    await connection.ready
    connection.send('HEAD /text?200 HTTP/1.1\r\nHost: test\r\n' +
      'Connection: close\r\n\r\n')
    await connection.until((c) => c.closed)
    const [head, body] = connection.text.split('\r\n\r\n')
    assert.equal(body, '')
    assert.match(head, /^HTTP\/1.1 200 /)
    assert.match(head, new RegExp(`content-length: ${whole.body.length}`))
  })

  for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
    test(`${method} is not allowed`, async () => {
      const answer = await first(`${method} /echo HTTP/1.1\r\nHost: test\r\n` +
        (/P.T/.test(method) ? 'Content-Length: 0\r\n\r\n' : '\r\n'))
      assert.equal(answer.status, 405)
      assert.equal(answer.headers.allow, 'GET, HEAD, POST')
    })
  }

  test('an answer may move on and set two cookies', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send(get('/moved'))
    await connection.answers(1)
    connection.close()
    assert.match(connection.text, /^HTTP\/1.1 303 See Other/)
    assert.match(connection.text, /\r\nlocation: \/echo\r\n/)
    assert.equal(connection.text.match(/set-cookie: /g).length, 2)
  })

  test('"not modified" has neither body nor length', async () => {
    const answer = await first(get('/same'))
    assert.equal(answer.status, 304)
    assert.equal(answer.headers['content-length'], undefined)
    assert.equal(answer.headers['content-type'], undefined)
  })

  test('text is compressed as the browser likes', async () => {
    const plain = (await ask(server, '/text?2000')).body
    for (const [coding, open] of
      [['br', brotliDecompressSync], ['gzip', gunzipSync]]) {
      const answer = await first(get('/text?2000',
        `Accept-Encoding: ${coding}`))
      assert.equal(answer.headers['content-encoding'], coding)
      assert.equal(answer.headers.vary, 'accept-encoding')
      const body = Buffer.from(answer.body, 'latin1')
      assert.ok(body.length < plain.length / 2)
      assert.equal(open(body).toString('latin1'), plain)
    }
  })

  test('clients that leave before the answer harm nobody', async () => {
    for (let i = 0; i < 100; i++) {
      const connection = new Connection(server)
      await connection.ready
      connection.send(i % 2 ? get('/text?20000') : get('/text?5'))
      if (i % 3 === 0) await sleep(2)
      connection.close()
    }
    assert.equal((await ask(server, '/echo')).status, 200)
    assert.equal(workers(server).length, 4)
  })

  test('a page reaches no network', async () => {
    assert.equal(lines(await ask(server, '/network')).network, 'refused')
  })
})

describe('a worker', { concurrency: true }, () => {
  test('that asks the kernel for too much is replaced', async (t) => {
    const server = await door()
    t.after(server.stop)
    await sleep(1100)
    await exchange(server, get('/forbidden'), { ms: 300 })
    assert.equal((await ask(server, '/echo')).status, 200)
    assert.equal(workers(server).length, 2)
    assert.match(server.log, /died from sandbox violation/)
  })

  test('that hangs is replaced, and others answer meanwhile', async (t) => {
    const server = await door({ settings: { workers: 2 } })
    t.after(server.stop)
    const stuck = new Connection(server)
    await stuck.ready
    stuck.send(get('/hang'))
    await sleep(200)
    for (let i = 0; i < 5; i++) {
      assert.equal((await ask(server, '/echo')).status, 200)
    }
    assert.ok(await stuck.until((c) => c.closed, 10000))
    await sleep(200)
    assert.equal(workers(server).length, 3)
    assert.equal((await ask(server, '/echo')).status, 200)
  })

  test('believes in X-Real-IP only when a proxy is in front', async (t) => {
    const alone = await door()
    t.after(alone.stop)
    const behind = await door({ env: { WAYMARK_BEHIND_PROXY: '1' } })
    t.after(behind.stop)
    const from = async (server) => lines((await exchange(server,
      get('/echo', 'X-Real-IP: 203.0.113.9'), { count: 1 }))[0]).address
    assert.equal(await from(alone), '127.0.0.1')
    assert.equal(await from(behind), '203.0.113.9')
  })

  test('speaks TLS within what the kernel allows it', async (t) => {
    const server = await door({
      directives: certificate(directory), tls: true
    })
    t.after(server.stop)
    await sleep(300)
    const connection = new Connection(server)
    await connection.ready
    connection.send(get('/echo'))
    const [answer] = await connection.answers(1)
    connection.close()
    assert.equal(answer?.status, 200)
    assert.equal(workers(server).length, 1)
  })

  test('ends well when it is told to', async (t) => {
    const server = await door({ settings: { workers: 4 } })
    t.after(server.stop)
    await ask(server, '/echo')
    server.child.kill('SIGTERM')
    assert.deepEqual(await server.exited, { code: 0, signal: null })
    assert.doesNotMatch(server.log, /gone|violation/)
  })
})

test('assets that cannot be read end the server before it listens for long',
  async (t) => {
    const server = await door({ env: { WAYMARK_ASSETS: '/nonexistent' } })
    t.after(server.stop)
    assert.equal((await server.exited).code, 1)
    assert.match(server.log, /\/nonexistent/)
  })
