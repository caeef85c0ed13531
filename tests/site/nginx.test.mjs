// Waymark behind conf/nginx.conf, both as they are installed.

import assert from 'node:assert/strict'
import https from 'node:https'
import net from 'node:net'
import { after, before, describe, test } from 'node:test'
import { connect as connectTLS } from 'node:tls'
import { Client } from '../client.mjs'
import { Visitor, host, sleep, sql, startSite } from './site.mjs'

const nqsw = 'asha.mistry@example.org'
let site

before(async () => { site = await startSite('nginx') })
after(() => site.stop())

const visitor = (t) => {
  const v = new Visitor(site)
  t.after(() => v.close())
  return v
}

// All that comes back for some bytes, over TLS unless it is to be plain.
function raw (bytes, { plain = false, servername = host, ms = 3000 } = {}) {
  return new Promise((resolve) => {
    let text = ''
    const socket = plain
      ? net.connect(site.nginx.ports.http, '127.0.0.1')
      : connectTLS({ ...site.tls, servername, rejectUnauthorized: false })
    const end = () => { socket.destroy(); resolve(text) }
    socket.setTimeout(ms, end)
    socket.on('data', (data) => { text += data.toString('latin1') })
    socket.on('error', end)
    socket.on('close', end)
    socket.write(Buffer.from(bytes, 'latin1'))
  })
}

const lines = (...all) => all.join('\r\n')

describe('who comes', () => {
  test('in plain text is sent to HTTPS', async () => {
    const text = await raw(lines('GET /a?b=c HTTP/1.1', `Host: ${host}`,
      'Connection: close', '', ''), { plain: true })
    assert.match(text, /^HTTP\/1\.1 301 /)
    assert.match(text, /\r\nLocation: https:\/\/waymark\.example\.org\/a\?b=c\r/)
  })

  test('in plain text with a token is refused, and not sent on', async () => {
    const text = await raw(lines('GET /api/v1 HTTP/1.1', `Host: ${host}`,
      'Authorization: Bearer x', 'Connection: close', '', ''), { plain: true })
    assert.match(text, /^HTTP\/1\.1 403 /)
    assert.match(text, /\r\nContent-Type: application\/problem\+json\r/)
    const { status, detail } = JSON.parse(text.split('\r\n\r\n')[1])
    assert.equal(status, 403)
    assert.match(detail, /Ask over HTTPS/)
  })

  test('for another host is not answered', async () => {
    assert.equal(await raw(lines('GET / HTTP/1.1', 'Host: elsewhere', '', ''),
      { plain: true }), '')
    assert.equal(await raw(lines('GET / HTTP/1.1', 'Host: elsewhere', '', ''),
      { servername: 'elsewhere.example.org' }), '')
  })

  test('with an old TLS is not answered', async () => {
    for (const [version, works] of [
      ['TLSv1.1', false], ['TLSv1.2', true], ['TLSv1.3', true]]) {
      const spoken = await new Promise((resolve) => {
        const socket = connectTLS({
          ...site.tls, minVersion: version, maxVersion: version,
          ciphers: 'DEFAULT:@SECLEVEL=0'
        }, () => { resolve(socket.getProtocol()); socket.destroy() })
        socket.on('error', () => resolve(false))
      })
      assert.equal(spoken, works && version)
    }
  })
})

