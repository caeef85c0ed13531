// Files on an ASYE: uploaded, looked at by the jobs, opened, refused, removed
// and put back; sent at once, cut on the way, and too large.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  address, desk, follow, isSound, phone, signIn, sql, startJobs, withBrowser,
  words
} from './browser.mjs'

const [asye] = sql(`SELECT y.id FROM asye y JOIN person p ON p.id = y.person_id
  WHERE p.email = 'asha.mistry@example.org'`)
const files = `/asye/${asye}/files`
const pdf = (more = '') => Buffer.from(`%PDF-1.4
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj
${more}
trailer << /Size 4 /Root 1 0 R >>
startxref
0
%%EOF
`, 'latin1')
const file = (name, buffer, mimeType = 'application/pdf') => ({ name, buffer, mimeType })

let jobs
before(() => {
  jobs = startJobs()
})
after(() => { jobs.kill('SIGTERM') })

async function send (page, ...chosen) {
  await page.goto(address + files + '/new')
  await page.getByLabel('Choose files').setInputFiles(chosen)
  await follow(page, page.getByRole('button', { name: 'Upload' }))
}

// The jobs look every second.
async function isLookedAt (page) {
  for (let i = 0; i < 40; i++) {
    await page.goto(address + files)
    if (!/Being checked/.test(await words(page))) return
    await sleep(250)
  }
  assert.fail('nobody looked at the files')
}

const row = (page, name) => page.getByRole('row').filter({ hasText: name })

describe('files of an ASYE', () => {
  test('are uploaded, looked at, opened, removed and put back', () =>
    withBrowser(phone, async page => {
      await signIn(page, 'nqsw')
      await page.goto(`${address}/asye/${asye}`)
      await follow(page, page.getByRole('link', { name: 'Files of this ASYE' }))
      await isSound(page)
      assert.match(await words(page), /Caseload planner\.docx.*Refused.*It contains macros/s)
      await follow(page, page.getByRole('button', { name: 'Upload files' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Upload' }))
      assert.match(await words(page), /There is a problem.*Select a file/s)
      await isSound(page)
      await send(page, file('Zoë’s plan \u202Egpj.pdf', pdf('% mine')),
        file('Board.pdf', pdf('% board')))
      assert.match(await words(page), /2 files uploaded/)
      await isSound(page)
      await isLookedAt(page)
      await isSound(page)
      assert.match(await row(page, 'Zoë’s plan').innerText(), /Not scanned/)

      const arrives = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Zoë’s plan' }).first().click()
      const arrived = await arrives
      assert.equal(arrived.suggestedFilename(), 'Zoë’s plan gpj.pdf')
      assert.deepEqual(readFileSync(await arrived.path()), pdf('% mine'))

      await follow(page, page.getByRole('link', { name: 'Details of Board.pdf' }))
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'Remove it' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Remove' }))
      assert.match(await words(page), /Removed\. It can be put back/)
      await isSound(page)
      await follow(page, page.getByRole('link', { name: 'Put it back' }))
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Put back' }))
      assert.match(await words(page), /Put back by Asha Mistry/)
    }))

  test('that would do harm are refused with their reason', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'nqsw')
      await send(page, file('setup.pdf', Buffer.from('MZ\x90\0')))
      assert.match(await words(page), /is not the PDF that its name says it is/)
      await isSound(page)
      await send(page, file('empty.pdf', Buffer.alloc(0)))
      assert.match(await words(page), /The selected file is empty/)
      await send(page, file('script.pdf', pdf('5 0 obj << /S /#4aavaScript >> endobj')),
        file('locked.pdf', pdf('5 0 obj << /Encrypt 6 0 R >> endobj')))
      await isLookedAt(page)
      assert.match(await row(page, 'script.pdf').first().innerText(),
        /Refused\s+It contains a script or something that runs\. It was not kept\. Print it to a new PDF/)
      assert.match(await row(page, 'locked.pdf').first().innerText(),
        /It is password protected\. It was not kept\. Save it without a password/)
      assert.equal(await row(page, 'script.pdf').first().getByRole('link', { name: 'script.pdf', exact: true }).count(), 0)
      await isSound(page)
    }))

  test('and no file of twenty megabytes gets as far as a page', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'nqsw')
      await page.goto(address + files + '/new')
      const fields = await page.evaluate(() => [...document.querySelectorAll(
        'main form input[type=hidden]')].map(i => [i.name, i.value]))
      const cookie = (await page.context().cookies()).map(c => `${c.name}=${c.value}`).join('; ')
      const before = sql('SELECT count(*) FROM attachment')
      const answer = await post(cookie, fields, 'large.pdf', Buffer.alloc(20e6, 1))
      assert.match(answer, /^HTTP\/1\.1 413 /)
      assert.match(answer, /That is too large/)
      assert.match(answer, /nothing was\s+stored/)

      // One that is cut on the way leaves nothing; two at once both arrive.
      const cut = await post(cookie, fields, 'cut.pdf', pdf('% cut'), 200)
      assert.equal(cut, '')
      assert.deepEqual(sql('SELECT count(*) FROM attachment'), before)
      const same = pdf('% twice at once')
      const answers = await Promise.all([
        post(cookie, renamed(fields, 'a'), 'one.pdf', same),
        post(cookie, renamed(fields, 'b'), 'two.pdf', same)])
      for (const a of answers) assert.match(a, /^HTTP\/1\.1 303 /)
      assert.deepEqual(sql('SELECT count(*) FROM attachment'), [String(+before + 2)])
      assert.deepEqual(sql(`SELECT count(DISTINCT file_id) FROM attachment
        WHERE label IN ('one.pdf', 'two.pdf')`), ['1'])
    }))

  test('of ten megabytes leave a worker as large as it may be', () =>
    withBrowser(desk, async page => {
      await signIn(page, 'nqsw')
      const large = pdf('% ' + 'x'.repeat(10 * 1000 * 1000))
      await send(page, file('Large.pdf', large))
      assert.match(await words(page), /1 file uploaded/)
      await isLookedAt(page)
      const arrives = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Large.pdf', exact: true }).click()
      assert.equal(readFileSync(await (await arrives).path()).length, large.length)
      for (const peak of peaks()) assert.ok(peak < 100e6, `${peak / 1e6} MB`)
    }))

  test('are read by whoever has a part in it', () =>
    withBrowser(desk, async page => {
      for (const who of ['assessor', 'coordinator', 'staff']) {
        await signIn(page, who)
        await page.goto(address + files)
        assert.match(await words(page), /Professional development plan\.pdf/)
        await isSound(page)
        await page.context().clearCookies()
      }
      await signIn(page, 'moderator')
      const answer = await page.goto(address + files)
      assert.equal(answer.status(), 404)
    }))

  test('and of a document, which its writers add while it is open', () =>
    withBrowser(desk, async page => {
      const [document] = sql(`SELECT d.id FROM document d JOIN person p
        ON p.id = d.person_id WHERE p.email = 'asha.mistry@example.org'
        AND d.state = 'draft' AND 'trainee' = ANY (d.writers) ORDER BY d.id
        LIMIT 1`)
      await signIn(page, 'nqsw')
      await page.goto(`${address}/documents/${document}`)
      await follow(page, page.getByRole('link', { name: 'Files of this document' }))
      assert.match(await words(page), /There are no files here yet/)
      await isSound(page)
      await follow(page, page.getByRole('button', { name: 'Upload files' }))
      await isSound(page)
      await page.getByLabel('Choose files').setInputFiles([file('Notes.pdf', pdf())])
      await follow(page, page.getByRole('button', { name: 'Upload' }))
      assert.match(await words(page), /1 file uploaded.*Notes\.pdf/s)
      await isSound(page)
    }))
})

