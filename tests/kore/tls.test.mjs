// TLS works with OpenSSL 3 (01-openssl-3.patch).

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  Connection, certificate, get, sleep, start, workers
} from './server.mjs'

const kinds = {
  'RSA 2048': ['-newkey', 'rsa:2048'],
  'RSA 3072': ['-newkey', 'rsa:3072'],
  'EC P-256': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  'EC P-384': ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']
}

const versions = ['TLSv1.2', 'TLSv1.3']

async function visit (server, version) {
  const connection = new Connection(server, {
    minVersion: version, maxVersion: version
  })
  await connection.ready
  assert.equal(connection.socket.getProtocol(), version)
  connection.send(get('/pid'))
  const [first] = await connection.answers(1)
  connection.send(get('/large?1048576'))
  const answers = await connection.answers(2)
  connection.close()
  assert.equal(answers[1]?.body.length, 1048576)
  return first.body
}

let directory

before(() => { directory = mkdtempSync(path.join(tmpdir(), 'kore-tls-')) })
after(() => rmSync(directory, { recursive: true }))

for (const [kind, options] of Object.entries(kinds)) {
  describe(`a certificate with ${kind}`, () => {
    let server
    before(async () => {
      server = await start({
        directives: certificate(directory, options), tls: true
      })
      await sleep(300)
    })
    after(() => server.stop())
    for (const version of versions) {
      test(`serves ${version}`, async () => {
        await visit(server, version)
        await visit(server, version)
      })
    }
  })
}

test('a worker that was restarted shakes hands', async (t) => {
  const server = await start({
    directives: certificate(directory, kinds['EC P-256']), tls: true
  })
  t.after(server.stop)
  await sleep(1200)
  for (let i = 0; i < 3; i++) {
    process.kill(workers(server).at(-1), 'SIGKILL')
    await sleep(1500)
  }
  for (let i = 0; i < 6; i++) await visit(server, versions[i % 2])
  assert.equal(workers(server).length, 4)
})
