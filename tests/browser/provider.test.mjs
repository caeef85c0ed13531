// Signing in with an account of one's organisation, at a real provider on this
// machine: there and back, and each ID token that proves nothing.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { startProvider } from '../provider/provider.mjs'
import {
  follow, isSound, password, people as known, phone, signOut, sql, startJobs,
  withBrowser, words
} from './browser.mjs'
import { cookiesSet } from '../cookies.mjs'

const secret = 'a secret & its signs: %+/='
const people = {
  david: { email: known.educator, email_verified: true },
  unverified: { email: known.tutor, email_verified: false },
  stranger: { email: 'nobody.here@example.org', email_verified: true },
  double: { email: known.educator, email_verified: true }
}
const directory = mkdtempSync(join(tmpdir(), 'waymark-'))
let address, provider, server, jobs

function freePort () {
  return new Promise(resolve => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => resolve(port))
    })
  })
}

async function eventually (what, holds) {
  for (let n = 0; n < 150; n++) {
    if (await holds()) return
    await new Promise(resolve => setTimeout(resolve, 100))
  }
  assert.fail(`waited 15 seconds: ${what}`)
}

const answers = () => sql('SELECT answers FROM provider')[0]

before(async () => {
  const port = await freePort()
  address = `http://127.0.0.1:${port}`
  writeFileSync(join(directory, 'secret'), `${secret}\n`)
  provider = await startProvider(await freePort(), {
    secret, people, back: `${address}/sign-in/provider/return`
  })
  Object.assign(process.env, {
    WAYMARK_PORT: port,
    WAYMARK_ORIGIN: address,
    WAYMARK_OIDC_ISSUER: provider.issuer,
    WAYMARK_OIDC_CLIENT_ID: 'waymark',
    WAYMARK_OIDC_CLIENT_SECRET_FILE: join(directory, 'secret'),
    WAYMARK_OIDC_NAME: 'Ashby sign-in'
  })
  server = spawn('conf/serve', [process.env.B ?? 'build'], { stdio: 'ignore' })
  jobs = startJobs()
  await eventually('the server', () =>
    fetch(`${address}/health`).then(r => r.ok, () => false))
  await eventually('the provider is known', () => answers() === 't')
})

after(async () => {
  server?.kill()
  jobs?.kill()
  await provider?.close()
  rmSync(directory, { recursive: true })
})

// A browser without a window: cookies of each host, and one hop at a time.
class Client {
  jar = new Map()

  async get (url, options = {}) {
    const { origin } = new URL(url)
    const jar = this.jar.get(origin) ?? new Map()
    const r = await fetch(url, {
      ...options,
      redirect: 'manual',
      headers: { ...options.headers, cookie: [...jar].map(c => c.join('=')).join('; ') }
    })
    for (const line of cookiesSet(r.headers)) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s)
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    this.jar.set(origin, jar)
    return r
  }

  // Follows until there is a page; where it is then, and what it says.
  async open (url, options) {
    for (let hops = 0; hops < 12; hops++) {
      const r = await this.get(url, options)
      options = undefined
      if (r.status < 300 || r.status > 399) {
        return { url, status: r.status, text: await r.text() }
      }
      url = new URL(r.headers.get('location'), url).href
    }
    assert.fail(`round and round at ${url}`)
  }

  send ({ url, text }, fields) {
    const action = text.match(/<form[^>]* action="([^"]*)"/)[1]
    const prompt = text.match(/name="prompt" value="([^"]*)"/)[1]
    return this.open(new URL(action, url).href, {
      method: 'POST', body: new URLSearchParams({ prompt, ...fields })
    })
  }

  // To the provider, as this person, and back to where it waits; the state is
  // that of the browser, which may be another by then.
  async come (login) {
    const there = await this.open(`${address}/sign-in/provider?to=/account`)
    const consent = await this.send(there, { login, password: 'any' })
    return this.send(consent, {})
  }

  async settled (page) {
    for (let n = 0; n < 50 && /Signing you in/.test(page.text); n++) {
      await new Promise(resolve => setTimeout(resolve, 100))
      page = await this.open(page.url)
    }
    return page
  }

  async signIn (login) {
    return this.settled(await this.come(login))
  }
}

