// Somebody of each role goes wherever links lead and sends whatever forms are
// there, filled with anything, to a server that was built for it:
//
//	tests/with-database --demo node tests/soak/soak.mjs [REQUESTS [SEED]]
//
// Ends badly when a sanitizer found anything, a leak at the server's end
// included, when a page failed, or when memory goes on growing.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { figure } from '../bench/figures.mjs'
import { Visitor, roles } from './visitor.mjs'

const wanted = Number(process.argv[2] ?? 100000)
const seed = Number(process.argv[3] ?? 2026)
const build = process.env.B ?? 'build'
const heard = mkdtempSync(join(tmpdir(), 'waymark-soak-'))
const port = await new Promise((resolve) => {
  const s = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = s.address()
    s.close(() => resolve(port))
  })
})
const origin = `http://127.0.0.1:${port}`

// As whoever we are: a process that gave up its rights cannot be looked at by
// what looks for leaks.
function serve () {
  const log = openSync(join(heard, 'log'), 'a')
  return spawn('sh', ['-c', `
    LISTEN='bind 127.0.0.1 ${port}' MODULE=$(realpath ${build})/waymark.so \\
        PIDFILE=${heard}/pid conf/fill >${heard}/conf
    exec ${build}/kore -f -q -nr -c ${heard}/conf`], {
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      WAYMARK_ORIGIN: origin,
      WAYMARK_PORT: String(port),
      ASAN_OPTIONS: `log_path=${heard}/report:detect_leaks=1:quarantine_size_mb=8`,
      UBSAN_OPTIONS: `log_path=${heard}/report:print_stacktrace=1`,
      LSAN_OPTIONS: 'suppressions=tests/leaks:print_suppressions=0'
    }
  })
}

const workers = (parent) => readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
  .trim().split(' ').filter(Boolean)

// What no other process shares, in MB.
const memory = (parent) => workers(parent).reduce((sum, pid) => sum + Number(
  /^RssAnon:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]), 0) / 1024

const watched = /libasan/.test(execFileSync('ldd', [`${build}/kore`], { encoding: 'utf8' }))

async function answers () {
  for (let i = 0; i < 300; i++) {
    try { if ((await fetch(`${origin}/health`)).ok) return } catch {}
    await sleep(100)
  }
  throw new Error('the server does not answer')
}

const server = serve()
const gone = once(server, 'exit')
await answers()
const parent = server.pid
const first = workers(parent).join()
const visitors = roles.map((who, i) => new Visitor(origin, who, i, seed))
const tally = { asked: 0, written: 0, status: new Map(), shapes: new Map(), failed: [] }
const sizes = []
const began = Date.now()
await Promise.all(visitors.map(async (visitor) => {
  await visitor.enter()
  while (tally.asked < wanted) {
    await visitor.step(tally)
    if (tally.asked >= (sizes.length + 1) * wanted / 10) sizes.push(memory(parent))
  }
  visitor.client.close()
}))
const took = (Date.now() - began) / 1000
const died = workers(parent).join() !== first
server.kill('SIGTERM')
const [code] = await gone

const reports = readdirSync(heard).filter((name) => name.startsWith('report'))
for (const name of reports) console.log(readFileSync(join(heard, name), 'utf8'))
for (const line of tally.failed.slice(0, 20)) console.log(line)
const mean = (list) => list.reduce((sum, n) => sum + n, 0) / list.length
let short = 0
function tell (name, value, unit, goal) {
  if (goal && value > Number(goal.slice(3))) short++
  figure(name, value, unit, goal)
}
tell('requests', tally.asked, '')
tell('requests a second', tally.asked / took, '/s')
tell('forms sent', tally.written, '')
tell('kinds of request', tally.shapes.size, '')
for (const [status, n] of [...tally.status].sort()) tell(`answers ${status}`, n, '')
tell('pages that failed', tally.failed.length, '', '<= 0')
tell('servers without sanitizers', Number(!watched), '', '<= 0')
tell('reports of sanitizers', reports.length, '', '<= 0')
tell('workers that died', Number(died), '', '<= 0')
tell('server that ended badly', Number(code !== 0), '', '<= 0')
for (const [i, size] of sizes.entries()) tell(`memory after ${i + 1} tenths`, size, 'MB')
// A short run is not warm yet.
tell('last three tenths, of the three before', mean(sizes.slice(7)) / mean(sizes.slice(4, 7)),
  'x', wanted < 50000 ? '' : '<= 1.05')
if (short > 0) console.log(`what the server said: ${heard}`)
else rmSync(heard, { recursive: true })
process.exit(short > 0 ? 1 : 0)
