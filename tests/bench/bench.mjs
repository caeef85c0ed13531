// make bench: what is measured, in which order, against which goals.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { capture } from './captured.mjs'
import { configure, loadCohorts, postmaster, settle, sql }
  from './database.mjs'
import { equity, loadEquity } from './equity.mjs'
import { figure, median } from './figures.mjs'
import { flags } from './flags.mjs'
import { askPages, askStatements } from './load.mjs'
import { processorMs } from './processor.mjs'
import { reading } from './reading.mjs'
import { signIn, startServer } from './server.mjs'
import { weigh } from './weights.mjs'

const people = {
  trainee: 'amara.okafor@example.org',
  educator: 'david.llewellyn@example.org',
  staff: 'priya.raman@example.org'
}
const cohorts = Number(process.env.WAYMARK_BENCH_COHORTS ?? 300)
const directory = mkdtempSync(join(tmpdir(), 'waymark-bench-'))

// Turns, so that what else the machine does falls on both alike.
const ROUNDS = 5
const together = { connections: 8, seconds: 4, directory }
const alone = { connections: 1, seconds: 2, directory }

const middle = (rounds, what) => median(rounds.map(round => round[what]))
const ratio = (ones, others, what) =>
  median(ones.map((one, i) => one[what] / others[i][what]))

// Evenly spread over all there are, by the year of their cohorts: so many and
// so few hold the same parts of people who have just begun and who are done.
const sample = (rows, n, database) => sql(`SELECT id FROM (
    SELECT r.id, row_number() OVER (ORDER BY c.starts_on, r.id) AS i,
           count(*) OVER () AS n
      FROM ${rows}) t
    WHERE i * ${n} / t.n > (i - 1) * ${n} / t.n ORDER BY i`, database)
  .split('\n')

const pagesOf = database => ({
  'trainee record': sample('waymark.enrolment r ' +
    'JOIN waymark.cohort c ON c.id = r.cohort_id', 8, database)
    .map(id => `/trainees/${id}`),
  'cohort page': sample('waymark.cohort r ' +
    'JOIN waymark.cohort c ON c.id = r.id', 3, database)
    .map(id => `/cohorts/${id}`)
})

// What each answer cost the server, PostgreSQL and whoever asked.
async function costed (server, load) {
  const pids = [process.pid, postmaster(), server.pid]
  const before = processorMs(pids)
  const result = await load()

  return { ...result, cost: (processorMs(pids) - before) / result.all }
}

async function throughput (name, server, cookie, paths) {
  const scripts = await capture(server, cookie, paths, directory)
  const ours = []
  const theirs = []

  for (let i = 0; i < ROUNDS; i++) {
    ours.push(await costed(server, () =>
      askPages(server, cookie, paths, together)))
    theirs.push(await costed(server, () =>
      askStatements(server.database, scripts, together)))
  }
  figure(`${name}: statements`, median(scripts.map(s => s.asked.length)), '')
  figure(`${name}: requests`, middle(ours, 'rate'), 'a second')
  figure(`${name}: pgbench`, middle(theirs, 'rate'), 'a second')
  figure(`${name}: requests to pgbench`,
    ratio(ours, theirs, 'rate'), 'times', '>= 0.9')
  figure(`${name}: processor time`, middle(ours, 'cost'), 'ms')
  figure(`${name}: processor time of pgbench`, middle(theirs, 'cost'), 'ms')
  figure(`${name}: p99`, middle(ours, 'p99') / 1000, 'ms')
  figure(`${name}: p99 of pgbench`, middle(theirs, 'p99') / 1000, 'ms')
  figure(`${name}: p99 to pgbench`, ratio(ours, theirs, 'p99'), 'times',
    '<= 2')
}

// One request at a time, and what it costs whatever else the machine does.
async function growth (name, small, large, goal = '<= 1.1') {
  const few = []
  const many = []

  for (const { server, cookie, pages } of [small, large]) {
    await askPages(server, cookie, pages[name], { ...together, seconds: 1 })
  }
  for (let i = 0; i < ROUNDS; i++) {
    few.push(await costed(small.server, () =>
      askPages(small.server, small.cookie, small.pages[name], alone)))
    many.push(await costed(large.server, () =>
      askPages(large.server, large.cookie, large.pages[name], alone)))
  }
  figure(`${name}: median of ${small.trainees}`, middle(few, 'p50') / 1000,
    'ms')
  figure(`${name}: median of ${large.trainees}`, middle(many, 'p50') / 1000,
    'ms')
  figure(`${name}: processor time, many to few`, ratio(many, few, 'cost'),
    'times', goal)
}

// The same programmes, as somebody else asks for other pages.
async function asks (one, email, pages) {
  return { ...one, cookie: await signIn(one.server.origin, email), pages }
}

async function workLists (small, large) {
  const lists = {
    'work list of an educator': [people.educator, ['/work']],
    'work list of staff': [people.staff, ['/work', '/work?on=others']]
  }

  for (const [name, [email, paths]] of Object.entries(lists)) {
    await growth(name, await asks(small, email, { [name]: paths }),
      await asks(large, email, { [name]: paths }), '<= 1.5')
  }
}

