// testssl.sh on both ways in which Waymark speaks TLS: nothing worse than
// "OK" or "INFO" but what is explained here, which is stricter than grade A.

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, readFileSync, rmSync } from 'node:fs'
import { test } from 'node:test'
import { certificate, host, scratch, serve, startSite } from '../site/site.mjs'

const explained = {
  engine_problem: 'of the scanner: it looks for GOST',
  secure_renego: 'of the scanner: it does not get that far; see ' +
    'secure_client_renego',
  sessionresumption_ticket: 'of the scanner: on a busy machine it hangs up ' +
    'before the session that it would resume has come',
  cert_revocation: 'of the test\'s certificate, which nobody issued',
  cert_chain_of_trust: 'of the test\'s certificate, which nobody issued',
  cert_trust: 'of the test\'s certificate, which nobody issued',
  DNS_CAArecord: 'waymark.example.org has no record',
  HTTP_status_code: '/ sends whoever has not signed in to /sign-in'
}

function scan (port, ca) {
  const directory = scratch('scan')
  const file = `${directory}/found.json`
  try {
    const { error } = spawnSync('testssl', ['--quiet', '--color', '0',
      '--warnings', 'batch', '--ip', '127.0.0.1', '--add-ca', ca,
      '--jsonfile', file, `${host}:${port}`], { timeout: 420000 })
    assert.equal(error, undefined)
    return JSON.parse(readFileSync(file, 'utf8'))
  } finally {
    rmSync(directory, { recursive: true })
  }
}

function judge (t, found) {
  const of = (id) => found.find((one) => one.id === id)?.finding ?? ''
  const worse = found.filter(({ severity }) => !/^(OK|INFO)$/.test(severity))
  t.diagnostic(`${found.length} findings, ${worse.length} explained`)
  assert.ok(found.length > 100, 'it looked at all of it')
  for (const old of ['SSLv2', 'SSLv3', 'TLS1', 'TLS1_1']) {
    assert.match(of(old), /^not offered/)
  }
  for (const version of ['TLS1_2', 'TLS1_3']) {
    assert.match(of(version), /^offered/)
  }
  for (const hole of ['heartbleed', 'CCS', 'ticketbleed', 'ROBOT',
    'secure_client_renego', 'CRIME_TLS', 'POODLE_SSL', 'SWEET32', 'FREAK',
    'DROWN', 'LOGJAM', 'BEAST', 'LUCKY13', 'RC4']) {
    assert.ok(found.some(({ id, severity }) => id === hole &&
      severity === 'OK'), hole)
  }
  assert.deepEqual(worse.filter(({ id }) => !(id in explained))
    .map(({ id, severity, finding }) => `${severity}: ${id}: ${finding}`), [])
}

test('nginx, as conf/nginx.conf has it', async (t) => {
  const site = await startSite('nightly')
  t.after(site.stop)
  judge(t, scan(site.nginx.ports.https,
    `${site.root}/etc/waymark/tls/fullchain.pem`))
})

test('Kore by itself', async (t) => {
  const directory = scratch('tls')
  t.after(() => rmSync(directory, { recursive: true }))
  const { cert, key } = certificate(directory)
  chmodSync(key, 0o644)
  const server = await serve(t, {
    WAYMARK_TLS_CERTIFICATE: cert,
    WAYMARK_TLS_KEY: key,
    WAYMARK_ORIGIN: `https://${host}`
  })
  judge(t, scan(server.port, cert))
})
