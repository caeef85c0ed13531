// A request ends where RFC 9112 says, or is refused (03-framing.patch).
// All on connections that would be kept alive.

import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  Connection, ask, exchange, get, post, sleep, start
} from './server.mjs'

let server

before(async () => { server = await start() })
after(() => server.stop())

const smuggled = get('/echo', 'X-Test: smuggled')
const lines = (...all) => all.join('\r\n')

// Exactly one answer, 400, and then the end of the connection.
async function refused (parts) {
  const answers = await exchange(server, parts, { ms: 1000 })
  assert.deepEqual(answers.map((a) => a.status), [400])
  assert.equal(answers[0].headers.connection, 'close')
}

describe('the body of a method that has none is not a request', () => {
  for (const method of ['GET', 'HEAD', 'DELETE', 'OPTIONS']) {
    const head = lines(`${method} /echo HTTP/1.1`, 'Host: test',
      `Content-Length: ${smuggled.length}`, '', '')
    test(`${method}, in one segment`, () => refused(head + smuggled))
    test(`${method}, in a later segment`, () => refused([head, smuggled]))
  }
  test('Content-Length: 0 says that there is none', async () => {
    const [answer] = await exchange(server,
      get('/echo', 'Content-Length: 0'), { count: 1 })
    assert.equal(answer.status, 200)
  })
})

describe('a length that can be read in two ways is refused', () => {
  const body = (...headers) => lines('POST /echo HTTP/1.1', 'Host: test',
    ...headers, '', 'abcd')
  const cases = {
    'Transfer-Encoding beside Content-Length':
      ['Content-Length: 4', 'Transfer-Encoding: chunked'],
    'Transfer-Encoding before Content-Length':
      ['Transfer-Encoding: chunked', 'Content-Length: 4'],
    'Transfer-Encoding in capitals, with another coding':
      ['Content-Length: 4', 'TRANSFER-ENCODING: identity'],
    'two Content-Lengths': ['Content-Length: 4', 'Content-Length: 4'],
    'two that differ': ['Content-Length: 4', 'Content-Length: 0'],
    'a list': ['Content-Length: 4, 4'],
    'a plus sign': ['Content-Length: +4'],
    'a minus sign': ['Content-Length: -4'],
    hexadecimal: ['Content-Length: 0x4'],
    'a number that no machine holds': [`Content-Length: ${'9'.repeat(19)}`],
    'no number': ['Content-Length:'],
    'a space before the colon': ['Content-Length : 4'],
    'a header that is folded': ['X-Test: a', ' Content-Length: 4',
      'Content-Length: 4']
  }
  for (const [name, headers] of Object.entries(cases)) {
    test(name, () => refused(body(...headers)))
  }
  test('chunks alone, on GET', () => refused([
    get('/echo', 'Transfer-Encoding: chunked'), '0\r\n\r\n' + smuggled]))
})

describe('lines end in CR LF and nothing else', () => {
  const cases = {
    'bare LF after the first line': 'GET /echo HTTP/1.1\nHost: test\r\n\r\n',
    'bare LF throughout': 'GET /echo HTTP/1.1\nHost: test\n\n',
    'bare LF at the end': 'GET /echo HTTP/1.1\r\nHost: test\r\n\n',
    'bare LF in a value': get('/echo', 'X-Test: a\nX-Other: b'),
    'bare CR in a value': get('/echo', 'X-Test: a\rX-Other: b'),
    'bare CR after the first line': 'GET /echo HTTP/1.1\rHost: test\r\n\r\n',
    'NUL in a value': get('/echo', 'X-Test: a\0b'),
    'NUL in the path': get('/echo\0.html')
  }
  for (const [name, text] of Object.entries(cases)) {
    test(name, () => refused(text))
  }
  test('a CR and its LF may come in two segments', async () => {
    const [answer] = await exchange(server,
      ['GET /echo HTTP/1.1\r', '\nHost: test\r\n\r', '\n'], { count: 1 })
    assert.equal(answer.status, 200)
  })
  test('a body may hold any byte', async () => {
    const body = 'a\nb\rc\0d\r\n\r\n'
    const [answer] = await exchange(server, post('/echo', body), { count: 1 })
    assert.ok(answer.body.endsWith(`length=11 body=[${body}]`))
  })
})

describe('there is one Host', () => {
  const cases = {
    'two that agree': ['Host: test', 'Host: test'],
    'two that differ': ['Host: test', 'Host: evil'],
    'two, the second in capitals': ['Host: test', 'HOST: evil'],
    none: [],
    'one that only begins so': ['Hostile: test'],
    'an empty one': ['Host:']
  }
  for (const [name, headers] of Object.entries(cases)) {
    test(name, () =>
      refused(lines('GET /echo HTTP/1.1', ...headers, '', '')))
  }
  test('Hostile beside it is a header like another', async () => {
    const [answer] = await exchange(server,
      get('/echo', 'Hostile: evil'), { count: 1 })
    assert.equal(answer.status, 200)
  })
})

describe('one connection, many requests', () => {
  test('each is answered, in order', async () => {
    const connection = new Connection(server)
    await connection.ready
    for (let i = 1; i <= 5; i++) {
      connection.send(i % 2 ? get('/echo', `X-Test: ${i}`)
        : post('/echo', 'body', `X-Test: ${i}`))
      await connection.answers(i)
    }
    const answers = await connection.answers(5)
    connection.close()
    assert.deepEqual(answers.map((a) => /x-test=\[(\d)\]/.exec(a.body)?.[1]),
      ['1', '2', '3', '4', '5'])
    assert.equal(answers[0].headers.connection, 'keep-alive')
  })

  test('what follows in the same segment is not answered', async () => {
    const answers = await exchange(server,
      get('/echo', 'X-Test: first') + get('/echo', 'X-Test: second'))
    assert.deepEqual(answers.map((a) => a.status), [200])
    assert.match(answers[0].body, /first/)
    assert.equal(answers[0].headers.connection, 'close')
  })

  test('what follows a body waits until it was answered', async () => {
    const connection = new Connection(server)
    await connection.ready
    connection.send('POST /slow?300 HTTP/1.1\r\nHost: test\r\n' +
      'Content-Length: 4\r\n\r\nab')
    await sleep(40)
    connection.send('cd')
    connection.send(get('/echo', 'X-Test: second'))
    const answers = await connection.answers(2)
    connection.close()
    assert.match(answers[0].body, /^pid=/)
    assert.match(answers[1].body, /second/)
  })

  test('the end of a body and a request in one segment keep order',
    async () => {
      const connection = new Connection(server)
      await connection.ready
      connection.send('POST /echo HTTP/1.1\r\nHost: test\r\n' +
        'X-Test: first\r\nContent-Length: 4\r\n\r\nab')
      await sleep(40)
      connection.send('cd' + get('/echo', 'X-Test: second'))
      const answers = await connection.answers(2)
      connection.close()
      assert.match(answers[0].body, /first.*body=\[abcd\]/)
      assert.match(answers[1].body, /GET .*second/)
    })

  test('nothing is answered after a refusal', async () => {
    const bad = get('/echo', 'Transfer-Encoding: chunked')
    const answers = await exchange(server, [bad + smuggled, smuggled])
    assert.deepEqual(answers.map((a) => a.status), [400])
  })
})

test('the server still answers others', async () => {
  assert.equal((await ask(server, '/pid')).status, 200)
})
