// 500 people at once behind nginx, first by themselves and then beside slow lines,
// connections that are half there, and two that ask without pause:
//
//	tests/with-database --demo node tests/load/load.mjs [SECONDS]
//
// Prints a line a figure; ends badly when a goal is missed.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'

import { figure, quantile } from '../bench/figures.mjs'
import { host, startSite } from '../site/site.mjs'
import { answers, everybody, saved, sql, stop } from './people.mjs'

const PEOPLE = 500
const seconds = Number(process.argv[2] ?? 40)
let short = 0

function tell (name, value, unit, goal = '') {
  const [how, bound] = goal.split(' ')
  if (goal && (how === '<=' ? value > Number(bound) : value < Number(bound))) short++
  figure(name, value, unit, goal)
}

function sayTimes (name, some, length) {
  const took = some.map((answer) => answer.took).sort((a, b) => a - b)
  const odd = some.filter(({ status }) => ![200, 303, 422].includes(status))
  tell(`${name}: answers`, some.length / length, '/s', `>= ${PEOPLE / 16}`)
  tell(`${name}: half within`, quantile(took, 0.5), 'ms')
  tell(`${name}: 99 of 100 within`, quantile(took, 0.99), 'ms', '<= 1000')
  tell(`${name}: slowest`, took.at(-1), 'ms')
  tell(`${name}: people refused or not answered`, odd.length, '', '<= 0')
  for (const { status, what } of odd.slice(0, 5)) console.log(`  ${status} ${what}`)
}

function sayFlood (name, heard, length) {
  const refused = heard.filter(({ status }) => status === 429 || status === 503)
  const mute = refused.filter(({ inWords }) => !inWords)
  const other = heard.filter(({ status }) => ![200, 400, 422, 429, 503].includes(status))
  tell(`${name}: asked`, heard.length / length, '/s')
  tell(`${name}: refused`, refused.length, '', '>= 1')
  tell(`${name}: refused without words or Retry-After`, mute.length, '', '<= 0')
  tell(`${name}: answered otherwise`, other.length, '', '<= 0')
  for (const { status } of [...mute, ...other].slice(0, 3)) console.log(`  ${status}`)
}

function sayKept () {
  const there = new Map()
  for (const line of sql(`SELECT did FROM placement_day WHERE did LIKE 'load-%'
      UNION ALL SELECT title FROM reflection WHERE title LIKE 'load-%'`)) {
    there.set(line, (there.get(line) ?? 0) + 1)
  }
  tell('writes acknowledged', saved.length, '', '>= 1')
  tell('writes lost', saved.filter((token) => !there.has(token)).length, '', '<= 0')
  tell('writes doubled', [...there.values()].filter((n) => n > 1).length, '', '<= 0')
}

const site = await startSite('load')
const origin = `https://${host}`
const began = Date.now()
const people = await everybody(origin, site.tls, PEOPLE)
tell('people signed in', people.length, '', `>= ${PEOPLE}`)
tell('signing in', people.length * 1000 / (Date.now() - began), '/s')
const lives = people.map((one) => one.live())
await sleep(8000)
const calm = Date.now()
await sleep(seconds * 1000)
const crowd = Date.now()
const others = fork(new URL('crowd.mjs', import.meta.url))
others.send({ origin, host, tls: { ...site.tls, ca: String(site.tls.ca) } })
await sleep(seconds * 1000)
const end = Date.now()
stop()
others.send('enough')
const floods = await Promise.race([
  once(others, 'message').then(([heard]) => heard),
  once(others, 'exit').then(() => { throw new Error('the crowd went without a word') })
])
await Promise.all(lives)
sayTimes('alone', answers.filter(({ at }) => at >= calm && at < crowd), seconds)
sayTimes('in the crowd', answers.filter(({ at }) => at >= crowd && at < end), seconds)
sayFlood('who asks without pause', floods[0], seconds)
sayFlood('who guesses without pause', floods[1], seconds)
sayKept()
for (const { client } of people) client.close()
await site.stop()
process.exit(short > 0 ? 1 : 0)
