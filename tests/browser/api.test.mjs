// The API: a token is made, copied and used by a program that knows nothing but
// the document; every answer is as the document says; it is revoked.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import {
  address, desk, follow, isSound, phone, signIn, sql, withBrowser, words
} from './browser.mjs'

const need = createRequire(new URL('../../assets/package.json', import.meta.url))
const Ajv = need('ajv/dist/2020.js').default
const formats = need('ajv-formats').default
const { Validator } = await import(need.resolve('@seriousme/openapi-schema-validator'))

const document = await (await fetch(`${address}/api/v1/openapi.json`)).json()
const tables = Object.keys(document.paths).map(path => path.split('/')[3]).filter(Boolean)
const ajv = new Ajv({ strict: false, allErrors: true })
formats(ajv)
ajv.addSchema(document, 'waymark')

function ask (path, token, headers = {}) {
  return fetch(address + path, {
    headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }
  })
}

function found (pointer) {
  return pointer.split('/').slice(1).reduce((at, name) =>
    at[name.replaceAll('~1', '/').replaceAll('~0', '~')], document)
}

// The status is one that the document has for this path, and the body is as it
// says there.
async function asDocumented (path, answer) {
  const at = path.split('?')[0].replaceAll('~', '~0').replaceAll('/', '~1')
  let pointer = `/paths/${at}/get/responses/${answer.status}`
  assert.ok(found(pointer), `${path} may answer ${answer.status}`)
  if (found(pointer).$ref) pointer = found(pointer).$ref.slice(1)
  const type = answer.headers.get('content-type')
  assert.deepEqual(Object.keys(found(pointer).content), [type])
  const body = await answer.json()
  const check = ajv.getSchema(
    `waymark#${pointer}/content/${type.replace('/', '~1')}/schema`)
  assert.ok(check(body), `${path}: ${JSON.stringify(check.errors?.slice(0, 3))}`)
  return body
}

// The whole of every table is more than a minute may have.
sql(`SET session_replication_role = replica;
  UPDATE setting SET value = 600 WHERE name = 'api_requests'`)

// Every page of a table, by the addresses that the answers end with.
async function whole (token, table, query = '') {
  const rows = []
  let next = `/api/v1/${table}${query}`
  for (let page = 0; next && page < 200; page++) {
    const answer = await ask(next, token)
    assert.equal(answer.status, 200, next)
    const body = await asDocumented(next, answer)
    rows.push(...body.rows)
    next = body.next
  }
  assert.equal(next, null)
  return rows
}

async function press (page, name) {
  await follow(page, page.getByRole('button', { name, exact: true }))
}

async function makeToken (page, fill) {
  await page.goto(`${address}/tokens/new`)
  await page.getByLabel('Which system uses it?').fill('Data warehouse')
  await fill(page)
  await page.getByLabel('Who answers for the system?').fill('Data team, data@example.org')
  await page.getByLabel('What is it for?').fill('Workforce planning')
  const [day] = sql("SELECT to_char(today() + 90, 'FMDD FMMM YYYY')")
  for (const [i, name] of ['Day', 'Month', 'Year'].entries()) {
    await page.getByLabel(name, { exact: true }).fill(day.split(' ')[i])
  }
  await press(page, 'Make the token')
  return page.locator('#token').innerText()
}

test('the document is one of OpenAPI 3.1', async () => {
  const result = await new Validator().validate(structuredClone(document))
  assert.ok(result.valid, JSON.stringify(result.errors))
  assert.equal(tables.length, 13)
})

test('staff make a token, a program reads every table with it, staff revoke it', () =>
  withBrowser(phone, async page => {
    await signIn(page, 'staff')
    await page.goto(`${address}/exports`)
    await follow(page, page.getByRole('link', { name: 'API tokens' }))
    await isSound(page)
    await page.goto(`${address}/tokens/new`)
    await isSound(page)
    await press(page, 'Make the token')
    assert.match(await words(page), /Select the tables that it reads/)
    await isSound(page)
    const token = await makeToken(page, async () => {
      await page.getByLabel('Programme staff').check()
      for (const box of await page.locator('input[name=tables]').all()) await box.check()
    })
    assert.match(token, /^waymark_[0-9a-f]{64}$/)
    await isSound(page)

    const index = await asDocumented('/api/v1', await ask('/api/v1', token))
    assert.equal(index.tables.length, 13)
    for (const { table } of index.tables.filter(t => t.table !== 'days')) {
      const rows = await whole(token, table)
      assert.ok(rows.length > 0 || table === 'capacity', `${table} has rows`)
    }
    const cohort = index.cohorts.at(-1).id
    const days = await whole(token, 'days', `?cohort=${cohort}&limit=400&from=` +
      sql('SELECT today() - 14')[0])
    assert.equal(String(days.length), sql(`SELECT count(*) FROM placement_day d
      JOIN enrolment e ON e.id = d.enrolment_id WHERE e.cohort_id = ${cohort}
      AND d.state <> 'withdrawn' AND d.on_date >= today() - 14`)[0])

    const known = await ask('/api/v1/quality', token)
    const same = await ask('/api/v1/quality', token,
      { 'if-none-match': known.headers.get('etag') })
    assert.equal(same.status, 304)
    assert.equal((await ask('/api/v1/quality', token, { accept: 'text/csv' })).status, 406)
    await asDocumented('/api/v1/days?secret=1', await ask('/api/v1/days?secret=1', token))
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const answer = await fetch(`${address}/api/v1/days`, { method })
      assert.equal(answer.status, 405, method)
      assert.equal(answer.headers.get('content-type'), 'application/problem+json')
      assert.equal(answer.headers.get('allow'), 'GET, HEAD')
    }
    const head = await fetch(`${address}/api/v1/quality`,
      { method: 'HEAD', headers: { authorization: `Bearer ${token}` } })
    assert.equal(head.status, 200)
    assert.equal(await head.text(), '')

    await page.goto(`${address}/tokens`)
    assert.match(await words(page), /Data warehouse/)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: 'Data warehouse' }).first())
    assert.match(await words(page), /Days and attendance.*Nothing new|Nothing new/s)
    await isSound(page)
    await follow(page, page.getByRole('link', { name: 'Earlier uses' }))
    await isSound(page)
    await follow(page, page.getByRole('button', { name: 'Revoke the token' }))
    await isSound(page)
    await press(page, 'Revoke the token')
    assert.match(await words(page), /Token revoked/)
    await isSound(page)
    const refused = await ask('/api/v1/quality', token)
    assert.equal(refused.status, 401)
    await asDocumented('/api/v1/quality', refused)
  }))

test('a partner makes one for their own people', () =>
  withBrowser(desk, async page => {
    await signIn(page, 'partner')
    const token = await makeToken(page, async () => {
      await page.getByLabel('Placements and how they stand', { exact: true }).check()
    })
    const rows = await whole(token, 'placements')
    assert.ok(rows.length > 0)
    assert.equal(rows.some(row => 'outcome' in row), false)
    const forbidden = await ask('/api/v1/marks', token)
    assert.equal(forbidden.status, 403)
    await asDocumented('/api/v1/marks', forbidden)
    await page.goto(`${address}/tokens`)
    assert.match(await words(page), /Data warehouse/)
    await isSound(page)
    await page.goto(`${address}/api`)
    await isSound(page)
  }))
