// make bench-peers: the same pages of the same database, by Waymark and by
// fastify, node-postgres and nunjucks (peer/), one process a core, in turns.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'

import { configure, postmaster, settle, sql, webUrl } from './database.mjs'
import { figure, median } from './figures.mjs'
import { askPages } from './load.mjs'
import { memoryKb, processorMs } from './processor.mjs'
import { freePort, get, signIn, startServer } from './server.mjs'

const ROUNDS = 5
const LINE = { kbit: 400, latency: 200 }
const directory = mkdtempSync(join(tmpdir(), 'waymark-peers-'))
const load = { connections: 8, seconds: 4, directory }

async function startPeer (database) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const child = spawn('node', ['tests/bench/peer/app.mjs', String(port)], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production',
      WAYMARK_WEB_URL: webUrl(database) }
  })
  const ended = new Promise(resolve => child.on('exit', resolve))

  for (let i = 0; i < 100; i++) {
    if (await fetch(`${origin}/assets/app.css`).then(({ ok }) => ok,
      () => false)) break
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  return {
    origin,
    pid: child.pid,
    async stop () {
      child.kill('SIGTERM')
      await ended
    }
  }
}

// Of whom nothing is flagged, raised or changed, and of which no filter is kept:
// the peer's pages say of these all that ours say.
const pages = () => ({
  'trainee record': sql(`SELECT e.id FROM waymark.enrolment e
     WHERE NOT EXISTS (SELECT FROM waymark.flag f
            WHERE f.enrolment_id = e.id AND f.cleared_on IS NULL)
       AND NOT EXISTS (SELECT FROM waymark.concern c
            WHERE c.enrolment_id = e.id)
       AND NOT EXISTS (SELECT FROM waymark.adjustment a
            WHERE a.enrolment_id = e.id)
       AND (SELECT count(*) FROM waymark.enrolment_event v
             WHERE v.enrolment_id = e.id) = 1
       AND e.state = 'enrolled'
     ORDER BY hashint8(e.id) LIMIT 8`).split('\n').map(id => `/trainees/${id}`),
  'cohort page': sql(`SELECT c.id FROM waymark.cohort c
     WHERE NOT EXISTS (SELECT FROM waymark.saved_filter f
            WHERE f.path = '/cohorts/' || c.id AND f.state = 'kept')
     ORDER BY c.id`).split('\n').map(id => `/cohorts/${id}`)
})

const html = answer => answer.encoding === 'br'
  ? brotliDecompressSync(answer.body).toString() : answer.body.toString()
const wordsOf = answer => /<main[^]*<\/main>/.exec(html(answer))[0]
  .replace(/<[^>]*>/g, ' ').replace(/&#39;/g, "'").replace(/&ctdot;/g, '⋯')
  .replace(/[\s\u00a0]+/g, ' ').replace(/ ([,.])/g, '$1').trim()

// Whoever says less has less to do.
async function saysTheSame (ours, theirs, cookie, path) {
  const [one, other] = await Promise.all([ours, theirs]
    .map(({ origin }) => get(origin + path, cookie)))
  const [a, b] = [one, other].map(wordsOf)
  const at = [...a].findIndex((c, i) => c !== b[i])

  if (a !== b) {
    throw new Error(`${path} says\n${a.slice(Math.max(0, at - 60), at + 60)}\n` +
      `and the peer's\n${b.slice(Math.max(0, at - 60), at + 60)}`)
  }
  return [one.onTheLine, other.onTheLine]
}

async function costed (server, cookie, paths) {
  const spent = () => [[server.pid], [postmaster()]].map(processorMs)
  const before = spent()
  const result = await askPages(server, cookie, paths, load)
  const [web, database] = spent().map((ms, i) => (ms - before[i]) / result.all)

  return { ...result, web, database, memory: memoryKb(server.pid) }
}

// When something is first seen, on a line as slow as a hospital's.
async function firstPaint (browser, server, cookie, path) {
  const [name, value] = cookie.split('=')
  const context = await browser.newContext()
  await context.addCookies([{ name, value, url: server.origin }])
  const page = await context.newPage()
  const line = await context.newCDPSession(page)
  const rate = LINE.kbit * 1000 / 8

  await line.send('Network.emulateNetworkConditions', { offline: false,
    latency: LINE.latency, downloadThroughput: rate, uploadThroughput: rate })
  await page.goto(server.origin + path)
  const seen = await page.evaluate(() => new Promise(resolve =>
    new PerformanceObserver(list => list.getEntries()
      .filter(({ name }) => name === 'first-contentful-paint')
      .forEach(({ startTime }) => resolve(startTime)))
      .observe({ type: 'paint', buffered: true })))
  await context.close()
  return seen
}

async function paints (name, both, cookie, path) {
  const { chromium } = createRequire(new URL('../../assets/package.json',
    import.meta.url))('playwright-core')
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium-headless-shell',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic',
      '--disable-background-networking']
  })
  const seen = [[], []]

  for (let i = 0; i < ROUNDS; i++) {
    for (const [j, server] of both.entries()) {
      seen[j].push(await firstPaint(browser, server, cookie, path))
    }
  }
  await browser.close()
  figure(`${name}: first paint at ${LINE.kbit} kbit/s`, median(seen[0]), 'ms')
  figure(`${name}: the peer's first paint`, median(seen[1]), 'ms')
}

async function compare (name, both, cookie, paths) {
  const rounds = [[], []]
  const bytes = []
  const ratio = what => median(rounds[0].map((one, i) =>
    one[what] / rounds[1][i][what]))
  const middle = (i, what) => median(rounds[i].map(one => one[what]))

  for (const path of paths) {
    bytes.push(await saysTheSame(...both, cookie, path))
  }
  for (let i = 0; i < ROUNDS; i++) {
    for (const [j, server] of both.entries()) {
      rounds[j].push(await costed(server, cookie, paths))
    }
  }
  figure(`${name}: requests`, middle(0, 'rate'), 'a second')
  figure(`${name}: the peer's requests`, middle(1, 'rate'), 'a second')
  figure(`${name}: requests to the peer's`, ratio('rate'), 'times', '>= 1.5')
  figure(`${name}: p99 to the peer's`, ratio('p99'), 'times', '<= 1')
  figure(`${name}: web processor time`, middle(0, 'web'), 'ms')
  figure(`${name}: web processor time to the peer's`, ratio('web'), 'times',
    '<= 0.2')
  figure(`${name}: PostgreSQL's to the peer's`, ratio('database'), 'times')
  figure(`${name}: web memory`, middle(0, 'memory') / 1024, 'MB')
  figure(`${name}: web memory to the peer's`, ratio('memory'), 'times',
    '<= 0.2')
  figure(`${name}: bytes`, median(bytes.map(([one]) => one)) / 1024, 'KB')
  figure(`${name}: the peer's bytes`,
    median(bytes.map(([, other]) => other)) / 1024, 'KB')
  await paints(name, both, cookie, paths[0])
}

configure()
settle('waymark')
const both = []
try {
  both.push(await startServer('waymark'), await startPeer('waymark'))
  const cookie = await signIn(both[0].origin, 'priya.raman@example.org')

  figure('processes of the peer', availableParallelism(), '')
  for (const [name, paths] of Object.entries(pages())) {
    await compare(name, both, cookie, paths)
  }
} finally {
  for (const server of both) await server.stop()
  rmSync(directory, { recursive: true })
}
