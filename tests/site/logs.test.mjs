// Lines of log that leave for another machine, by conf/rsyslog.conf as it is
// but for the port, the certificates and how soon it tries again.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import tls from 'node:tls'

import { freePort, scratch, sleep } from './site.mjs'

const directory = scratch('logs')
const at = (name) => path.join(directory, name)
const port = await freePort()
const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
const openssl = (...argv) => execFileSync('openssl', argv, { stdio: 'ignore' })

// A certificate of our authority for a host.
function certify (name, host) {
  openssl('req', ...key, '-subj', `/CN=${host}`, '-keyout', at(`${name}.key`),
    '-out', at(`${name}.csr`))
  writeFileSync(at(`${name}.ext`), `subjectAltName=DNS:${host}\n`)
  openssl('x509', '-req', '-in', at(`${name}.csr`), '-CA', at('ca.pem'),
    '-CAkey', at('ca.key'), '-CAcreateserial', '-days', '9',
    '-extfile', at(`${name}.ext`), '-out', at(`${name}.pem`))
}

openssl('req', '-x509', ...key, '-days', '9', '-subj', '/CN=authority',
  '-keyout', at('ca.key'), '-out', at('ca.pem'))
certify('ours', 'waymark.example.org')
certify('theirs', 'logs.example.org')
certify('other', 'other.example.org')

// Whoever keeps the lines: takes them from those alone whom our authority knows.
async function keeper (name) {
  const kept = { text: '', from: '' }
  const server = tls.createServer({
    key: readFileSync(at(`${name}.key`)),
    cert: readFileSync(at(`${name}.pem`)),
    ca: readFileSync(at('ca.pem')),
    requestCert: true,
    rejectUnauthorized: true
  }, (socket) => {
    kept.from = socket.getPeerCertificate().subject.CN
    socket.on('data', (part) => { kept.text += part })
    socket.on('error', () => {})
  })
  const lines = new Set() // also those that were not let in
  server.on('connection', (line) => {
    lines.add(line)
    line.on('close', () => lines.delete(line))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  kept.stop = async () => {
    server.close()
    for (const line of lines) line.destroy()
    await once(server, 'close')
  }
  return kept
}

const example = readFileSync('conf/rsyslog.conf', 'utf8')
  .replace('target="logs.example.org" port="6514"', `target="127.0.0.1" port="${port}"`)
  .replace('/etc/waymark/logs/ca.pem', at('ca.pem'))
  .replace('/etc/waymark/logs/cert.pem', at('ours.pem'))
  .replace('/etc/waymark/logs/key.pem', at('ours.key'))
  .replace('resumeInterval="10"', 'resumeInterval="1"')
writeFileSync(at('rsyslog.conf'), `global(workDirectory="${directory}")
module(load="imuxsock" SysSock.Use="off")
input(type="imuxsock" socket="${at('socket')}" createPath="on")
${example}`)
const rsyslog = spawn('rsyslogd', ['-n', '-f', at('rsyslog.conf'), '-i', at('pid')],
  { stdio: 'ignore' })
for (let i = 0; i < 100 && !existsSync(at('socket')); i++) await sleep(50)

after(async () => {
  rsyslog.kill('SIGTERM')
  if (rsyslog.exitCode === null) await once(rsyslog, 'exit')
  rmSync(directory, { recursive: true })
})

const say = (who, words) => execFileSync('logger', ['-u', at('socket'), '-t', who, words])

async function hears (kept, words) {
  for (let i = 0; i < 200 && !kept.text.includes(words); i++) await sleep(50)
  assert.ok(kept.text.includes(words), `${words} comes; what came: ${kept.text}`)
}

describe('A line of Waymark’s log', { timeout: 60000 }, () => {
  test('leaves for whoever keeps it, and nobody else’s does', async () => {
    const kept = await keeper('theirs')
    say('sshd', 'somebody else speaks')
    say('waymark-web', '{"what":"started"}')
    await hears(kept, '{"what":"started"}')
    assert.match(kept.text, / waymark-web /)
    assert.doesNotMatch(kept.text, /somebody else speaks/)
    assert.equal(kept.from, 'waymark.example.org')
    await kept.stop()
  })

  test('waits while nobody is there, or somebody else, and comes then', async () => {
    say('waymark-web', '{"what":"noticed first"}') // the line that finds it gone
    await sleep(200)
    const other = await keeper('other')
    say('waymark-jobs', '{"what":"said meanwhile"}')
    await sleep(3000)
    assert.equal(other.text, '')
    await other.stop()
    const kept = await keeper('theirs')
    await hears(kept, '{"what":"said meanwhile"}')
    await kept.stop()
  })
})