// Each form is done once, under its name: this is another of the same page.
function renamed (fields, with_) {
  return fields.map(([name, value]) => [name,
    name === 'once' ? with_.repeat(8) + value.slice(8) : value])
}

// The request as bytes, of which only so many are sent; the answer's.
function post (cookie, fields, name, bytes, most = Infinity) {
  const b = 'waymark-files'
  const body = Buffer.concat([Buffer.from(fields.map(([n, v]) =>
    `--${b}\r\nContent-Disposition: form-data; name="${n}"\r\n\r\n${v}\r\n`).join('') +
    `--${b}\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n` +
    'Content-Type: application/pdf\r\n\r\n'), bytes, Buffer.from(`\r\n--${b}--\r\n`)])
  const { hostname, port, host } = new URL(address)
  const head = `POST ${files}/new HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n` +
    `Content-Type: multipart/form-data; boundary=${b}\r\nConnection: close\r\n` +
    `Content-Length: ${body.length}\r\n\r\n`
  return new Promise(resolve => {
    const socket = connect(+port, hostname)
    let answer = ''
    socket.on('data', d => { answer += d.toString('latin1') })
    socket.on('error', () => {})
    socket.on('close', () => resolve(answer))
    socket.write(head)
    socket.write(body.subarray(0, most))
    if (most < body.length) setTimeout(() => socket.destroy(), 300)
  })
}

// The most memory that each worker of this server has had, in bytes.
function peaks () {
  const { port } = new URL(address)
  const parent = readFileSync(`${process.env.B ?? 'build'}/kore.${port}.pid`, 'utf8').trim()
  const workers = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8')
    .trim().split(' ')
  assert.ok(workers.length > 1)
  return workers.map(pid => 1024 * Number(/VmHWM:\s+(\d+)/.exec(
    readFileSync(`/proc/${pid}/status`, 'utf8'))[1]))
}
