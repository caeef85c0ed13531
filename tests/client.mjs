// Somebody at a browser without a browser: keeps cookies and a few connections,
// fills in the hidden fields of forms, signs in.
import http from 'node:http'
import https from 'node:https'

const password = 'bridgewell-demo-2026'

const plain = (text) => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'")
  .replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

// The attributes of a tag.
export const attributes = (tag) => Object.fromEntries(
  [...tag.matchAll(/\s([\w-]+)(?:="([^"]*)")?/g)].map(([, k, v]) => [k, plain(v ?? '')]))

export const hidden = (html) => [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)]
  .map(([tag]) => attributes(tag)).filter(({ name }) => name)
  .map(({ name, value }) => [name, value ?? ''])

export class Client {
  // tls: what tls.connect() is to know, when the origin's name leads elsewhere.
  constructor (origin, { tls, from, sockets = 4 } = {}) {
    const { protocol, hostname, port, host } = new URL(origin)
    this.host = host
    this.to = { host: hostname, port, localAddress: from, ...tls }
    this.jar = new Map()
    this.http = protocol === 'https:' ? https : http
    this.agent = new this.http.Agent({ keepAlive: true, maxSockets: sockets })
  }

  get cookie () {
    return [...this.jar].map((pair) => pair.join('=')).join('; ')
  }

  // Status 0: nothing came, or not all of it.
  ask (method, path, body, headers = {}) {
    const began = performance.now()
    return new Promise((resolve) => {
      const parts = []
      const end = (status, head = {}) => resolve({
        status,
        location: head.location,
        headers: head,
        text: Buffer.concat(parts).toString(),
        took: performance.now() - began
      })
      const request = this.http.request({
        ...this.to,
        method,
        path,
        agent: this.agent,
        timeout: 30000,
        headers: {
          host: this.host,
          cookie: this.cookie,
          'sec-fetch-site': 'same-origin',
          ...body !== undefined && {
            'content-type': 'application/x-www-form-urlencoded',
            'content-length': Buffer.byteLength(body)
          },
          ...headers
        }
      }, (answer) => {
        for (const line of answer.headers['set-cookie'] ?? []) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)
          this.jar.set(name, value)
        }
        answer.on('data', (part) => parts.push(part))
        answer.on('end', () => end(answer.statusCode, answer.headers))
        answer.on('error', () => end(0))
      })
      request.on('timeout', () => request.destroy())
      request.on('error', () => end(0))
      request.end(body)
    })
  }

  get (path) { return this.ask('GET', path) }

  // The form of a page, with what it hides and these fields.
  async send (path, fields, page) {
    page ??= await this.get(path)
    const forms = [...page.text.matchAll(/<form[^>]*method="post"[^]*?<\/form>/g)]
      .map(([form]) => form)
    const form = forms.findLast((f) => !/^<form[^>]* action=/.test(f)) ?? forms.at(-1) ?? ''
    return this.ask('POST', path,
      new URLSearchParams([...hidden(form), ...Object.entries(fields)]).toString())
  }

  async signIn (email) {
    const answer = await this.send('/sign-in', { email, password })
    if (answer.status !== 303 || /^\/sign-in/.test(answer.location)) {
      throw new Error(`${email} cannot sign in: ${answer.status} ${answer.location ?? ''}`)
    }
    return this
  }

  close () { this.agent.destroy() }
}
