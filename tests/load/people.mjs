// Five hundred who work as people do: they read, think for some seconds, and now
// and then write, remembering what they were told was saved.
import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'

import { Client, attributes } from '../client.mjs'

const THINK_MS = 8000

export const sql = (statement) => execFileSync('psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1',
  process.env.DATABASE_URL, '-c', 'SET search_path = waymark, public', '-c', statement],
{ encoding: 'utf8', maxBuffer: 1 << 26 }).trim().split('\n').filter(Boolean)

export const saved = [] // what somebody was told is kept
export const answers = [] // { at, took, status, what }
let going = true
let serial = 0

export const stop = () => { going = false }

const any = (list) => list[Math.floor(Math.random() * list.length)]

// Whoever has no password gets the demonstration's.
function known (role, many) {
  sql(`INSERT INTO auth.credential (person_id, password_hash)
      SELECT DISTINCT r.person_id, (SELECT c.password_hash FROM auth.credential c
          JOIN person p ON p.id = c.person_id WHERE p.email = 'asha.mistry@example.org')
        FROM role_held r WHERE r.role = '${role}' AND r.during @> today()
          AND NOT EXISTS (SELECT FROM auth.credential c WHERE c.person_id = r.person_id)
       LIMIT ${many}`)
  return sql(`SELECT p.email FROM person p JOIN auth.credential c ON c.person_id = p.id
      WHERE p.email IS NOT NULL AND EXISTS (SELECT FROM role_held r
          WHERE r.person_id = p.id AND r.during @> today() AND r.role = '${role}')
        AND (SELECT count(*) FROM role_held r
          WHERE r.person_id = p.id AND r.during @> today()) = 1
      ORDER BY p.id LIMIT ${many}`)
}

class Somebody {
  constructor (email, client, paths) {
    Object.assign(this, { email, client, paths })
  }

  async heard (what, asking) {
    const answer = await asking
    answers.push({ at: Date.now(), took: answer.took, status: answer.status, what })
    return answer
  }

  open (path) { return this.heard(`GET ${path.replace(/\d+/g, '#')}`, this.client.get(path)) }

  async send (path, fields, page) {
    return this.heard(`POST ${path.replace(/\d+/g, '#')}`, this.client.send(path, fields, page))
  }

  async write (path, fields, token) {
    const page = await this.open(path)
    await sleep(Math.random() * THINK_MS)
    const answer = await this.send(path, fields, page)
    if (answer.status === 303 && !/^\/sign-in/.test(answer.location)) saved.push(token)
  }

  async work () { await this.open(any(this.paths)) }

  async live () {
    await sleep(Math.random() * THINK_MS)
    while (going) {
      await this.work()
      await sleep((0.5 + Math.random()) * THINK_MS)
    }
  }
}

class Trainee extends Somebody {
  async work () {
    const chance = Math.random()
    if (chance < 0.15 && this.days.length) return this.logDay()
    if (chance < 0.25) return this.reflect()
    await super.work()
  }

  logDay () {
    const [year, month, of] = this.days.shift().split('-').map(Number)
    const token = `load-day-${++serial}`
    return this.write(`/placements/${this.placement}/days/new`, {
      'on-day': of, 'on-month': month, 'on-year': year, length: 'full', kind: 'attended',
      sure: 'yes', did: token
    }, token)
  }

  reflect () {
    const token = `load-reflection-${++serial}`
    return this.write('/reflections/new', {
      title: token, words: 'What it was about.', 'on-day': 19, 'on-month': 11, 'on-year': 2026
    }, token)
  }
}

class Educator extends Somebody {
  async work () {
    const page = await this.open('/work')
    const days = [...page.text.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
      .map(([tag]) => attributes(tag)).filter(({ name }) => name)
    if (days.length === 0 || Math.random() < 0.7) return
    const { name, value } = any(days)
    await this.send('/work', { [name]: value }, page)
  }
}

// All of them, signed in; each from an address of their own.
export async function everybody (origin, tls, many) {
  const cohorts = sql('SELECT id FROM cohort').map((id) => `/cohorts/${id}`)
  const records = sql('SELECT id FROM enrolment ORDER BY id DESC LIMIT 160')
    .map((id) => `/trainees/${id}`)
  const free = new Map(sql(`SELECT DISTINCT ON (p.person_id) w.email, p.id, (
        SELECT string_agg(d::date::text, ' ') FROM generate_series(p.starts_on,
            least(p.ends_on, today()), '1 day') d
         WHERE extract(isodow FROM d) < 6 AND NOT EXISTS (SELECT FROM placement_day x
             WHERE x.placement_id = p.id AND x.on_date = d::date))
      FROM placement p JOIN person w ON w.id = p.person_id
     WHERE p.starts_on <= today() AND p.ends_on >= today() ORDER BY p.person_id, p.id DESC`)
    .map((line) => line.split('|')).map(([email, id, days]) => [email, { id, days }]))
  const educators = known('educator', 60)
  const staff = known('staff', 9)
  const trainees = known('trainee', many)
  const all = []
  const client = () => new Client(origin, {
    tls, from: `127.1.${all.length >> 7}.${1 + (all.length & 127)}`, sockets: 2
  })
  for (const email of educators) all.push(new Educator(email, client(), ['/work']))
  for (let i = 0; i < 40; i++) {
    all.push(new Somebody(staff[i % staff.length], client(), [...cohorts, ...records, '/work', '/']))
  }
  for (let i = 0; all.length < many; i++) {
    const email = trainees[i % trainees.length]
    const where = free.get(email)
    const them = new Trainee(email, client(), ['/', '/reflections',
      ...where ? [`/placements/${where.id}`] : []])
    them.placement = where?.id
    them.days = i < trainees.length ? where?.days?.split(' ').filter(Boolean) ?? [] : []
    all.push(them)
  }
  const waiting = [...all]
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let one; (one = waiting.pop());) await one.client.signIn(one.email)
  }))
  return all
}