describe('a browser', () => {
  test('speaks HTTP/2, is told to keep to HTTPS, and signs in', async (t) => {
    const browser = visitor(t)
    const page = await browser.ask('GET', '/sign-in')
    assert.equal(page.status, 200)
    assert.equal(browser.session.alpnProtocol, 'h2')
    assert.equal(page.headers['strict-transport-security'],
      'max-age=63072000; includeSubDomains')
    assert.match(page.headers['content-security-policy'], /default-src 'none'/)
    const done = await browser.signIn(nqsw)
    assert.equal(done.status, 303)
    const [cookie] = done.headers['set-cookie']
      .filter((line) => line.startsWith('__Host-waymark='))
    assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Lax; Secure$/)
    assert.equal((await browser.ask('GET', '/')).status, 200)
  })

  test('is whom nginx saw, whatever it says itself', async (t) => {
    const browser = visitor(t)
    const page = await browser.ask('GET', '/sign-in')
    const hidden = [...page.body.matchAll(
      /type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, k, v]) => [k, v])
    const { status } = await browser.ask('POST', '/sign-in',
      new URLSearchParams([...hidden, ['email', nqsw],
        ['password', 'bridgewell-demo-2026']]).toString(), {
        'content-type': 'application/x-www-form-urlencoded',
        'x-real-ip': '203.0.113.9', 'x-forwarded-for': '203.0.113.9'
      })
    assert.equal(status, 303)
    assert.equal(sql(`SELECT address FROM auth.session
      ORDER BY id DESC LIMIT 1`), '127.0.0.1')
  })

  test('uploads ten megabytes, and is told when it is more', async (t) => {
    const browser = visitor(t)
    await browser.signIn(nqsw)
    const asye = sql(`SELECT a.id FROM waymark.asye a
      JOIN waymark.person p ON p.id = a.person_id WHERE p.email = '${nqsw}'`)
    const target = `/asye/${asye}/files/new`
    const upload = async (bytes) => {
      const page = await browser.ask('GET', target)
      const form = new FormData()
      for (const [, name, value] of page.body.matchAll(
        /type="hidden" name="(\w+)" value="([^"]*)"/g)) {
        form.append(name, value)
      }
      form.append('files', new Blob(['%PDF-1.7\n', 'x'.repeat(bytes - 9)]),
        'Plan.pdf')
      const request = new Request('http://x', { method: 'POST', body: form })
      return browser.ask('POST', target,
        Buffer.from(await request.arrayBuffer()),
        { 'content-type': request.headers.get('content-type') })
    }
    const most = 10 << 20
    const kept = await upload(most - 1)
    assert.equal(kept.status, 303)
    assert.equal(sql(`SELECT max(length(bytes)) FROM waymark.file_content`),
      String(most - 1))
    const refused = await upload(12 << 20)
    assert.equal(refused.status, 413)
    assert.match(refused.body, /<h1>That is too large<\/h1>/)
    assert.match(refused.body, /nothing was stored/)
    assert.match(refused.headers['strict-transport-security'], /max-age/)
  })

  test('sees no figures and no readiness', async (t) => {
    const browser = visitor(t)
    for (const path of ['/metrics', '/ready', '/down.html']) {
      assert.equal((await browser.ask('GET', path)).status, 404)
    }
  })
})

describe('a request whose end is in doubt is refused', () => {
  const post = (...headers) => lines('POST /sign-in HTTP/1.1', `Host: ${host}`,
    ...headers, '', '')
  const next = lines('GET /health HTTP/1.1', `Host: ${host}`, '', '')
  const cases = {
    'a length beside chunks': post('Content-Length: 4',
      'Transfer-Encoding: chunked') + '0\r\n\r\n',
    'chunks beside a length': post('Transfer-Encoding: chunked',
      'Content-Length: 4') + '0\r\n\r\n',
    'two lengths that differ': post('Content-Length: 4', 'Content-Length: 5') +
      'abcde',
    'two lengths that agree': post('Content-Length: 4', 'Content-Length: 4') +
      'abcd',
    'a length with a sign': post('Content-Length: +4') + 'abcd',
    'a length below nothing': post('Content-Length: -4') + 'abcd',
    'a length in other digits': post('Content-Length: 0x4') + 'abcd',
    'a list of lengths': post('Content-Length: 4, 4') + 'abcd',
    'a coding twice': post('Transfer-Encoding: chunked',
      'Transfer-Encoding: chunked') + '0\r\n\r\n',
    'an unknown coding': post('Transfer-Encoding: xchunked') + '0\r\n\r\n',
    'a coding behind another': post('Transfer-Encoding: gzip, chunked') +
      '0\r\n\r\n',
    'a chunk without a size': post('Transfer-Encoding: chunked') + 'x\r\n\r\n',
    'a chunk of too many bytes': post('Transfer-Encoding: chunked') +
      'fffffffffffffffff\r\n',
    'a space before a colon': post('Content-Length : 4') + 'abcd',
    'a control character in a name': post('Content-\x01Length: 4') + 'abcd',
    'a NUL in a value': post('X-A: a\0b', 'Content-Length: 0'),
    'a bare CR in a value': post('X-A: a\rContent-Length: 4') + 'abcd',
    'two hosts': lines('GET / HTTP/1.1', `Host: ${host}`, 'Host: elsewhere',
      '', ''),
    'no host': lines('GET / HTTP/1.1', '', ''),
    'a space in the address': lines('GET / a HTTP/1.1', `Host: ${host}`, '',
      ''),
    'a version that is none': lines('GET / HTTP/1.x', `Host: ${host}`, '', '')
  }
  for (const [name, bytes] of Object.entries(cases)) {
    test(name, async () => {
      const text = await raw(bytes + next)
      assert.match(text, /^HTTP\/1\.1 400 /)
      if (name !== 'no host') {
        assert.match(text, /<h1>That could not be read<\/h1>/)
      }
      assert.equal(text.split('HTTP/1.1 ').length, 2, 'one answer')
    })
  }
})

