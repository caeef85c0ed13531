// site - a whole Waymark as a server would have it: what `make install` puts
// in place, Kore started by the line of its unit as a user of its own, and
// nginx with the very conf/nginx.conf in front, on free ports of 127.0.0.1.

import { execFileSync, spawn } from 'node:child_process'
import {
  chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync
} from 'node:fs'
import http2 from 'node:http2'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect as connectTLS } from 'node:tls'

export { sleep }

export const build = path.resolve(process.env.B ?? 'build')
export const host = 'waymark.example.org'
const isRoot = process.getuid() === 0

export function freePort () {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

export function sql (statement) {
  return execFileSync('psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1',
    process.env.DATABASE_URL, '-c', statement], { encoding: 'utf8' }).trim()
}

export function scratch (name) {
  // A socket's path has at most 107 bytes.
  const above = tmpdir().length > 50 ? '/tmp' : tmpdir()
  const directory = mkdtempSync(path.join(above, `waymark-${name}-`))
  chmodSync(directory, 0o755)
  return directory
}

export function install (root, settings = {}) {
  execFileSync('conf/place', [build], {
    env: {
      ...process.env, PREFIX: `${root}/usr`, SYSCONFDIR: `${root}/etc`,
      RUNDIR: `${root}/run`, DESTDIR: '', ...settings
    }
  })
}

export function certificate (directory) {
  mkdirSync(directory, { recursive: true })
  const key = path.join(directory, 'privkey.pem')
  const cert = path.join(directory, 'fullchain.pem')
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt',
    'ec_paramgen_curve:P-256', '-nodes', '-days', '90', '-subj', `/CN=${host}`,
    '-addext', `subjectAltName=DNS:${host}`, '-keyout', key, '-out', cert],
  { stdio: 'ignore' })
  return { key, cert }
}

// What a unit says: its ExecStart as words, and the environment it gives.
export function unit (root, name) {
  const lines = readFileSync(
    `${root}/usr/lib/systemd/system/${name}.service`, 'utf8').split('\n')
  const all = (what) => lines.filter((line) => line.startsWith(`${what}=`))
    .map((line) => line.slice(what.length + 1).replace(/^"(.*)"$/, '$1'))
  const env = {}
  const set = (line) => {
    const at = line.indexOf('=')
    env[line.slice(0, at)] = line.slice(at + 1)
  }
  for (const file of all('EnvironmentFile')) {
    readFileSync(file, 'utf8').split('\n')
      .filter((line) => /^\w+=/.test(line)).forEach(set)
  }
  const credentials = path.join(root, 'credentials')
  all('Environment').map((line) => line.replaceAll('%d', credentials))
    .forEach(set)
  return { start: all('ExecStart')[0].split(' '), env, credentials }
}

// The words that start a command as nobody in particular, when we are root.
export const unprivileged = isRoot
  ? ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups',
      '--no-new-privs']
  : []

function begin (command, options) {
  const child = spawn(command[0], command.slice(1), options)
  const process = { child, log: '' }
  child.stdout.on('data', (data) => { process.log += data })
  child.stderr.on('data', (data) => { process.log += data })
  process.exited = new Promise((resolve) => child.on('exit', resolve))
  process.stop = async () => {
    child.kill('SIGTERM')
    const late = sleep(15000, 'late', { ref: false })
    if (await Promise.race([process.exited, late]) === 'late') {
      child.kill('SIGKILL')
    }
  }
  return process
}

// Until a process of ours is up; what it said when it does not come.
async function until (condition, what, process) {
  for (let i = 0; i < 1200; i++) {
    if (await condition()) return
    if (process.child.exitCode !== null) break
    await sleep(25)
  }
  throw new Error(`${what} did not come up: ${process.log}`)
}

export const answers = (url) => fetch(url).then((a) => a.ok, () => false)

// Kore as waymark-web.service starts it, with the socket of its .socket unit.
export async function startWeb (root, inner) {
  const { start, env, credentials } = unit(root, 'waymark-web')
  mkdirSync(`${root}/run/waymark`, { recursive: true })
  mkdirSync(`${root}/run/waymark-web`, { recursive: true })
  mkdirSync(credentials, { recursive: true })
  writeFileSync(`${credentials}/seal.key`, process.env.WAYMARK_SEAL_KEY)
  if (isRoot) {
    execFileSync('chown', ['nobody', `${root}/run/waymark-web`])
    execFileSync('chgrp', ['www-data', `${root}/run/waymark`])
    chmodSync(`${root}/run/waymark`, 0o2755)
  }
  const web = begin([path.resolve('tests/kore/hold'),
    `${root}/run/waymark/web.sock`, ...unprivileged, ...start], {
    cwd: '/',
    env: {
      PATH: process.env.PATH, ...env,
      WAYMARK_WEB_URL: process.env.WAYMARK_WEB_URL
    }
  })
  web.inner = `http://127.0.0.1:${inner}`
  web.restart = () => web.child.kill('SIGUSR2')
  await until(() => answers(`${web.inner}/ready`), 'Kore', web)
  return web
}

