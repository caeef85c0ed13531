// Writes through the front door while everything below fails in turn, and then
// asks PostgreSQL whether what was acknowledged is there, once, and no more is.
//
//	tests/with-database --demo node tests/faults/nemesis.mjs SECONDS [loose]
//
// Every kind of fault is done at least once, whatever SECONDS says; in a long run
// each is done ENOUGH times, with time between to write.  Loose: on a
// machine that does other things too, a return may take ten times its goal.
import { execFileSync, spawnSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { harms } from './harms.mjs'
import { Person, entries, filled, good, stop, told, wrongs } from './people.mjs'
import * as world from './world.mjs'
import { day, document, draft, found, freeDays, reflection } from './writing.mjs'

const seconds = Number(process.argv[2] ?? 40)
const slack = process.argv[3] === 'loose' ? 10 : 1
const GIVE_UP_MS = 60000
const ENOUGH = 12 // of 17 faults: 204

async function people () {
  const at = (name) => new Person(`${name}@example.org`)
  const helen = at('helen.marsh')
  const all = new Map([
    [at('asha.mistry'), [reflection]], [at('david.llewellyn'), [reflection]],
    [at('kofi.boateng'), [reflection]], [at('hannah.penrose'), [reflection]],
    [at('gareth.norton'), [day(938, await freeDays(938)), reflection]],
    [at('ian.jessop'), [day(942, await freeDays(942)), reflection]],
    [at('christopher.rowntree'), [draft(990), reflection]]
  ])
  for (const person of [...all.keys(), helen]) await person.signIn()
  const asye = await world.psql(`SELECT a.id FROM asye a JOIN person p
      ON p.id = a.person_id WHERE p.email = 'asha.mistry@example.org'`)
  const path = `/asye/${asye}/documents/new`
  const choice = await helen.get(path)
  const begun = await helen.send(helen.request('POST', path,
    filled(choice.text, { kind: 'asye_review.months_9' })))
  all.set(helen, [document(begun.location)])
  return all
}

// The longest that somebody waited, from a moment on, for what they asked then.
function longest (from, answers) {
  let [before, most] = [from, 0]
  for (const { ended } of answers) {
    most = Math.max(most, ended - before)
    before = ended
  }
  return most
}

// From a moment on: when anybody was answered, and how long each waited at most
// until all that was asked while the harm was done is answered.
async function returned (from, all) {
  const done = Date.now()
  for (const end = done + GIVE_UP_MS; Date.now() < end; await sleep(5)) {
    const after = good.filter((g) => g.began >= from)
    const each = all.map((who) => after.filter((g) => g.who === who))
    if (each.every((answers) => answers.at(-1)?.began >= done)) {
      return {
        first: Math.min(...after.map((g) => g.ended)) - from,
        everybody: Math.max(...each.map((answers) => longest(from, answers)))
      }
    }
  }
  return { first: Infinity, everybody: Infinity }
}

async function doHarm (all, times) {
  const end = Date.now() + seconds * 1000
  const spell = seconds * 1000 / (ENOUGH * harms.length)
  for (let i = 0; i < harms.length || Date.now() < end; i++) {
    const h = harms[i % harms.length]
    const began = Date.now()
    told.harm = h.name
    const from = await h.harm(i < harms.length ? 2500 : 7500)
    const took = await returned(from, all)
    times.set(h, [...times.get(h) ?? [], took])
    await sleep(Math.max(150, began + spell - Date.now()))
    good.length = 0
  }
}

// What is there is held against what its writer was told.
async function check (kinds) {
  const there = await found(kinds)
  const f = { lost: [], doubled: [], untrue: [], unasked: [] }
  for (const [token, { kind, told }] of entries) {
    const n = there.get(token) ?? 0
    if (kind.latest) continue
    if (told === 'saved' && n === 0) f.lost.push(token)
    if (told === 'not saved' && n > 0) f.untrue.push(token)
    if (n > 1) f.doubled.push(token)
  }
  for (const token of there.keys()) if (!entries.has(token)) f.unasked.push(token)
  const drafts = [...entries].filter(([, e]) => e.kind.latest)
  const kept = drafts.findIndex(([token]) => there.has(token))
  const last = drafts.findLastIndex(([, e]) => e.told === 'saved')
  if (kept < last) f.lost.push(`${drafts[last][0]}, instead ${drafts[kept]?.[0]}`)
  return f
}

function sayTimes (times) {
  let missed = 0
  for (const [h, t] of times) {
    const [what, goal] = h.first ? ['first', h.first] : ['everybody', h.everybody]
    const of = (which) => t.map((took) => took[which]).sort((a, b) => a - b)
    const said = (which) => `${of(which)[t.length >> 1]} ms, at most ${of(which).at(-1)}`
    const slowest = of(what).at(-1)
    missed += slowest > goal * slack
    console.log(`${h.name.padEnd(32)} ${String(t.length).padStart(4)} times; anybody after ` +
      `${said('first')}; everybody after ${said('everybody')}; goal, ` +
      `${what === 'first' ? 'anybody' : what} ${goal}: ${slowest <= goal ? 'met' : 'missed'}`)
  }
  return missed
}

function sayAll (times, f, took) {
  const n = [...times.values()].flat().length
  console.log(`${Math.round(told.acknowledged / took)} writes a second acknowledged`)
  console.log(`${told.acknowledged} writes acknowledged under ${n} faults, ` +
    `${told.cut} cut lines and ${told.twice} forms sent twice at once`)
  console.log(`${told.unanswered} unanswered and sent again, ${told.busy} told that it was ` +
    `not saved (${told.doubtful} that nobody can say), ${told.gaveUp} took that for an answer`)
  console.log(`the slowest answer took ${told.slowest} ms`)
  for (const [what, tokens] of Object.entries(f)) {
    console.log(`${what}: ${tokens.length}${tokens.slice(0, 5).map((t) => ` ${t}`).join(',')}`)
  }
  console.log(`answers that nobody should get: ${wrongs.length}`)
  for (const w of wrongs.slice(0, 5)) console.log(`  ${w}`)
}

await world.begin()
const all = await people()
const times = new Map()
const writing = Date.now()
const lives = [...all].map(([person, kinds]) => person.live(kinds))
await doHarm([...all.keys()], times).catch((e) => wrongs.push({ toString: () => e.stack }))
world.shim({})
const took = (Date.now() - writing) / 1000
stop()
await Promise.race([Promise.all(lives), sleep(GIVE_UP_MS)])
const kinds = [...new Map([...all.values()].flat().map((k) => [k.there, k])).values()]
const f = await check(kinds)
await world.end()
const missed = sayTimes(times)
sayAll(times, f, took)
if (await world.psql('SELECT count(*) FROM audit.seal') === '0') wrongs.push('no job was done')
const audit = spawnSync(`${world.build}/waymark`, ['verify-audit'], { encoding: 'utf8' })
console.log(audit.stdout.trim())
const faults = Object.values(f).flat().length + wrongs.length + missed + (audit.status !== 0)
if (faults > 0 && process.env.WAYMARK_LOGS) {
  execFileSync('sh', ['-c', `cp ${world.cluster}/services.log ${world.cluster}/log "$WAYMARK_LOGS"`])
}
process.exit(faults > 0 ? 1 : 0)
