// Those who hold others up: slow, half there, or without pause.  A process of its
// own, as they are on other machines: its parent sends it what to reach, then
// "enough", and is sent what the floods were answered.
import { randomBytes } from 'node:crypto'
import net from 'node:net'
import { connect as connectTLS } from 'node:tls'
import { setTimeout as sleep } from 'node:timers/promises'

import { Client } from '../client.mjs'

let going = true
const sockets = []

function goHome () {
  going = false
  for (const socket of sockets) socket.destroy()
}

function keep (socket) {
  socket.on('error', () => {})
  sockets.push(socket)
  return socket
}

// A byte a second, from the first of the headers or of the body on; whoever is
// cut off comes again.
async function slow (tls, from, start) {
  const text = `${start}${'x'.repeat(2000)}`
  while (going) {
    const socket = keep(connectTLS({ ...tls, localAddress: from }))
    const closed = new Promise((resolve) => socket.on('close', resolve))
    const at = start.indexOf('\r\n\r\n')
    let i = at < 0 ? 0 : start.length
    socket.on('secureConnect', () => socket.write(text.slice(0, i)))
    const timer = setInterval(() => socket.writable && socket.write(text[i++] ?? 'x'), 1000)
    await closed
    clearInterval(timer)
    await sleep(200)
  }
}

function slowPeople (tls, host, many) {
  const head = `GET / HTTP/1.1\r\nHost: ${host}\r\nX-Slow: `
  const body = `POST /sign-in HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 2000\r\n\r\n`
  for (let i = 0; i < many; i++) {
    slow(tls, `127.2.0.${1 + i % 200}`, i % 2 ? head : body)
  }
}

// Connected, and silent; or in the midst of the first words of TLS.
async function halfThere (tls, many) {
  for (let i = 0; i < many; i++) {
    const socket = keep(net.connect({
      port: tls.port, host: tls.host, localAddress: `127.3.0.${1 + i % 200}`
    }))
    if (i % 2) socket.write(Buffer.from([22, 3, 1, 2, 0, 1]))
    if (i % 50 === 0) await sleep(10)
  }
}

// One client without pause: what it was answered.
async function flood (origin, tls, from, ask) {
  const client = new Client(origin, { tls, from, sockets: 40 })
  const heard = []
  await Promise.all(Array.from({ length: 40 }, async () => {
    while (going) heard.push(await ask(client))
  }))
  client.close()
  return heard.map(({ status, text, headers }) => ({
    status,
    inWords: /<h1/.test(text) && Number(headers['retry-after']) > 0
  }))
}

// With the form of one page, and a key of its own each time.
async function guess (client) {
  client.page ??= client.get('/sign-in')
  const text = (await client.page).text.replace(/(name="once" value=")[^"]*/,
    (_, before) => before + randomBytes(32).toString('hex'))
  return client.send('/sign-in', {
    email: 'asha.mistry@example.org', password: 'not the password'
  }, { text })
}

process.once('message', async ({ origin, tls, host }) => {
  slowPeople(tls, host, 200)
  await halfThere(tls, 600)
  const floods = [
    flood(origin, tls, '127.4.0.1', (client) => client.get('/sign-in')),
    flood(origin, tls, '127.4.0.2', guess)
  ]
  process.once('message', goHome)
  // What is long is on its way for a while.
  process.send(await Promise.all(floods), () => process.disconnect())
})