const sessions = () => Number(sql('SELECT count(*) FROM session')[0])

describe('an account of one’s organisation', () => {
  test('signs in whom Waymark knows, and out there too', () =>
    withBrowser(phone, async (page, context) => {
      await context.route(/googleapis/, route => route.fulfill({ contentType: 'text/css', body: '' }))
      await page.goto(`${address}/work`)
      await follow(page, page.getByRole('button', { name: 'Sign in with Ashby sign-in' }))
      assert.equal(new URL(page.url()).origin, provider.issuer)
      await page.locator('[name=login]').fill('david')
      await page.locator('[name=password]').fill('any')
      await follow(page, page.locator('[type=submit]'))
      await follow(page, page.locator('[type=submit]'))
      await page.waitForURL(`${address}/work`, { timeout: 15000 })
      await page.goto(`${address}/account`)
      assert.match(await words(page), /Also signs you in\s+Ashby sign-in/)
      await isSound(page)
      await signOut(page)
      assert.match(await words(page), /you may still be signed in there/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'Sign out there too' }))
      assert.equal(new URL(page.url()).origin, provider.issuer)
    }))

  test('signs nobody in whose address is not vouched for, not known, or taken', async () => {
    const before = sessions()
    for (const [login, said] of [
      ['unverified', /does not say that your email address is yours/],
      ['stranger', /an email address that nobody has in Waymark/],
      ['double', /belongs to another account there/]]) {
      const page = await new Client().signIn(login)
      assert.equal(page.status, 422, login)
      assert.match(page.text, said)
    }
    assert.equal(sessions(), before)
  })

  test('comes back once, to the browser that went', async () => {
    const client = new Client()
    const other = new Client()
    let back
    const get = client.get
    client.get = function (url, options) {
      if (url.includes('/sign-in/provider/return')) back = url
      return get.call(this, url, options)
    }
    const page = await client.settled(await client.come('david'))
    assert.equal(page.url, `${address}/account`)
    const asked = provider.asked
    for (const who of [client, other]) {
      const again = await who.open(back)
      assert.equal(again.status, 422)
      assert.match(again.text, /not from a sign-in that this browser began/)
    }
    assert.equal(provider.asked, asked, 'the code was given once')
  })

  test('proves nothing by a token that was spoiled', async () => {
    const before = sessions()
    for (const way of provider.ways) {
      provider.spoil = way
      const page = await new Client().signIn('david')
      assert.equal(page.status, 422, way)
      assert.match(page.text, /did not prove who you are/, way)
    }
    provider.spoil = null
    assert.equal(sessions(), before)
    const page = await new Client().signIn('david')
    assert.equal(page.url, `${address}/account`)
  })

  test('is said to be away when it is, and passwords go on working', () =>
    withBrowser(phone, async page => {
      const client = new Client()
      const there = await client.open(`${address}/sign-in/provider`)
      const consent = await client.send(there, { login: 'david', password: 'any' })
      client.get = (get => async function (url, options) {
        if (url.startsWith(`${address}/sign-in/provider/return`)) await provider.close()
        return get.call(this, url, options)
      })(client.get)
      const lost = await client.settled(await client.send(consent, {}))
      assert.match(lost.text, /does not answer now/)
      await eventually('that it is away', () => answers() === 'f')
      await page.goto(`${address}/sign-in`)
      await follow(page, page.getByRole('button', { name: 'Sign in with Ashby sign-in' }))
      assert.match(await words(page), /does not answer now/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'Sign in with your password' }))
      await page.getByLabel('Email address').fill(known.educator)
      await page.getByLabel('Password').fill(password)
      await follow(page, page.getByRole('button', { name: 'Sign in', exact: true }))
      await page.goto(`${address}/account`)
      assert.match(await words(page), /Your account/)
      await provider.listen()
    }))
})
