// The bench's own PostgreSQL: its settings, its databases, its log.
import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync } from 'node:fs'

const cluster = process.env.WAYMARK_TEST_CLUSTER
const build = process.env.B ?? 'build'

// As a server for this many people would be set, and quiet while we measure.
const settings = `
shared_buffers = 512MB
max_wal_size = 8GB
checkpoint_timeout = 1h
autovacuum = off
`

const named = (url, name) => url.replace('/waymark?', `/${name}?`)
export const adminUrl = name => named(process.env.DATABASE_URL, name)
export const webUrl = name => named(process.env.WAYMARK_WEB_URL, name)
export const jobsUrl = name => named(process.env.WAYMARK_JOBS_URL, name)

export function sql (text, name = 'waymark') {
  return execFileSync('psql', ['-X', '-q', '-A', '-t', '-v',
    'ON_ERROR_STOP=1', '-c', text, adminUrl(name)], { encoding: 'utf8' })
    .trim()
}

export function configure () {
  appendFileSync(`${cluster}/data/postgresql.conf`, settings)
  execFileSync(`${cluster}/ctl`, ['-m', 'fast', 'restart'],
    { stdio: ['ignore', 'ignore', 'inherit'] })
}

// What has just been loaded is set in order now, not while we measure.
export function settle (name) {
  sql('VACUUM ANALYZE', name)
  sql('CHECKPOINT', name)
}

export function loadCohorts (name, cohorts) {
  const env = { ...process.env, DATABASE_URL: adminUrl(name) }
  const stdio = ['ignore', 'ignore', 'inherit']

  sql(`CREATE DATABASE ${name}`)
  execFileSync(`${build}/waymark`, ['migrate'], { env, stdio })
  execFileSync(`${build}/waymark`, ['demo', '--seed', '2026', '--as-of',
    '2026-11-19', '--cohorts', String(cohorts)], { env, stdio })
}

// Connections read a role's settings when they begin.
export function logEverything (wanted, role = 'waymark_web') {
  sql(`ALTER ROLE ${role} ${wanted ? 'SET log_statement = \'all\''
    : 'RESET log_statement'}`)
  sql(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
        WHERE usename = '${role}'`)
}

export const postmaster = () => readFileSync(`${cluster}/data/postmaster.pid`,
  'utf8').split('\n')[0]
export const log = () => readFileSync(`${cluster}/log`, 'utf8')
