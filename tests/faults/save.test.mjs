// A save of a review that is interrupted: the connection is cut within the request and
// within the answer, and the worker is killed at each step.  What was
// acknowledged is there, once, and the same form sent again is done once.  So is a
// spreadsheet whose maker is killed: made whole, or not at all.
//
// Beside a server: tests/browser/with-server node --test tests/faults/
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import net from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

const { port, hostname } = new URL(process.env.WAYMARK_ORIGIN)
const build = process.env.B ?? 'build'
const STEP = 29 // bytes between one cut and the next
const cookies = new Map()

function sql (statement) {
  return execFileSync('psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1',
    process.env.DATABASE_URL], {
    encoding: 'utf8', input: `SET search_path = waymark;\n${statement};\n`
  }).trim()
}

function request (method, path, body = '') {
  return Buffer.from([
    `${method} ${path} HTTP/1.1`, `Host: ${hostname}:${port}`,
    `Origin: ${process.env.WAYMARK_ORIGIN}`, 'Sec-Fetch-Site: same-origin',
    `Cookie: ${[...cookies].map((c) => c.join('=')).join('; ')}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body
  ].join('\r\n'))
}

// Sends bytes and reads at most so many; then the connection is cut.
function send (bytes, most = Infinity) {
  return new Promise((resolve) => {
    let read = Buffer.alloc(0)
    const socket = net.connect(port, hostname)
    const end = () => { socket.destroy(); resolve(read.toString('latin1')) }
    socket.on('error', end)
    socket.on('close', end)
    socket.on('readable', () => {
      for (let part; read.length < most &&
          (part = socket.read(most === Infinity ? undefined : 1)) !== null;) {
        read = Buffer.concat([read, part])
      }
      if (read.length >= most) end()
    })
    socket.write(bytes, () => { if (most === 0) end() })
  })
}

async function ask (method, path, body) {
  const answer = await send(request(method, path, body))
  for (const [, name, value] of answer.matchAll(/^set-cookie: ([^=]+)=([^;]*)/gim)) {
    cookies.set(name, value)
  }
  return {
    status: Number(answer.split(' ')[1]),
    location: /^location: (.*?)\r$/im.exec(answer)?.[1],
    text: answer.slice(answer.indexOf('\r\n\r\n'))
  }
}

// What a browser would send: the hidden fields of the page's form, and these.
function filled (page, path, fields) {
  const forms = [...page.matchAll(/<form[^]*?<\/form>/g)].map((m) => m[0])
  const form = forms.findLast((f) => !/action=/.test(f) || f.includes(`action="${path}"`))
  const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    .map(([, name, value]) => [name, value.replaceAll('&amp;', '&')])
  return new URLSearchParams([...hidden, ...Object.entries(fields)]).toString()
}

const versions = () => Number(sql(`SELECT version FROM document WHERE id = ${id}`))
const times = (words) => Number(sql(`SELECT count(*) FROM document_version
    WHERE document_id = ${id} AND '${words}' = ANY (answers)`))
let id, path

async function form (words) {
  const page = await ask('GET', path)
  assert.equal(page.status, 200)
  return filled(page.text, path, { 'assessor.strengths': words, do: 'save' })
}

// Until a thing is so; false when it never was.
async function becomes (condition, ms = 5000) {
  for (const end = Date.now() + ms; Date.now() < end; await sleep(20)) {
    if (condition()) return true
  }
  return condition()
}

const quiet = () => becomes(() => sql(`SELECT count(*) FROM pg_stat_activity
    WHERE usename = 'waymark_web' AND state <> 'idle'`) === '0')

async function signIn (email) {
  cookies.clear()
  const door = await ask('GET', '/sign-in')
  const entered = await ask('POST', '/sign-in', filled(door.text, '/sign-in', {
    email, password: 'bridgewell-demo-2026'
  }))
  assert.equal(entered.status, 303)
}

before(async () => {
  await signIn('helen.marsh@example.org')
  const asye = sql(`SELECT a.id FROM asye a JOIN person p ON p.id = a.person_id
      WHERE p.email = 'asha.mistry@example.org'`)
  const choice = await ask('GET', `/asye/${asye}/documents/new`)
  const begun = await ask('POST', `/asye/${asye}/documents/new`, filled(
    choice.text, `/asye/${asye}/documents/new`, { kind: 'asye_review.months_9' }))
  assert.equal(begun.status, 303)
  path = begun.location
  id = /\d+/.exec(path)[0]
})

test('a request that is cut anywhere saves nothing', async () => {
  const whole = request('POST', path, await form('Cut on the way'))
  for (let n = 1; n < whole.length; n += STEP) await send(whole.subarray(0, n), 0)
  await quiet()
  assert.equal(versions(), 0)
  assert.match(await send(whole), /^HTTP\/1.1 303/)
  assert.equal(versions(), 1)
})

test('an answer that is cut anywhere was saved once', async () => {
  const length = (await send(request('POST', path, await form('The length')))).length
  for (let n = 0; n < length; n += STEP) {
    const stood = versions()
    const words = `Answered as far as ${n}`
    const whole = request('POST', path, await form(words))
    const read = await send(whole, n)
    assert.equal(read.length, n)
    if (n > 0) assert.equal(versions(), stood + 1, `after ${n} bytes`)
    await quiet()
    assert.match(await send(whole), /^HTTP\/1.1 303/)
    assert.equal(versions(), stood + 1)
    assert.equal(times(words), 1)
  }
})

// What a save waits for at a step, until the transaction ends.
function holding (lock) {
  const held = spawn('psql', ['-qXAt', process.env.DATABASE_URL])
  held.stdin.write(`BEGIN; ${lock};\n`)
  return held
}

// Kills every worker, and says which they were.
const killed = () => {
  const parent = readFileSync(`${build}/kore.${port}.pid`, 'utf8').trim()
  const workers = execFileSync('pgrep', ['-P', parent], { encoding: 'utf8' })
    .trim().split('\n')
  for (const pid of workers) process.kill(Number(pid), 'SIGKILL')
  return workers
}

async function answersAgain (before, at = path) {
  for (const end = Date.now() + 20000; Date.now() < end; await sleep(100)) {
    const parent = readFileSync(`${build}/kore.${port}.pid`, 'utf8').trim()
    let now = ''
    try { now = execFileSync('pgrep', ['-P', parent], { encoding: 'utf8' }) } catch {}
    const pids = now.trim().split('\n')
    if (pids.length === before.length && !pids.some((p) => before.includes(p)) &&
        (await ask('GET', at)).status === 200) return
  }
  assert.fail('no worker came back')
}

const steps = {
  'before anything is written': {
    lock: () => `SELECT FROM waymark.document WHERE id = ${id} FOR UPDATE`, saved: 0
  },
  'with all of it written': {
    lock: () => 'LOCK TABLE audit.event IN SHARE MODE', saved: 0
  },
  'within the commit': { slow: true, saved: 1 }
}

for (const [step, { lock, slow, saved }] of Object.entries(steps)) {
  test(`a worker that is killed ${step} loses nothing and doubles nothing`, async () => {
    const words = `Killed ${step}`
    const stood = versions()
    const whole = request('POST', path, await form(words))
    const held = slow ? null : holding(lock())
    if (slow) {
      sql(`CREATE OR REPLACE FUNCTION public.slowly() RETURNS trigger
          LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NULL; END';
          GRANT EXECUTE ON FUNCTION public.slowly() TO PUBLIC;
          CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON document_version
          DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
          EXECUTE FUNCTION public.slowly()`)
    } else {
      assert.ok(await becomes(() => sql(`SELECT count(*) FROM pg_stat_activity
          WHERE state = 'idle in transaction'
            AND query LIKE '%${lock().slice(0, 20)}%'`) !== '0'), 'it is held')
    }
    const unanswered = send(whole)
    assert.ok(await becomes(() => sql(`SELECT count(*) FROM pg_stat_activity
        WHERE usename = 'waymark_web' AND (wait_event_type = 'Lock'
           OR wait_event = 'PgSleep')`) !== '0'), 'the save is under way')
    const workers = killed()
    assert.equal(await unanswered, '', 'nobody was told that it was saved')
    held?.stdin.end('ROLLBACK;\n')
    await quiet()
    if (slow) sql('DROP TRIGGER slow ON document_version')
    assert.equal(versions(), stood + saved)
    await answersAgain(workers)
    assert.match(await send(whole), /^HTTP\/1.1 303/)
    assert.equal(versions(), stood + 1)
    assert.equal(times(words), 1)
  })
}

test('a worker that is killed while it makes a spreadsheet leaves none that is torn', async () => {
  await signIn('sam.whitaker@example.org')
  const page = await ask('GET', '/exports/new')
  const made = () => sql(`SELECT count(*), coalesce(sum(e.bytes), 0) = (SELECT
      coalesce(sum(length(c.bytes)), 0) FROM export_content c
      WHERE c.export_id IN (SELECT id FROM export WHERE purpose = 'Killed'))
      FROM export e WHERE e.purpose = 'Killed' AND e.state = 'done'`)
  const whole = request('POST', '/exports/new', filled(page.text, '/exports/new', {
    table: 'capacity', reader: 'staff', format: 'workbook', recipient: 'A board', purpose: 'Killed'
  }))
  const held = holding('LOCK TABLE waymark.export_content IN SHARE MODE')
  assert.ok(await becomes(() => sql(`SELECT count(*) FROM pg_stat_activity
      WHERE state = 'idle in transaction' AND query LIKE 'LOCK TABLE waymark.export_content%'`) !== '0'))
  const unanswered = send(whole)
  assert.ok(await becomes(() => sql(`SELECT count(*) FROM pg_stat_activity
      WHERE usename = 'waymark_web' AND wait_event_type = 'Lock'`) !== '0'), 'it is being made')
  const workers = killed()
  assert.equal(await unanswered, '')
  held.stdin.end('ROLLBACK;\n')
  await quiet()
  assert.equal(made(), '0|t')
  await answersAgain(workers, '/exports')
  assert.match(await send(whole), /^HTTP\/1.1 303/)
  assert.equal(made(), '1|t')
})
