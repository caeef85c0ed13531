// What the machine is told on the inner listener: figures and readiness.

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import http from 'node:http'
import { after, before, describe, test } from 'node:test'
import { Visitor, sleep, sql, startSite } from './site.mjs'

let site

before(async () => { site = await startSite('metrics') })
after(() => site.stop())

const scrape = async () => {
  const answer = await fetch(`${site.web.inner}/metrics`)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'),
    'text/plain; version=0.0.4; charset=utf-8')
  return answer.text()
}

// The text format of Prometheus, line by line; what it says, by series.
function read (text) {
  const values = new Map()
  const types = new Map()
  let current = null
  assert.ok(text.endsWith('\n'))
  for (const line of text.slice(0, -1).split('\n')) {
    const help = /^# HELP ([a-z_]+) \S.*$/.exec(line)
    const type = /^# TYPE ([a-z_]+) (counter|gauge|histogram)$/.exec(line)
    if (help) {
      assert.ok(!types.has(help[1]), `${help[1]} stands once`)
      current = help[1]
      continue
    }
    if (type) {
      assert.equal(type[1], current)
      types.set(type[1], type[2])
      continue
    }
    const sample = /^([a-z_]+)(\{[a-z]+="[^"\\\n]*"(?:,[a-z]+="[^"\\\n]*")*\})? (-?\d+(?:\.\d+)?)$/
      .exec(line)
    assert.ok(sample, `no sample: ${line}`)
    const [, name, labels = '', value] = sample
    assert.equal(types.get(current) === 'histogram'
      ? name.replace(/_(bucket|sum|count)$/, '')
      : name, current)
    if (types.get(current) === 'counter') assert.match(name, /_total$/)
    assert.ok(!values.has(name + labels), `${line} stands once`)
    values.set(name + labels, Number(value))
  }
  return values
}

const figures = async () => read(await scrape())
const signIns = 'waymark_requests_total{method="GET",route="/sign-in",' +
  'status="2xx"}'

const workers = () => execFileSync('pgrep', ['-P', String(parent())],
  { encoding: 'utf8' }).trim().split('\n').map(Number)
const parent = () => Number(execFileSync('pgrep', ['-P',
  String(site.web.child.pid)], { encoding: 'utf8' }))

describe('figures', () => {
  test('are in the format of Prometheus, and add up over the workers',
    async () => {
      const began = Date.now()
      const before = await figures()
      const visitors = Array.from({ length: 4 }, () => new Visitor(site))
      for (let i = 0; i < 5; i++) {
        await Promise.all(visitors.map((v) => v.ask('GET', '/sign-in')))
      }
      visitors.forEach((v) => v.close())
      // A worker that dies takes no figure with it.
      process.kill(workers()[0], 'SIGKILL')
      let after
      do {
        await sleep(250)
        after = await figures()
      } while (!after.get('waymark_worker_restarts_total') &&
        Date.now() - began < 10000)
      const grew = (name) => (after.get(name) ?? 0) - (before.get(name) ?? 0)
      assert.equal(grew(signIns), 20)
      assert.equal(grew('waymark_request_seconds_count'), 20)
      assert.equal(after.get('waymark_request_seconds_bucket{le="+Inf"}'),
        after.get('waymark_request_seconds_count'))
      assert.ok(grew('waymark_statements_total') >= 20)
      assert.equal(grew('waymark_worker_restarts_total'), 1)
      assert.equal(after.get('waymark_workers'), 4)
      const held = after.get('waymark_database_connections')
      assert.ok(held >= 1 && held <= 4, `${held} connections`)
      let last = 0
      for (const [name, value] of after) {
        if (!name.startsWith('waymark_request_seconds_bucket')) continue
        assert.ok(value >= last)
        last = value
      }
    })

  test('count what was refused, and failures of the database', async () => {
    const before = await figures()
    const v = new Visitor(site)
    let refused = 0
    for (let i = 0; i < 12 && refused === 0; i++) {
      const { status } = await v.send('/sign-in',
        { email: 'kofi.boateng@example.org', password: 'not this one' })
      if (status === 429) refused++
    }
    v.close()
    const after = await figures()
    assert.equal(after.get('waymark_rate_limited_total') -
      before.get('waymark_rate_limited_total'), refused)
    assert.equal(refused, 1)
  })

  test('tell how the jobs are', async () => {
    sql(`UPDATE waymark.jobs_turn SET at = '2026-06-14T13:01:00Z'`)
    const letters = sql(`SELECT count(*) FROM post.letter
      WHERE state = 'waiting'`)
    const now = await figures()
    assert.equal(now.get('waymark_jobs_last_turn_timestamp_seconds'),
      Date.UTC(2026, 5, 14, 13, 1) / 1000)
    assert.equal(now.get('waymark_letters_waiting'),
      Math.min(1000, Number(letters)))
    for (const name of ['exports_waiting', 'letters_stuck',
      'audit_unsealed']) assert.ok(now.has(`waymark_${name}`), name)
    assert.equal(now.get('waymark_database_up'), 1)
  })

  test('hold nothing of anybody', async () => {
    const v = new Visitor(site)
    await v.signIn('asha.mistry@example.org')
    const asye = sql('SELECT min(id) FROM waymark.asye')
    await v.ask('GET', `/asye/${asye}?q=Asha`)
    v.close()
    const text = await scrape()
    assert.match(text, /route="\/asye\/#",status="[2-4]xx"/)
    assert.doesNotMatch(text, /asha|mistry|@|127\.0\.0|\/asye\/\d/i)
  })
})

describe('the inner listener', () => {
  const ask = (path, headers, method = 'GET') =>
    new Promise((resolve, reject) => {
      http.request(site.web.inner + path, { method, headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).on('error', reject).end()
    })

  test('has three addresses and no page', async () => {
    for (const path of ['/metrics', '/ready', '/health']) {
      assert.equal(await ask(path), 200)
      assert.equal(await ask(path, {}, 'POST'), 404)
    }
    for (const path of ['/', '/sign-in', '/metrics/', '/app.css']) {
      assert.equal(await ask(path), 404)
    }
  })

  for (const name of ['X-Real-IP', 'X-Forwarded-For', 'X-Forwarded-Host',
    'X-Forwarded-Proto', 'Forwarded', 'Via']) {
    test(`tells nobody who comes through a proxy, by ${name}`, async () => {
      for (const path of ['/metrics', '/ready', '/health']) {
        assert.equal(await ask(path, { [name]: '127.0.0.1' }), 404)
      }
    })
  }

  test('is ready when the database takes writes, and well without it',
    async (t) => {
      const ctl = `${process.env.WAYMARK_TEST_CLUSTER}/ctl`
      execFileSync(ctl, ['-m', 'fast', 'stop'])
      t.after(() => execFileSync(ctl, ['start']))
      assert.equal(await ask('/ready'), 503)
      assert.equal(await ask('/health'), 200)
      const now = await figures()
      assert.equal(now.get('waymark_database_up'), 0)
      assert.ok(now.get(
        'waymark_statement_failures_total{why="unanswered"}') > 0)
      assert.ok(!now.has('waymark_letters_waiting'))
    })

  test('is ready again when the database is back', async () => {
    assert.equal(await ask('/ready'), 200)
  })
})