test('whoever tries one password after another is told to wait', async (t) => {
  const browser = visitor(t)
  const all = await Promise.all(Array.from({ length: 120 }, () =>
    browser.ask('GET', '/sign-in')))
  const refused = all.filter((answer) => answer.status === 429)
  assert.ok(refused.length > 20 && refused.length < 100,
    `${refused.length} of 120`)
  assert.match(refused[0].body, /<h1>Too many requests<\/h1>/)
  assert.equal(refused[0].headers['retry-after'], '10')
})

test('whoever asks without pause is told to wait, and others are served', async (t) => {
  const asked = (from, n) => {
    const client = new Client(`https://${host}`, { tls: site.tls, from, sockets: 40 })
    t.after(() => client.close())
    return Promise.all(Array.from({ length: n }, () => client.get('/health')))
  }
  const flood = asked('127.0.8.1', 1500)
  for (const { status } of await asked('127.0.9.1', 20)) assert.equal(status, 200)
  const refused = (await flood).filter(({ status }) => status !== 200)
  t.diagnostic(`${refused.length} of 1,500 were refused`)
  assert.ok(refused.length > 100)
  for (const { status, headers, text } of refused) {
    assert.equal(status, 429)
    assert.equal(headers['retry-after'], '10')
    assert.match(text, /<h1>Too many requests<\/h1>/)
  }
})

test('1,500 connections that say nothing or half of it hold nobody up',
  async (t) => {
    const many = []
    t.after(() => many.forEach((socket) => socket.destroy()))
    const open = (make) => new Promise((resolve) => {
      const socket = make()
      many.push(socket)
      socket.on('error', resolve)
      socket.on('close', resolve)
      socket.on(socket.encrypted ? 'secureConnect' : 'connect', resolve)
    })
    const tcp = () => net.connect(site.nginx.ports.https, '127.0.0.1')
    const half = lines('POST /sign-in HTTP/1.1', `Host: ${host}`,
      'Content-Length: 100', '')
    for (let i = 0; i < 500; i += 50) {
      await Promise.all(Array.from({ length: 50 }, async () => {
        await open(tcp)
        await open(() => {
          const socket = tcp()
          socket.write(Buffer.from([22, 3, 1, 2, 0, 1]))
          return socket
        })
        await open(() => {
          const socket = connectTLS(site.tls)
          socket.once('secureConnect', () => socket.write(half +
            (i % 200 ? '' : '\r\nemail=')))
          return socket
        })
      }))
    }
    assert.equal(many.length, 1500)
    const took = []
    for (let i = 0; i < 20; i++) {
      const browser = new Visitor(site)
      const began = performance.now()
      assert.equal((await browser.ask('GET', '/health')).status, 200)
      took.push(performance.now() - began)
      browser.close()
    }
    took.sort((a, b) => a - b)
    t.diagnostic(`beside 1,500 connections a ping on a connection of its own ` +
      `took ${took[10].toFixed(1)} ms, at most ${took.at(-1).toFixed(1)} ms`)
    assert.ok(took.at(-1) < 1000, `${took.at(-1)} ms`)
  })

