// Starting Kore anew and reading certificates anew lose no request
// (20-inherited-sockets.patch, 21-drain-to-the-end.patch, 22-hang-up.patch).

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, describe, test } from 'node:test'
import { connect as connectTLS } from 'node:tls'
import {
  Connection, ask, certificate, get, sleep, start, workers
} from './server.mjs'

const directory = mkdtempSync(path.join(tmpdir(), 'kore-restart-'))
after(() => rmSync(directory, { recursive: true }))

const connect = async (server) => {
  const connection = new Connection(server)
  await connection.ready
  return connection
}

describe('a server that is started anew', () => {
  test('is waited for by whoever comes meanwhile', async (t) => {
    const server = await start({ held: true, settings: { workers: 2 } })
    t.after(server.stop)
    const slow = await connect(server)
    slow.send(get('/slow?400'))
    await sleep(100)
    server.restart()
    const answers = []
    for (let i = 0; i < 40; i++) {
      answers.push(ask(server, '/pid'))
      await sleep(25)
    }
    assert.match((await slow.answers(1))[0]?.body ?? '', /^pid=/)
    for (const answer of await Promise.all(answers)) {
      assert.equal(answer?.status, 200)
    }
    assert.equal(workers(server).length, 4)
    assert.doesNotMatch(server.log, /[Aa]ddress already in use|bind/)
  })

  test('loses no request of clients that keep their connections',
    async (t) => {
      const server = await start({ held: true, settings: { workers: 2 } })
      t.after(server.stop)
      let going = true
      const client = async () => {
        const statuses = {}
        let connection = await connect(server)
        for (let asked = 0; going;) {
          connection.send(get('/pid'))
          const answer = (await connection.answers(++asked, 20000))[asked - 1]
          const status = answer?.status ?? 'none'
          statuses[status] = (statuses[status] ?? 0) + 1
          if (answer?.headers.connection !== 'keep-alive') {
            connection.close()
            connection = await connect(server)
            asked = 0
          }
        }
        connection.close()
        return statuses
      }
      const clients = Array.from({ length: 6 }, client)
      for (let i = 0; i < 2; i++) {
        await sleep(300)
        server.restart()
        await sleep(1000)
      }
      going = false
      for (const statuses of await Promise.all(clients)) {
        assert.deepEqual(Object.keys(statuses), ['200'])
        assert.ok(statuses[200] > 5)
      }
      assert.ok(workers(server).length >= 4)
    })

  test('answers whoever had connected and asks after the signal',
    async (t) => {
      const server = await start({ settings: { workers: 2 } })
      t.after(server.stop)
      const many = await Promise.all(
        Array.from({ length: 8 }, () => connect(server)))
      await sleep(100)
      server.child.kill('SIGTERM')
      await sleep(150)
      for (const connection of many) connection.send(get('/pid'))
      for (const connection of many) {
        const [answer] = await connection.answers(1)
        assert.equal(answer?.status, 200)
        assert.equal(answer.headers.connection, 'close')
        assert.ok(await connection.until((c) => c.closed))
      }
      assert.equal((await server.exited).code, 0)
    })

  test('shakes hands with whoever had connected before the signal',
    async (t) => {
      const server = await start({
        directives: certificate(directory), tls: true,
        settings: { workers: 2 }
      })
      t.after(server.stop)
      await sleep(300)
      const plain = new Connection({ ...server, secure: false })
      await plain.ready
      await sleep(100)
      server.child.kill('SIGTERM')
      await sleep(100)
      const secure = connectTLS({
        socket: plain.socket, rejectUnauthorized: false
      })
      let text = ''
      secure.on('data', (data) => { text += data })
      secure.on('error', () => {})
      secure.write(get('/pid'))
      await plain.until(() => /pid=\d+/.test(text))
      assert.match(text, /^HTTP\/1.1 200 /)
      secure.destroy()
      assert.equal((await server.exited).code, 0)
    })
})

describe('SIGHUP', () => {
  const serial = (server) => new Promise((resolve, reject) => {
    const socket = connectTLS({
      port: server.port, host: '127.0.0.1', rejectUnauthorized: false
    }, () => {
      resolve(socket.getPeerCertificate().serialNumber)
      socket.destroy()
    }).on('error', reject)
  })

  test('reads the certificate anew, and no connection ends', async (t) => {
    const server = await start({
      directives: certificate(directory), tls: true, settings: { workers: 2 }
    })
    t.after(server.stop)
    await sleep(300)
    const kept = await connect(server)
    kept.send(get('/pid'))
    const [{ body }] = await kept.answers(1)
    const before = await serial(server)
    certificate(directory)
    server.child.kill('SIGHUP')
    await sleep(300)
    assert.notEqual(await serial(server), before)
    kept.send(get('/pid'))
    assert.equal((await kept.answers(2))[1]?.body, body)
    kept.close()
    assert.equal(workers(server).length, 2)
  })

  test('leaves the code where it is', async (t) => {
    const server = await start({ settings: { workers: 1 } })
    t.after(server.stop)
    await ask(server, '/tell')
    await sleep(200)
    const { body } = await ask(server, '/told')
    server.child.kill('SIGHUP')
    await sleep(300)
    assert.equal((await ask(server, '/told')).body, body)
    assert.doesNotMatch(server.log, /reload/)
  })
})
