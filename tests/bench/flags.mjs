// How many people the jobs look at a second, beside PostgreSQL answering the
// statements of the same facts to nobody who does anything with them.
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'

import { statements } from './captured.mjs'
import { adminUrl, jobsUrl, log, logEverything, postmaster, sql }
  from './database.mjs'
import { figure, median } from './figures.mjs'
import { processorMs } from './processor.mjs'

const build = process.env.B ?? 'build'
const ROUNDS = 3

// Seconds, and the processor time of what was run and of PostgreSQL.
function timed (work) {
  const spent = () => processorMs([process.pid, postmaster()])
  const before = spent()
  const begun = process.hrtime.bigint()

  work()
  return {
    seconds: Number(process.hrtime.bigint() - begun) / 1e9,
    processor: (spent() - before) / 1000
  }
}

const look = database => timed(() => execFileSync(`${build}/waymark`,
  ['flags'], {
    env: { ...process.env, WAYMARK_JOBS_URL: jobsUrl(database) },
    stdio: ['ignore', 'ignore', 'inherit']
  }))

// The same statements with the same values, as text.
const asText = ({ sql, values }) => sql.replace(/\$(\d+)/g, (_, n) =>
  values[n - 1] === null
    ? 'NULL'
    : `'${values[n - 1].replaceAll("'", "''")}'`)

const isOfFacts = ({ name }) => /^(fact_|flags_standing|flag_people)/.test(name)

const read = (database, file) => timed(() => execFileSync('psql', ['-X', '-q',
  '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-o', '/dev/null', '-f', file,
  adminUrl(database)],
{ env: { ...process.env, PGOPTIONS: '-c search_path=waymark' } }))

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
  const seconds = median(ours.map(one => one.seconds))
  const ratio = what => median(ours.map((one, i) => one[what] /
    theirs[i][what]))

  figure('flags: people looked at', people / seconds, 'a second')
  figure('flags: 20,000 people', 20000 * seconds / people, 's')
  figure('flags: time to that of reading the facts', ratio('seconds'),
    'times', '<= 1.3')
  figure('flags: processor time to that', ratio('processor'), 'times',
    '<= 1.3')
}
