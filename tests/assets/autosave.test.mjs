// The script that saves drafts: when it sends, what it sends, what it says.
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { autosave } from '../../assets/autosave.mjs'

class Element extends EventTarget {
  hidden = true
  textContent = ''
  attributes = {}
  setAttribute (name, value) { this.attributes[name] = value }
  removeAttribute (name) { delete this.attributes[name] }
}

// A clock that stands still until it is told to go on.
class Clock {
  #now = 0
  #alarms = new Map()
  setTimeout = (what, wait) => {
    const alarm = Symbol('alarm')
    this.#alarms.set(alarm, { what, at: this.#now + wait })
    return alarm
  }

  clearTimeout = alarm => { this.#alarms.delete(alarm) }
  tick (time) {
    this.#now += time
    for (const [alarm, { what, at }] of this.#alarms) {
      if (at <= this.#now) {
        this.#alarms.delete(alarm)
        what()
      }
    }
  }
}

const nextTurn = () => new Promise(resolve => setImmediate(resolve))

// A page with a form of two fields, its clock stopped at 2:15pm.
function pageWithForm (answer) {
  const clock = new Clock()
  const state = new Element()
  const form = new Element()
  const sent = []

  form.action = 'https://waymark.example/days/new'
  form.querySelector = () => state
  globalThis.setTimeout = clock.setTimeout
  globalThis.clearTimeout = clock.clearTimeout
  globalThis.document = new EventTarget()
  document.visibilityState = 'visible'
  globalThis.FormData = class {
    * [Symbol.iterator] () {
      yield ['csrf', 'abc']
      yield ['did', 'Visited a family']
      yield ['file', { name: 'a.csv' }]
    }
  }
  globalThis.fetch = async (url, options) => {
    sent.push({ url, ...options })
    return answer ?? { ok: true }
  }
  autosave(form, () => new Date(2026, 10, 21, 14, 15))
  return {
    clock, form, state, sent,
    type: () => form.dispatchEvent(new Event('input'))
  }
}

test('a draft is sent twenty seconds after the last keystroke', async () => {
  const { clock, sent, type } = pageWithForm()

  type()
  clock.tick(15000)
  type()
  clock.tick(19999)
  assert.equal(sent.length, 0)
  clock.tick(1)
  assert.equal(sent.length, 1)
  assert.equal(sent[0].url, 'https://waymark.example/days/new')
  assert.equal(sent[0].method, 'POST')
  assert.equal(sent[0].keepalive, true)
  assert.equal(sent[0].body.toString(),
    'csrf=abc&did=Visited+a+family&draft=auto')
})

test('a saved draft is told as plain text', async () => {
  const { clock, state, type } = pageWithForm()

  type()
  clock.tick(20000)
  await nextTurn()
  assert.equal(state.textContent, 'Draft saved at 2:15pm')
  assert.equal(state.hidden, false)
  assert.equal(state.attributes.role, undefined)
})

test('a draft that could not be saved is spoken, and sent again', async () => {
  const { clock, state, sent, type } = pageWithForm({ ok: false, status: 503 })

  type()
  clock.tick(20000)
  await nextTurn()
  assert.match(state.textContent, /could not be saved/)
  assert.equal(state.attributes.role, 'status')
  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(sent.length, 2)
})

test('a page that is hidden saves at once, and only what changed', async () => {
  const { sent, type } = pageWithForm()

  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(sent.length, 0)
  type()
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(sent.length, 1)
  await nextTurn()
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(sent.length, 1)
})

test('a form that was sent saves no draft any more', async () => {
  const { clock, form, sent, type } = pageWithForm()

  type()
  form.dispatchEvent(new Event('submit'))
  clock.tick(60000)
  document.visibilityState = 'hidden'
  document.dispatchEvent(new Event('visibilitychange'))
  assert.equal(sent.length, 0)
})
