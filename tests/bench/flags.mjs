// How many people the jobs look at a second, beside PostgreSQL answering the
// statements of the same facts to nobody who does anything with them.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

import { statements } from './captured.mjs'
import { adminUrl, jobsUrl, log, logEverything, sql } from './database.mjs'
import { figure, median } from './figures.mjs'

const build = process.env.B ?? 'build'
const ROUNDS = 3

function look (database) {
  const begun = process.hrtime.bigint()

  execFileSync(`${build}/waymark`, ['flags'], {
    env: { ...process.env, WAYMARK_JOBS_URL: jobsUrl(database) },
    stdio: ['ignore', 'ignore', 'inherit']
  })
  return Number(process.hrtime.bigint() - begun) / 1e9
}

// The same statements with the same values, as text.
const asText = ({ sql, values }) => sql.replace(/\$(\d+)/g, (_, n) =>
  values[n - 1] === null
    ? 'NULL'
    : `'${values[n - 1].replaceAll("'", "''")}'`)

const isOfFacts = ({ name }) => /^(fact_|flags_standing|flag_people)/.test(name)

function read (database, file) {
  const begun = process.hrtime.bigint()

  execFileSync('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1',
    '-o', '/dev/null', '-f', file, adminUrl(database)],
  { env: { ...process.env, PGOPTIONS: '-c search_path=waymark' } })
  return Number(process.hrtime.bigint() - begun) / 1e9
}

export function flags (database, directory) {
  const file = `${directory}/facts.sql`
  const ours = []
  const theirs = []

  look(database)
  logEverything(true, 'waymark_jobs')
  const before = log().length
  look(database)
  const asked = statements(log().slice(before)).filter(isOfFacts)
  logEverything(false, 'waymark_jobs')
  if (asked.length === 0) throw new Error('the log holds no facts')
  writeFileSync(file, asked.map(one => asText(one) + ';\n').join(''))
  for (let i = 0; i < ROUNDS; i++) {
    ours.push(look(database))
    theirs.push(read(database, file))
  }
  const people = Number(sql(`SELECT people FROM waymark.flag_snapshot
    ORDER BY on_date DESC LIMIT 1`, database))
  figure('flags: people', people, '')
  figure('flags: people looked at', people / median(ours), 'a second')
  figure('flags: 20,000 people', 20000 * median(ours) / people, 's')
  figure('flags: time to that of reading the facts',
    median(ours.map((one, i) => one / theirs[i])), 'times', '<= 1.3')
}
