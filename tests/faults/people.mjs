// People who write through the front door and remember what they were told.
//
// Each sends a form until it is acknowledged, as somebody would who presses the
// button again; some take "not saved" for an answer.  Lines are cut, at every
// byte of a request and of an answer in turn, and forms are sent twice at once.
import { randomBytes } from 'node:crypto'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { origin, port } from './world.mjs'

const LIMIT_MS = 15000
const WINDOWS = 8
const not = /were not saved|was not saved/
const fate = /were not saved|was not saved|cannot say whether/

export const told = {
  acknowledged: 0, twice: 0, cut: 0, unanswered: 0, busy: 0, doubtful: 0, gaveUp: 0,
  slowest: 0
}
export const entries = new Map() // token: what its writer knows
export const wrongs = [] // answers that nobody should get
export const good = [] // { who, began, ended } of answers that were well
let stopping = false
let serial = 0
let requestCut = 0
let answerCut = 0

export const stop = () => { stopping = true }

function wrong (what, answer) {
  wrongs.push(`${told.harm ?? ''}, ${what}: ${answer.status} ${answer.location ?? ''} ${answer.text
    .replace(/^[^]*<main/, '').replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').slice(0, 300)}`)
}

export class Person {
  constructor (email) {
    this.email = email
    this.jar = new Map()
    this.opened = new Map()
  }

  request (method, path, body = '') {
    return Buffer.from([
      `${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, `Origin: ${origin}`,
      'Sec-Fetch-Site: same-origin',
      `Cookie: ${[...this.jar].map((c) => c.join('=')).join('; ')}`,
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${Buffer.byteLength(body)}`, 'Connection: close', '', body
    ].join('\r\n'))
  }

  // An answer is whole, or nothing is known.
  send (bytes, { upTo = Infinity, read = Infinity } = {}) {
    return new Promise((resolve) => {
      const began = Date.now()
      const parts = []
      let length = 0
      const socket = net.connect(port, '127.0.0.1')
      const end = () => {
        clearTimeout(limit)
        socket.destroy()
        resolve(this.heard(Buffer.concat(parts).toString('latin1'), began))
      }
      const limit = setTimeout(end, LIMIT_MS)
      socket.on('error', end)
      socket.on('close', end)
      socket.on('data', (part) => {
        parts.push(part)
        if ((length += part.length) >= read) end()
      })
      socket.write(bytes.subarray(0, upTo), () => { if (upTo < bytes.length) end() })
    })
  }

  heard (text, began) {
    const at = text.indexOf('\r\n\r\n')
    const head = text.slice(0, at)
    const length = Number(/^content-length: (\d+)\r?$/im.exec(head)?.[1] ?? -1)
    if (at < 0 || text.length - at - 4 < length) return { status: 0, text: '', began }
    for (const [, name, value] of head.matchAll(/^set-cookie: ([^=]+)=([^;]*)/gim)) {
      this.jar.set(name, value)
    }
    const answer = {
      status: Number(head.split(' ')[1]),
      location: /^location: (.*?)\r?$/im.exec(head)?.[1],
      text: text.slice(at + 4),
      began
    }
    const ended = Date.now()
    told.slowest = Math.max(told.slowest, ended - began)
    if (answer.status === 200 || answer.status === 303) {
      good.push({ who: this, began, ended })
    } else if (!/<h1/.test(answer.text)) {
      wrong('an answer that is no page', answer)
    }
    return answer
  }

  async get (path) {
    for (let i = 0; ; i++) {
      const answer = await this.send(this.request('GET', path))
      if (answer.status === 200) return answer
      if (answer.status === 303 && /^\/sign-in/.test(answer.location)) await this.signIn()
      else if (answer.status !== 0 && answer.status < 500) wrong(`GET ${path}`, answer)
      if (stopping && i > 1000) throw new Error(`${path} never came`)
      await sleep(20)
    }
  }

  // As somebody opens a form in some windows, and sends each: what a page says
  // is the same in all of them but the key that lets it be saved once.
  async open (path) {
    let page = this.opened.get(path)
    if (!page?.left) {
      page = { text: (await this.get(path)).text, left: WINDOWS }
      this.opened.set(path, page)
    }
    page.left--
    return page.text.replace(/(name="once" value=")[^"]*/g,
      (_, before) => before + randomBytes(32).toString('hex'))
  }

  async signIn () {
    this.opened.clear()
    for (;;) {
      const door = await this.get('/sign-in')
      const answer = await this.send(this.request('POST', '/sign-in', filled(door.text, {
        email: this.email, password: 'bridgewell-demo-2026'
      })))
      if (answer.status === 303) return
      await sleep(50)
    }
  }

  async sendSomehow (bytes, turn) {
    if (turn % 7 === 3) {
      told.cut++
      return [await this.send(bytes, { upTo: 1 + requestCut++ % (bytes.length - 1) })]
    }
    if (turn % 7 === 5) {
      told.cut++
      return [await this.send(bytes, { read: 1 + answerCut++ % 700 })]
    }
    if (turn % 7 === 6) {
      told.twice++
      return Promise.all([this.send(bytes), this.send(bytes)])
    }
    return [await this.send(bytes)]
  }

  async write (kind) {
    const token = `${kind.name}-${++serial}`
    const wish = await kind.form(this, token)
    if (wish === null) return
    const bytes = this.request('POST', wish.path, wish.body)
    const entry = { kind, token, told: 'nothing', trail: [] }
    const turn = serial
    entries.set(token, entry)
    for (let tries = 0; ; tries++) {
      const answers = await this.sendSomehow(bytes, tries === 0 ? turn : 0)
      if (answers.some((a) => a.status === 303 && !/^\/sign-in/.test(a.location))) {
        entry.told = 'saved'
        told.acknowledged++
      }
      for (const answer of answers) this.judge(entry, answer)
      if (entry.told === 'saved' || entry.told === 'refused') return
      if (answers.some((a) => a.status === 303)) {
        await this.signIn()
        return
      }
      const sure = answers.every((a) => a.status !== 0 && not.test(a.text))
      if (sure && tries === 0 && turn % 2 === 0) {
        entry.told = 'not saved'
        told.gaveUp++
        return
      }
      await sleep(20)
    }
  }

  judge (entry, answer) {
    entry.trail.push(answer.status)
    if (answer.status === 0) told.unanswered++
    else if (answer.status >= 500 || answer.status === 429) {
      told.busy++
      if (!fate.test(answer.text)) wrong('it does not say what became of answers', answer)
      if (/cannot say whether/.test(answer.text)) told.doubtful++
    } else if (answer.status !== 303) {
      entry.told = 'refused'
      wrong(`POST of ${entry.token} (${entry.trail})`, answer)
    }
  }

  async live (kinds) {
    for (let i = 0; !stopping; i++) await this.write(kinds[i % kinds.length])
  }
}

// What a browser would send: the hidden fields of the page's form, and these.
export function filled (page, fields) {
  const forms = [...page.matchAll(/<form[^>]*method="post"[^]*?<\/form>/g)].map((m) => m[0])
  const form = forms.findLast((f) => !/ action=/.test(f)) ?? forms.at(-1) ?? ''
  const hidden = [...form.matchAll(/type="hidden" name="([^"]*)" value="([^"]*)"/g)]
    .map(([, name, value]) => [name, value.replaceAll('&amp;', '&')])
  return new URLSearchParams([...hidden, ...Object.entries(fields)]).toString()
}
