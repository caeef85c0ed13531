// The server that conf/serve starts, by itself: with Kore's own TLS, and with
// its workers in a root of their own.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import {
  chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, readlinkSync,
  rmSync
} from 'node:fs'
import https from 'node:https'
import { test } from 'node:test'
import {
  certificate, host, scratch, serve, sleep, sql
} from './site.mjs'

test('Kore speaks TLS by itself, and reads a new certificate', async (t) => {
  const directory = scratch('tls')
  t.after(() => rmSync(directory, { recursive: true }))
  const { cert, key } = certificate(directory)
  chmodSync(key, 0o644) // workers' user reads it: www-data, for root
  const server = await serve(t, {
    WAYMARK_TLS_CERTIFICATE: cert,
    WAYMARK_TLS_KEY: key,
    WAYMARK_ORIGIN: `https://${host}`
  })
  const visit = (agent, ca = readFileSync(cert)) =>
    new Promise((resolve, reject) => {
      https.get({
        host: '127.0.0.1', port: server.port, servername: host, ca, agent,
        path: '/sign-in', headers: { host }
      }, (answer) => {
        const { serialNumber } = answer.socket.getPeerCertificate()
        answer.resume().on('end', () => resolve({ ...answer, serialNumber,
          headers: answer.headers, status: answer.statusCode,
          reused: answer.req.reusedSocket }))
      }).on('error', reject)
    })
  const kept = new https.Agent({ keepAlive: true, maxSockets: 1 })
  t.after(() => kept.destroy())
  const first = await visit(kept)
  assert.equal(first.status, 200)
  assert.equal(first.headers['strict-transport-security'],
    'max-age=63072000; includeSubDomains')
  assert.match(first.headers['set-cookie'][0],
    /^__Host-waymark-visitor=.*; Secure$/)

  const old = readFileSync(cert)
  certificate(directory)
  chmodSync(key, 0o644)
  server.child.kill('SIGHUP')
  await sleep(400)
  const next = await visit(new https.Agent())
  assert.notEqual(next.serialNumber, first.serialNumber)
  const again = await visit(kept, old)
  assert.equal(again.status, 200)
  assert.ok(again.reused, 'a connection outlives the certificate')
})

const zones = '/usr/share/zoneinfo'
const mayChroot = spawnSync('chroot', ['/', 'true']).status === 0

test('workers of a server that root started are nobody, nowhere',
  { skip: !mayChroot && 'only root may start it so' },
  async (t) => {
    const directory = scratch('root')
    t.after(() => rmSync(directory, { recursive: true }))
    const cluster = process.env.WAYMARK_TEST_CLUSTER
    const restart = (...directories) => {
      sql('ALTER SYSTEM SET unix_socket_directories = ' +
        directories.map((name) => `'${name}'`).join(', '))
      execFileSync(`${cluster}/ctl`, ['-m', 'fast', 'restart'])
    }
    mkdirSync(`${directory}/run/postgresql`, { recursive: true })
    execFileSync('chown', ['postgres', `${directory}/run/postgresql`])
    mkdirSync(`${directory}${zones}/Europe`, { recursive: true })
    copyFileSync(`${zones}/Europe/London`, `${directory}${zones}/Europe/London`)
    restart(cluster, `${directory}/run/postgresql`)
    t.after(() => restart(cluster))
    const server = await serve(t, {
      WAYMARK_CHROOT: directory,
      WAYMARK_WEB_URL: 'postgresql:///waymark?user=waymark_web' +
        '&host=/run/postgresql'
    })
    assert.equal((await fetch(`${server.inner}/ready`)).status, 200)
    assert.equal((await fetch(
      `http://127.0.0.1:${server.port}/sign-in`)).status, 200)
    const pids = execFileSync('pgrep', ['-P', String(server.child.pid)],
      { encoding: 'utf8' }).trim().split('\n')
    assert.equal(pids.length, 4)
    const id = execFileSync('id', ['-u', 'www-data'], { encoding: 'utf8' })
      .trim()
    for (const pid of pids) {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      assert.match(status, new RegExp(`^Uid:(\\t${id}){4}$`, 'm'))
      assert.match(status, /^CapEff:\t0+$/m)
      assert.match(status, /^CapPrm:\t0+$/m)
      assert.match(status, /^NoNewPrivs:\t1$/m)
      assert.match(status, /^Seccomp:\t2$/m)
      assert.equal(readlinkSync(`/proc/${pid}/root`), directory)
      assert.ok(!existsSync(`/proc/${pid}/root/etc/passwd`))
    }
  })
