// Two loads of the same work: h2load asks the application for pages, pgbench
// asks PostgreSQL for what those pages ask.  Both keep their connections, send
// the next request when the last is answered, and note each answer's time.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'

import { webUrl } from './database.mjs'
import { quantile } from './figures.mjs'

const run = promisify(execFile)

// Those of src/core/db_wait.c.
const options = '-c search_path=waymark,extensions,pg_temp ' +
  '-c timezone=Europe/London -c jit=off -c client_min_messages=warning ' +
  '-c statement_timeout=5000 -c lock_timeout=2000 ' +
  '-c idle_in_transaction_session_timeout=5000'

// New connections find nothing prepared: what ends in their first second is
// not counted.  An answer is [when it was there, how long it took], in us.
const WARMING = 1

function summary (answers, seconds) {
  const from = Math.min(...answers.map(([at, took]) => at - took)) +
    WARMING * 1e6
  const sorted = answers.filter(([at]) => at >= from).map(([, took]) => took)
    .sort((a, b) => a - b)

  return {
    all: answers.length,
    rate: sorted.length / seconds,
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99)
  }
}

// Numbers in columns.
const rows = file => readFileSync(file, 'utf8').trimEnd().split('\n')
  .map(line => line.split(/\s/).map(Number))

export async function askPages (server, cookie, paths, how) {
  const list = `${how.directory}/pages.txt`
  const times = `${how.directory}/pages.log`

  writeFileSync(list, paths.map(path => server.origin + path + '\n').join(''))
  rmSync(times, { force: true })
  const { stdout } = await run('h2load', ['--h1', '-t', '1',
    '-c', String(how.connections), '-D', String(how.seconds + WARMING),
    '--log-file', times, '-H', `cookie: ${cookie}`,
    '-H', 'accept-encoding: br', '-i', list])
  const answers = rows(times)

  if (answers.some(([, status]) => status !== 200)) {
    throw new Error(`not every page was answered:\n${stdout}`)
  }
  return summary(answers.map(([start, , took]) => [start + took, took]),
    how.seconds)
}

export async function askStatements (database, scripts, how) {
  const prefix = `${how.directory}/transactions`

  await run('pgbench', ['-n', '-M', 'prepared', '-j', '1',
    '-c', String(how.connections), '-T', String(how.seconds + WARMING),
    '-l', '--log-prefix', prefix,
    ...scripts.flatMap(({ file, variables }) =>
      ['-f', file, ...variables.flatMap(variable => ['-D', variable])]),
    webUrl(database)], { env: { ...process.env, PGOPTIONS: options } })
  const logs = readdirSync(how.directory)
    .filter(name => name.startsWith('transactions.'))
    .map(name => `${how.directory}/${name}`)
  const answers = logs.flatMap(log => rows(log)
    .map(([, , took, , s, us]) => [s * 1e6 + us, took]))

  logs.forEach(log => rmSync(log))
  return summary(answers, how.seconds)
}