async function programme (database) {
  settle(database)
  const server = await startServer(database)

  return {
    server,
    cookie: await signIn(server.origin, people.staff),
    pages: pagesOf(database),
    trainees: sql('SELECT count(*) FROM waymark.enrolment', database)
  }
}

async function weights ({ server, cookie, pages }) {
  const trainee = await signIn(server.origin, people.trainee)
  const educator = await signIn(server.origin, people.educator)
  const placement = sql(`SELECT p.id FROM waymark.placement p
    JOIN waymark.person h ON h.id = p.person_id
   WHERE h.email = '${people.trainee}' AND '2026-11-19' BETWEEN p.starts_on
     AND p.ends_on`)

  await weigh(server.origin, [
    { name: 'home page', path: '/', cookie: trainee },
    { name: 'day form', path: `/placements/${placement}/days/new`,
      cookie: trainee },
    { name: 'week form', path: `/placements/${placement}/weeks/new`,
      cookie: trainee },
    { name: 'work list', path: '/work', cookie: educator, list: true },
    { name: 'trainee record', path: pages['trainee record'][3], cookie },
    { name: 'cohort page', path: pages['cohort page'][1], cookie, list: true },
    { name: 'list of trainees', path: '/trainees', cookie, list: true },
    { name: 'people at risk', path: '/at-risk', cookie, list: true }
  ])
}

// The best plan of a whole cohort, in one process: the slowest of ten.
function plans () {
  const slowest = execFileSync(`${process.env.B}/tests/bench/plan`,
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

  figure('matching 160 trainees with 60 offers', Number(slowest), 'ms',
    '<= 2000')
}

// 100,000 rows of 20 columns from PostgreSQL to a workbook, and the same values
// from memory by libxlsxwriter alone and by exceljs's streaming writer, in turns.
function spreadsheets () {
  const program = `${process.env.B}/tests/bench/export`
  const ways = {
    ours: [program, 'ours'],
    bare: [program, 'bare'],
    exceljs: ['node', 'tests/bench/exceljs_write.mjs', join(directory, 'theirs.xlsx')]
  }
  const took = { ours: [], bare: [], exceljs: [] }
  const times = (theirs, ours, what) =>
    median(took[theirs].map((one, i) => what(one) / what(took[ours][i])))
  const clock = one => one.ms
  const own = one => one.cpu
  const all = one => one.cpu + one.server

  for (let i = 0; i < 3; i++) {
    for (const [way, [command, ...args]] of Object.entries(ways)) {
      const [ms, cpu, server, kb] = execFileSync(command, args,
        { encoding: 'utf8' }).split(' ').map(Number)

      took[way].push({ ms, cpu, server, kb })
    }
  }
  figure('spreadsheet of 100,000 rows', median(took.ours.map(clock)), 'ms')
  figure('... to libxlsxwriter alone, by processor time',
    times('ours', 'bare', own), 'times', '<= 1.3')
  figure('... with PostgreSQL’s', times('ours', 'bare', all), 'times')
  figure('... by the clock', times('ours', 'bare', clock), 'times')
  figure('... exceljs against us, by processor time',
    times('exceljs', 'ours', own), 'times', '>= 2.5')
  figure('... with PostgreSQL’s', times('exceljs', 'ours', all), 'times')
  figure('... by the clock', times('exceljs', 'ours', clock), 'times')
  figure('... memory', Math.max(...took.ours.map(one => one.kb)) / 1024, 'MB',
    '<= 64')
}

// Whole names, one name, and an organisation: what somebody types.
async function searches (small, large) {
  const names = database => sql(`SELECT p.name FROM waymark.person p
      JOIN waymark.enrolment e ON e.person_id = p.id
     ORDER BY e.id LIMIT 120`, database).split('\n')
    .filter((_, i) => i % 20 === 0)
  const paths = programme => ['trust', ...names(programme.server.database)]
    .map(typed => `/search?q=${encodeURIComponent(typed)}`)

  await growth('search', await asks(small, people.staff,
    { search: paths(small) }), await asks(large, people.staff,
    { search: paths(large) }), '<= 1.5')
}

async function bench () {
  const servers = []

  plans()
  reading(directory)
  spreadsheets()
  configure()
  loadEquity()
  try {
    const small = await programme('waymark')
    servers.push(small.server)
    await weights(small)
    for (const [name, paths] of Object.entries(small.pages)) {
      await throughput(name, small.server, small.cookie, paths)
    }
    loadCohorts('waymark_many', cohorts)
    const large = await programme('waymark_many')
    servers.push(large.server)
    for (const name of Object.keys(small.pages)) {
      await growth(name, small, large)
    }
    await workLists(small, large)
    await searches(small, large)
    flags('waymark_many', directory)
    await equity()
  } finally {
    for (const server of servers) await server.stop()
    rmSync(directory, { recursive: true })
  }
}

await bench()