// Addresses for whoever asks without pause: each is left for the next before
// nginx would tell it to wait, however fast the machine.
const perAddress = 300 // conf/nginx.conf lets 400 through at once
let addresses = 0
function newAddress () {
  const n = addresses++
  return `127.0.${16 + Math.floor(n / 200)}.${1 + n % 200}`
}

// Eight clients ask one thing after another, each from addresses of its own;
// what they were answered.  A kept connection that is closed at the very moment
// of a request says nothing: that request is sent again, once, as browsers do.
async function underLoad (what) {
  const agent = new https.Agent({ ...site.tls, keepAlive: true })
  const counts = { again: 0 }
  let going = true
  const once = (from, body) => new Promise((resolve, reject) => {
    const request = https.request({
      ...site.tls, agent, localAddress: from, path: '/forgotten-password', method: body ? 'POST' : 'GET',
      headers: { host, ...(body && { 'content-length': body.length }) }
    }, (answer) => {
      answer.resume().on('end', () => resolve(`${answer.statusCode} ` +
        (/form-action/.test(answer.headers['content-security-policy'])
          ? 'of Waymark'
          : 'of nginx')))
      answer.on('error', reject)
    })
    request.on('error', (error) => {
      if (!request.reusedSocket || !/ECONNRESET|EPIPE/.test(error.code)) {
        reject(error)
      } else {
        counts.again++
        once(from, body).then(resolve, reject)
      }
    })
    request.end(body)
  })
  const client = async (body) => {
    let from
    for (let asked = 0; going; asked++) {
      if (asked % perAddress === 0) from = newAddress()
      const outcome = await once(from, body).catch((error) => error.code)
      counts[outcome] = (counts[outcome] ?? 0) + 1
    }
  }
  const clients = Array.from({ length: 8 }, (_, i) => client(i % 2 && 'a=b'))
  await sleep(300)
  await what()
  await sleep(300)
  going = false
  await Promise.all(clients)
  agent.destroy()
  return counts
}

// A form without its token is refused by Waymark itself.
function nothingElse (t, counts) {
  t.diagnostic(JSON.stringify(counts))
  const { again, '200 of Waymark': read, '400 of Waymark': sent, ...other } =
    counts
  assert.deepEqual(other, {})
  assert.ok(read > 20 && sent > 20)
}

describe('no request is lost', () => {
  test('while Waymark is started anew, twice', async (t) => {
    nothingElse(t, await underLoad(async () => {
      for (let i = 0; i < 2; i++) {
        site.web.restart()
        await sleep(1200)
      }
    }))
  })

  test('while Waymark and nginx read their certificates anew', async (t) => {
    nothingElse(t, await underLoad(async () => {
      for (let i = 0; i < 3; i++) {
        site.web.child.kill('SIGHUP')
        site.nginx.child.kill('SIGHUP')
        await sleep(500)
      }
    }))
  })
})

test('when Waymark is down, a page says what became of what was typed',
  async (t) => {
    await site.web.stop()
    const browser = visitor(t)
    for (const [method, body] of [['GET'], ['POST', 'a=b']]) {
      const answer = await browser.ask(method, '/forgotten-password', body)
      assert.equal(answer.status, 503)
      assert.match(answer.body, /<h1>Waymark is not available<\/h1>/)
      assert.match(answer.body, /your browser still has what you typed/)
      assert.equal(answer.headers['cache-control'], 'no-store')
      assert.match(answer.headers['content-type'], /text\/html; charset=utf-8/)
    }
  })
