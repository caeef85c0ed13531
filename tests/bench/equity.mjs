// The equity report over many cohorts and many people, and how much of what it
// costs is PostgreSQL's.
import { execFileSync } from 'node:child_process'

import { adminUrl, postmaster, settle, sql } from './database.mjs'
import { figure, median } from './figures.mjs'
import { processorMs } from './processor.mjs'
import { get, signIn, startServer } from './server.mjs'

const ROUNDS = 5
const database = 'waymark_equity'
const programmes = [
  { name: '10 cohorts of 160', id: 900, size: 160, goal: '<= 1' },
  { name: '100,000 people', id: 901, size: 10000, goal: '<= 5' }
]

// Nobody else is connected to the database that is copied.
export function loadEquity () {
  sql(`CREATE DATABASE ${database} TEMPLATE waymark`, 'postgres')
  for (const { id, size } of programmes) {
    execFileSync('psql', ['-X', '-q', '-1', '-v', 'ON_ERROR_STOP=1',
      '-v', `programme=${id}`, '-v', 'cohorts=10', '-v', `size=${size}`,
      '-f', 'tests/bench/equity.sql', adminUrl(database)])
  }
}

// Seconds, and the processor time of the server and of PostgreSQL.
async function timed (server, cookie, path) {
  const spent = () => [[server.pid], [postmaster()]].map(processorMs)
  const before = spent()
  const begun = process.hrtime.bigint()
  const { status } = await get(server.origin + path, cookie)
  const seconds = Number(process.hrtime.bigint() - begun) / 1e9
  const [ours, theirs] = spent().map((ms, i) => ms - before[i])

  // Past the database's time there is no answer.
  return {
    seconds: status === 200 ? seconds : Infinity,
    processor: (ours + theirs) / 1000,
    share: 100 * theirs / (ours + theirs)
  }
}

async function report (name, goal, server, cookie, path) {
  const rounds = []

  await timed(server, cookie, path)
  for (let i = 0; i < ROUNDS; i++) {
    rounds.push(await timed(server, cookie, path))
  }
  const middle = what => median(rounds.map(round => round[what]))
  figure(`${name}: time`, middle('seconds'), 's', goal)
  figure(`${name}: processor time`, middle('processor'), 's')
  figure(`${name}: PostgreSQL's share`, middle('share'), '%')
}

// Each outcome by each characteristic, as the equity lead has it, exactly, and
// as staff have it, held against all they were given; and one outcome's page.
export async function equity () {
  const emailOf = role => sql(`SELECT p.email FROM waymark.person p
    JOIN waymark.role_held r ON r.person_id = p.id WHERE r.role = '${role}'
     AND r.programme_id = 900 AND EXISTS (SELECT FROM auth.credential c
         WHERE c.person_id = p.id) ORDER BY p.id LIMIT 1`, database)

  settle(database)
  const server = await startServer(database)
  try {
    const lead = await signIn(server.origin, emailOf('equity_lead'))
    const staff = await signIn(server.origin, emailOf('staff'))
    for (const { name, id, goal } of programmes) {
      const place = `/programmes/${id}/fairness`
      await report(`equity, ${name}, 17 outcomes`, goal, server, lead,
        `${place}/fairness.csv?outcome=each`)
      await report(`equity, ${name}, a page of staff`, goal, server, staff,
        `${place}?outcome=withdrawn`)
      await report(`equity, ${name}, with curves and hosts`, goal, server,
        staff, `${place}/groups?outcome=withdrawn&by=sex`)
    }
    await report('equity, 10 cohorts of 160, 17 outcomes of staff', '<= 1',
      server, staff, '/programmes/900/fairness/fairness.csv?outcome=each')
  } finally {
    await server.stop()
  }
}
