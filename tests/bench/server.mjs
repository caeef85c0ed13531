// Waymark's own server, and somebody who is signed in to it.
import { execFileSync, spawn } from 'node:child_process'
import http from 'node:http'
import { createServer } from 'node:net'

import { cookiesSet } from '../cookies.mjs'
import { webUrl } from './database.mjs'

const build = process.env.B ?? 'build'
const password = 'bridgewell-demo-2026'

export function freePort () {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

export async function startServer (database) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn('conf/serve', [build], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      WAYMARK_PORT: String(port),
      WAYMARK_ORIGIN: origin,
      WAYMARK_WEB_URL: webUrl(database)
    }
  })
  const ended = new Promise(resolve => child.on('exit', resolve))

  execFileSync(`${build}/waymark`, ['health', String(port), '20'])
  return {
    database,
    origin,
    pid: child.pid,
    async stop () {
      child.kill('SIGTERM')
      await ended
    }
  }
}

// An answer as it went over the line, head and all.
export function get (url, cookie = '') {
  return new Promise((resolve, reject) => {
    const headers = { 'accept-encoding': 'br, gzip', cookie }

    http.get(url, { agent: false, headers }, answer => {
      const parts = []
      answer.on('data', part => parts.push(part))
      answer.on('end', () => resolve({
        status: answer.statusCode,
        encoding: answer.headers['content-encoding'],
        body: Buffer.concat(parts),
        onTheLine: answer.socket.bytesRead
      }))
    }).on('error', reject)
  })
}

// Through the front door, as a browser: the cookie of the session.
export async function signIn (origin, email) {
  const page = await fetch(`${origin}/sign-in`)
  const csrf = /name="csrf" value="([^"]*)"/.exec(await page.text())[1]
  const visitor = cookiesSet(page.headers)[0].split(';')[0]
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie: visitor },
    body: new URLSearchParams({ csrf, email, password })
  })
  const session = cookiesSet(answer.headers)
    .find(cookie => cookie.startsWith('waymark='))

  if (session === undefined) throw new Error(`${email} cannot sign in`)
  return session.split(';')[0]
}
