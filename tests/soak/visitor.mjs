// Somebody who wanders: a link that was seen least, or a form filled with
// anything.  The same seed goes the same way, as far as answers let it.
import { Client, attributes } from '../client.mjs'

export const roles = ['amara.okafor', 'david.llewellyn', 'priya.raman', 'tomasz.zielinski',
  'angharad.bevan', 'fiona.holroyd', 'miriam.sinclair', 'asha.mistry', 'helen.marsh',
  'kofi.boateng', 'ruth.ellery', 'grace.adeyemi', 'judith.fairweather', 'winifred.ashdown']
  .map((name) => `${name}@example.org`)

// What ends everybody's journey is left to the tests of its page.
const never = /^\/sign-out|\/close$|\/end$|^\/account\/password|^\/sign-in\/provider/

const anything = ['', '1', '-5', '0', '31', '12', '2026', '1 February 2026', 'Zoë Müller',
  '=1+1', '<b>', "O'Brien", 'ليلى', '👩🏽‍⚕️', '99999999999999999999', '%00', '\u0000', ' ', '0.5',
  'A sentence of some words, as people write them.', 'x'.repeat(5000), '\ud800']

const shape = (path) => path.replace(/\?.*/s, '').replace(/\d+/g, '#')

export class Visitor {
  constructor (origin, email, index, seed) {
    this.email = email
    this.client = new Client(origin, { from: `127.2.0.${index + 1}`, sockets: 1 })
    this.random = mulberry(seed + index)
    this.known = new Map() // links by their shape
    this.forms = []
  }

  async enter () {
    await this.client.signIn(this.email)
    this.known.set('/', new Set(['/']))
  }

  any (list) { return list[Math.floor(this.random() * list.length)] }

  async step (tally) {
    const form = this.forms.length > 0 && this.random() < 0.3 ? this.forms.pop() : null
    const answer = form ? await this.send(form, tally) : await this.follow(tally)
    tally.asked++
    tally.status.set(answer.status, (tally.status.get(answer.status) ?? 0) + 1)
    if (answer.status === 0 || answer.status === 500) {
      tally.failed.push(`${answer.status} ${form ? 'POST' : 'GET'} ${answer.path} as ${this.email}`)
    }
    if (/^\/sign-in/.test(answer.location ?? '')) await this.client.signIn(this.email)
    else if (answer.location) this.learn(answer.location)
    if (/html/.test(answer.headers?.['content-type'] ?? '')) this.read(answer)
  }

  // The shape that everybody together opened least, and any path of it.
  async follow (tally) {
    const shapes = [...this.known.keys()]
    const few = Array.from({ length: 4 }, () => this.any(shapes))
      .sort((a, b) => (tally.shapes.get(a) ?? 0) - (tally.shapes.get(b) ?? 0))[0]
    const path = this.any([...this.known.get(few)])
    tally.shapes.set(few, (tally.shapes.get(few) ?? 0) + 1)
    return { path, ...await this.client.get(path) }
  }

  async send ({ path, fields }, tally) {
    const what = `POST ${shape(path)}`
    tally.written++
    tally.shapes.set(what, (tally.shapes.get(what) ?? 0) + 1)
    return {
      path,
      ...await this.client.ask('POST', path, new URLSearchParams(fields).toString())
    }
  }

  learn (link) {
    const path = link.replace(/#.*/s, '')
    if (!/^\/[^/]/.test(path) || never.test(path)) return
    const paths = this.known.get(shape(path)) ?? new Set()
    if (paths.size < 40) paths.add(path)
    this.known.set(shape(path), paths)
  }

  read ({ path, text }) {
    for (const [, link] of text.matchAll(/ href="([^"]+)"/g)) {
      this.learn(link.replaceAll('&amp;', '&'))
    }
    for (const [form] of text.matchAll(/<form[^>]*method="post"[^]*?<\/form>/g)) {
      const { action = path, enctype } = attributes(form.slice(0, form.indexOf('>')))
      if (enctype || never.test(action)) continue
      this.forms.push({ path: action, fields: this.fill(form) })
    }
    this.forms.splice(0, this.forms.length - 20)
  }

  // Half of the forms as they came, half with anything in what can be typed.
  fill (form) {
    const bold = this.random() < 0.5
    const fields = []
    const radios = new Map()
    for (const [tag] of form.matchAll(/<(input|button)[^>]*>/g)) {
      const { name, type, value = '' } = attributes(tag)
      if (!name) continue
      if (type === 'hidden') fields.push([name, value])
      else if (type === 'radio') radios.set(name, [...radios.get(name) ?? [], value])
      else if (type === 'checkbox') { if (this.random() < 0.5) fields.push([name, value]) }
      else if (tag.startsWith('<button')) { if (this.random() < 0.5) fields.push([name, value]) }
      else fields.push([name, bold ? this.any(anything) : value])
    }
    for (const [name, values] of radios) fields.push([name, this.any(values)])
    for (const [tag, name] of form.matchAll(/<textarea[^>]* name="([^"]+)"[^>]*>/g)) {
      fields.push([attributes(tag).name ?? name, this.any(anything)])
    }
    for (const [whole, name] of form.matchAll(/<select[^>]* name="([^"]+)"[^]*?<\/select>/g)) {
      const values = [...whole.matchAll(/<option[^>]*>/g)].map(([tag]) => attributes(tag).value)
      fields.push([name, this.any(values) ?? ''])
    }
    return fields
  }
}

// Tommy Ettinger's mulberry32, as everybody writes it: numbers from 0 to 1.
function mulberry (a) {
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
