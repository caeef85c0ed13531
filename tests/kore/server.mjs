// server - start a Kore of our own for a test, and speak to it byte by byte.

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTLS } from 'node:tls'

export { sleep }

export const build = path.resolve(process.env.B ?? 'build')

function freePort () {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

function configuration ({
  directory, port, module, handler, route, settings, directives, tls
}) {
  const all = {
    workers: 1,
    worker_set_affinity: 0,
    worker_accept_threshold: 1,
    worker_max_connections: 512,
    worker_rlimit_nofiles: 1024,
    http_header_max: 16384,
    http_header_timeout: 2,
    http_body_timeout: 2,
    http_body_max: 11534336,
    http_keepalive_time: 20,
    http_hsts_enable: 0,
    pidfile: path.join(directory, 'pid'),
    ...settings
  }
  return `server test {
	bind 127.0.0.1 ${port}
	tls ${tls ? 'yes' : 'no'}
}
load ${path.join(build, 'tests/kore', module)}
${Object.entries(all).map(([name, value]) => `${name} ${value}`).join('\n')}
domain * {
	attach test
${directives.map((line) => `	${line}`).join('\n')}
	route ${route} ${handler}
}
`
}

// The directives of a certificate that signs itself, as `openssl req` makes it.
export function certificate (directory, options = ['-newkey', 'rsa:2048']) {
  const key = path.join(directory, 'key.pem')
  const cert = path.join(directory, 'cert.pem')
  execFileSync('openssl', ['req', '-x509', ...options, '-nodes', '-days', '2',
    '-subj', '/CN=localhost', '-keyout', key, '-out', cert],
  { stdio: 'ignore' })
  return [`certfile ${cert}`, `certkey ${key}`]
}

// A running server. `log` grows with what it prints; `exited` is a promise.
// With `held` its socket is held for it, and `restart()` starts it anew.
// Its workers become `as`, which takes root to start it.
export async function start ({
  module = 'handlers.so', handler = 'page', route = '^/.*$', settings = {},
  directives = [], tls = false, env = {}, conf, held = false, as
} = {}) {
  const directory = mkdtempSync(path.join(tmpdir(), 'kore-test-'))
  const port = await freePort()
  const file = path.join(directory, 'conf')
  if (as) settings = { ...settings, runas: as }
  writeFileSync(file, conf?.(port, directory) ?? configuration({
    directory, port, module, handler, route, settings, directives, tls
  }))
  const command = [path.join(build, 'kore'), '-f', '-n', ...as ? [] : ['-r'], '-c', file]
  if (held) {
    command.unshift(path.resolve('tests/kore/hold'), `127.0.0.1:${port}`)
  }
  const child = spawn(command[0], command.slice(1), {
    cwd: directory, env: { ...process.env, ...env }
  })
  const server = {
    port, child, directory, log: '', secure: tls
  }
  child.stdout.on('data', (data) => { server.log += data })
  child.stderr.on('data', (data) => { server.log += data })
  server.exited = new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve({ code, signal }))
  })
  server.stop = async () => {
    child.kill('SIGTERM')
    const late = sleep(12000, 'late', { ref: false })
    if (await Promise.race([server.exited, late]) === 'late') {
      for (const pid of workers(server)) {
        try { process.kill(pid, 'SIGKILL') } catch {}
      }
      child.kill('SIGKILL')
    }
    rmSync(directory, { recursive: true, force: true })
  }
  server.restart = () => child.kill('SIGUSR2')
  const count = settings.workers ?? 1
  for (let i = 0; i < 100; i++) {
    if (workers(server).length >= count && await listens(port)) break
    await sleep(20)
  }
  return server
}

function listens (port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1')
    socket.on('connect', () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  })
}

// The processes of the workers, as the log names them.
export function workers (server) {
  return [...server.log.matchAll(/started \(cpu#\d+, pid#(\d+)\)/g)]
    .map((found) => Number(found[1]))
}

// A connection: send(text), then wait for what the server says.
export class Connection {
  constructor (server, options = {}) {
    const at = { port: server.port, host: '127.0.0.1' }
    this.text = ''
    this.closed = false
    this.socket = server.secure
      ? connectTLS({ ...at, rejectUnauthorized: false, ...options })
      : net.connect(at)
    this.ready = new Promise((resolve, reject) => {
      this.socket.once(server.secure ? 'secureConnect' : 'connect', resolve)
      this.socket.once('error', reject)
    })
    this.ready.catch(() => {})
    this.socket.setNoDelay(true)
    this.socket.on('data', (data) => { this.text += data.toString('latin1') })
    this.socket.on('error', (error) => { this.error = error })
    this.socket.on('close', () => { this.closed = true })
  }

  send (text) {
    this.socket.write(Buffer.from(text, 'latin1'))
    return this
  }

  // Until a condition holds of this connection, or the time is up.
  async until (condition, ms = 3000) {
    const end = Date.now() + ms
    while (!condition(this) && Date.now() < end) await sleep(10)
    return condition(this)
  }

  // So many whole answers, taken off what was received.
  async answers (count = 1, ms = 3000) {
    await this.until(() => parse(this.text).length >= count || this.closed, ms)
    return parse(this.text)
  }

  close () { this.socket.destroy() }
}

// The whole answers in a text: status, headers (lower case) and body.
export function parse (text) {
  const found = []
  while (text !== '') {
    const end = text.indexOf('\r\n\r\n')
    if (end < 0) break
    const [first, ...lines] = text.slice(0, end).split('\r\n')
    const headers = Object.fromEntries(lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    }))
    const length = Number(headers['content-length'] ?? 0)
    const body = text.slice(end + 4, end + 4 + length)
    if (body.length < length) break
    found.push({ status: Number(first.split(' ')[1]), headers, body })
    text = text.slice(end + 4 + length)
  }
  return found
}

// One exchange on a connection of its own. Parts are sent apart from each
// other, so that each is a segment. Ends when the server closes or is silent.
export async function exchange (server, parts, { ms = 1500, count } = {}) {
  const connection = new Connection(server)
  await connection.ready
  for (const part of [parts].flat()) {
    connection.send(part)
    await sleep(40)
  }
  await connection.until((c) => c.closed ||
    (count !== undefined && parse(c.text).length >= count), ms)
  connection.close()
  return parse(connection.text)
}

export const get = (target, ...headers) => [
  `GET ${target} HTTP/1.1`, 'Host: test', ...headers, '', ''
].join('\r\n')

export const post = (target, body, ...headers) => [
  `POST ${target} HTTP/1.1`, 'Host: test', `Content-Length: ${body.length}`,
  ...headers, '', body
].join('\r\n')

// The first answer to one request, asked to be the last on its connection.
export async function ask (server, target, options) {
  const [answer] = await exchange(server, get(target, 'Connection: close'),
    { count: 1, ms: 5000, ...options })
  return answer
}