// The server that conf/serve starts, with these settings, until the test ends.
export async function serve (t, settings) {
  const env = {
    ...process.env,
    WAYMARK_PORT: String(await freePort()),
    WAYMARK_METRICS_PORT: String(await freePort()),
    ...settings
  }
  const child = spawn('conf/serve', [build], { env, stdio: 'ignore' })
  const exited = new Promise((resolve) => child.on('exit', resolve))
  t.after(() => { child.kill('SIGTERM'); return exited })
  const inner = `http://127.0.0.1:${env.WAYMARK_METRICS_PORT}`
  for (let i = 0; i < 600 && !await answers(`${inner}/ready`); i++) {
    await sleep(50)
  }
  return { child, exited, port: Number(env.WAYMARK_PORT), inner }
}

// conf/nginx.conf as it was installed, with our ports and directories.
function nginxConf (root, { http, https }) {
  const file = `${root}/usr/share/waymark/nginx.conf`
  let text = readFileSync(file, 'utf8')
  for (const [from, to] of [
    [/\blisten\t\t80\b/g, `listen 127.0.0.1:${http}`],
    [/\blisten\t\t443\b/g, `listen 127.0.0.1:${https}`],
    [/\/run\/nginx\.pid/, `${root}/run/nginx.pid`],
    [/\/var\/log\/nginx/g, `${root}/log`],
    [/^http \{$/m, ['http {', ...['client_body', 'proxy', 'fastcgi', 'uwsgi',
      'scgi'].map((t) => `${t}_temp_path ${root}/temp/${t};`)].join('\n')]
  ]) {
    if (!from.test(text)) throw new Error(`${file} has no ${from}`)
    text = text.replace(from, to)
  }
  mkdirSync(`${root}/log`)
  mkdirSync(`${root}/temp`)
  writeFileSync(`${root}/nginx.conf`, text)
  return `${root}/nginx.conf`
}

export async function startNginx (root) {
  const ports = { http: await freePort(), https: await freePort() }
  certificate(`${root}/etc/waymark/tls`)
  const conf = nginxConf(root, ports)
  const nginx = begin(['/usr/sbin/nginx', '-c', conf, '-e', `${root}/log/error.log`,
    '-g', 'daemon off;'], { cwd: '/' })
  nginx.ports = ports
  await until(() => new Promise((resolve) => {
    const socket = net.connect(ports.https, '127.0.0.1')
    socket.on('connect', () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  }), 'nginx', nginx)
  return nginx
}

// Everything; stop() ends it and takes it away.
export async function startSite (name) {
  const root = scratch(name)
  const inner = await freePort()
  install(root, { WAYMARK_METRICS_PORT: String(inner) })
  const site = { root, web: await startWeb(root, inner) }
  site.nginx = await startNginx(root)
  site.tls = {
    port: site.nginx.ports.https, host: '127.0.0.1', servername: host,
    ca: readFileSync(`${root}/etc/waymark/tls/fullchain.pem`)
  }
  site.stop = async () => {
    await site.nginx.stop()
    await site.web.stop()
    rmSync(root, { recursive: true, force: true })
  }
  return site
}

// A browser's worth of HTTP/2: cookies are kept, one connection serves all.
export class Visitor {
  constructor (site) {
    this.cookies = new Map()
    this.session = http2.connect(`https://${host}`, {
      createConnection: () =>
        connectTLS({ ...site.tls, ALPNProtocols: ['h2'] })
    })
    this.session.on('error', () => {})
  }

  ask (method, target, body, headers = {}) {
    return new Promise((resolve, reject) => {
      const cookie = [...this.cookies].map((c) => c.join('=')).join('; ')
      const stream = this.session.request({
        ':method': method, ':path': target, 'sec-fetch-site': 'same-origin',
        ...(cookie && { cookie }), ...headers
      })
      const answer = { body: '' }
      stream.on('response', (got) => {
        answer.headers = got
        answer.status = got[':status']
        for (const line of got['set-cookie'] ?? []) {
          const [, key, value] = /^([^=]+)=([^;]*)/.exec(line)
          this.cookies.set(key, value)
        }
      })
      stream.setEncoding('utf8')
      stream.on('data', (data) => { answer.body += data })
      stream.on('end', () => resolve(answer))
      stream.on('error', reject)
      stream.end(body)
    })
  }

  async send (target, fields) {
    const page = await this.ask('GET', target)
    const hidden = Object.fromEntries([...page.body.matchAll(
      /<input type="hidden" name="(\w+)" value="([^"]*)"/g)]
      .map(([, name, value]) => [name, value]))
    return this.ask('POST', target.split('?')[0],
      new URLSearchParams({ ...hidden, ...fields }).toString(),
      { 'content-type': 'application/x-www-form-urlencoded' })
  }

  signIn (email) {
    return this.send('/sign-in', { email, password: 'bridgewell-demo-2026' })
  }

  close () { this.session.destroy() }
}
