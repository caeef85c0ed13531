// What the nemesis does harm to: PostgreSQL, the server and the jobs, each begun
// again as a service manager would, and a page that they share with the shim.
import { execFile, execFileSync, spawn } from 'node:child_process'
import {
  appendFileSync, chmodSync, closeSync, copyFileSync, openSync, readFileSync, writeFileSync,
  writeSync
} from 'node:fs'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)
export const build = process.env.B ?? 'build'
export const cluster = process.env.WAYMARK_TEST_CLUSTER
const data = `${cluster}/data`
const page = `${cluster}/shim`

export const port = await new Promise((resolve) => {
  const s = net.createServer().listen(0, '127.0.0.1', () => {
    const { port } = s.address()
    s.close(() => resolve(port))
  })
})
export const origin = `http://127.0.0.1:${port}`

const env = {
  ...process.env,
  LD_PRELOAD: `${cluster}/shim.so`, // where PostgreSQL's user finds it too
  WAYMARK_SHIM: page,
  WAYMARK_SHIM_DATA: data,
  WAYMARK_PORT: String(port),
  WAYMARK_ORIGIN: origin
}

export const psql = async (statement) => (await run('psql', ['-qXAt', '-v',
  'ON_ERROR_STOP=1', process.env.DATABASE_URL, '-c', 'SET search_path = waymark',
  '-c', statement], { maxBuffer: 1 << 28 })).stdout.trim()

// As a file, not in an argument: what is preloaded is for the server alone.
export const ctl = (...argv) => run(`${cluster}/ctl`, argv, { env })

export async function start () {
  for (let i = 0; i < 200; i++) {
    try { return await ctl('start') } catch { await sleep(50) }
  }
  throw new Error('PostgreSQL does not start')
}

export const postmaster = () =>
  Number(readFileSync(`${data}/postmaster.pid`, 'utf8').split('\n')[0])

export const children = async (pid) => {
  try {
    return (await run('pgrep', ['-P', String(pid)])).stdout.trim().split('\n').map(Number)
  } catch { return [] }
}

export function signal (pids, name) {
  for (const pid of [pids].flat()) {
    try { process.kill(pid, name) } catch {}
  }
}

export const backends = async () => (await psql(`SELECT pid FROM pg_stat_activity
    WHERE usename = 'waymark_web'`)).split('\n').filter(Boolean).map(Number)

// Where a file says what recovery is to be; PostgreSQL opens it to write.
export function standby () {
  writeFileSync(`${data}/standby.signal`, '')
  chmodSync(`${data}/standby.signal`, 0o666)
}

export const full = { nothing: 0, data: 1, temporary: 2 }
export function shim ({ is = full.nothing, off = 0 }) {
  const bytes = Buffer.alloc(16)
  bytes.writeInt32LE(is, 0)
  bytes.writeBigInt64LE(BigInt(off), 8)
  const fd = openSync(page, 'r+')
  writeSync(fd, bytes, 0, 16, 0)
  closeSync(fd)
}

// A connection that asks for nothing, and holds one of the server's.
export function hoard () {
  const socket = net.connect(`${cluster}/.s.PGSQL.5432`)
  const words = Buffer.from('user\0waymark_web\0database\0waymark\0\0')
  const head = Buffer.alloc(8)
  head.writeInt32BE(8 + words.length, 0)
  head.writeInt32BE(196608, 4)
  socket.on('error', () => {})
  socket.write(Buffer.concat([head, words]))
  return socket
}

// A process that is begun again whenever it ends, until it is told to stop.
function service (argv) {
  const s = { stopping: false, begun: 0 }
  const log = openSync(`${cluster}/services.log`, 'a')
  const begin = () => {
    s.begun++
    s.child = spawn(argv[0], argv.slice(1), { env, stdio: ['ignore', log, log] })
    s.ended = new Promise((resolve) => s.child.on('exit', () => {
      resolve()
      if (!s.stopping) setTimeout(begin, 20)
    }))
  }
  begin()
  s.stop = async () => {
    s.stopping = true
    s.child.kill('SIGTERM')
    await s.ended
  }
  return s
}

export let server, jobs
export const workers = () => children(server.child.pid)

export async function begin () {
  copyFileSync(`${build}/tests/faults/shim.so`, env.LD_PRELOAD)
  chmodSync(env.LD_PRELOAD, 0o755)
  writeFileSync(page, Buffer.alloc(4096))
  chmodSync(page, 0o644)
  appendFileSync(`${data}/postgresql.conf`, `
    wal_level = replica
    work_mem = 64kB
    wal_keep_size = 0
    max_wal_size = 64MB
    log_min_messages = warning\n`)
  await ctl('-m', 'fast', 'stop')
  await start()
  server = service(['conf/serve', build])
  jobs = service([`${build}/waymark`, 'jobs'])
  execFileSync(`${build}/waymark`, ['health', String(port), '20'])
}

export async function end () {
  await Promise.all([server.stop(), jobs.stop()])
}
