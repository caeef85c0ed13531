// What `make install` puts in place, as systemd reads it and as it runs.

import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { install, scratch, sql, unit, unprivileged } from './site.mjs'

let root, units

before(() => {
  root = scratch('units')
  install(root)
  units = readdirSync(`${root}/usr/lib/systemd/system`)
    .map((name) => `${root}/usr/lib/systemd/system/${name}`)
})
after(() => rmSync(root, { recursive: true }))

const analyze = (...words) => {
  const { status, stdout, stderr } = spawnSync('systemd-analyze', words, {
    encoding: 'utf8',
    env: {
      ...process.env,
      SYSTEMD_UNIT_PATH: `${root}/usr/lib/systemd/system:` +
        '/usr/lib/systemd/system'
    }
  })
  return { status, said: stdout + stderr }
}

describe('units', () => {
  test('are understood by systemd', () => {
    assert.equal(units.length, 7)
    const { status, said } = analyze('verify', '--man=no', ...units)
    const ours = said.split('\n').filter((line) => line.includes('waymark'))
    assert.deepEqual([status, ours], [0, []])
  })

  test('expose little: at most 1.5 of systemd\'s ten', (t) => {
    const services = units.filter((name) => name.endsWith('.service'))
    const { status, said } = analyze('security', '--offline=true',
      '--threshold=15', ...services)
    const lines = said.split('\n').filter((line) => line.includes('Overall'))
    for (const line of lines) t.diagnostic(line.replace(/[^ -~]+/g, '').trim())
    assert.deepEqual([status, lines.length], [0, 4])
  })

  test('take a backup each night, on Sundays of all of it', () => {
    const read = (name) => readFileSync(`${root}/usr/lib/systemd/system/${name}`, 'utf8')
    assert.match(read('waymark-backup@.service'),
      /^ExecStart=\S+\/bin\/waymark backup %i$/m)
    const nights = ['', '-full'].map((name) => {
      const timer = read(`waymark-backup${name}.timer`)
      assert.match(timer, /^Persistent=yes$/m)
      const { status, said } = analyze('calendar', '--iterations=7',
        /^OnCalendar=(.*)$/m.exec(timer)[1])
      assert.equal(status, 0)
      return [/^Unit=waymark-backup@(\w+)\.service$/m.exec(timer)[1],
        new Set(said.match(/(?<=: )(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?= 20)/g))]
    })
    assert.deepEqual(nights, [
      ['incr', new Set(['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'])],
      ['full', new Set(['Sun'])]].map(([kind, days]) => [kind, days]))
  })

  test('hold no secret, and name none in an environment', () => {
    for (const file of units) {
      assert.doesNotMatch(readFileSync(file, 'utf8'),
        /password|SEAL_KEY=|CREDENTIALS=/i)
    }
  })
})

describe('what was installed', () => {
  test('belongs to whoever installs it, and only they may change it', () => {
    assert.equal(execFileSync('find', [root, '-perm', '/022'],
      { encoding: 'utf8' }), '')
    assert.equal(statSync(`${root}/etc/waymark/secrets`).mode & 0o777, 0o700)
  })

  test('leaves settings as they are when it is put there again', () => {
    const file = `${root}/etc/waymark/waymark.env`
    execFileSync('sed', ['-i', 's/example.org/example.net/', file])
    install(root)
    assert.match(readFileSync(file, 'utf8'), /example\.net/)
  })

  // A unit's own line, run by hand as nobody with the unit's environment.
  const run = (name, env, ms) => {
    const { start, env: given } = unit(root, name)
    const [command, ...words] = [...unprivileged, ...start]
    return spawnSync(command, words, {
      cwd: '/',
      encoding: 'utf8',
      timeout: ms,
      env: { PATH: process.env.PATH, ...given, ...env }
    })
  }

  test('migrates as its unit does, and finds nothing to do', () => {
    const before = sql('SELECT count(*) FROM waymark_migration')
    const { status, stderr } = run('waymark-migrate',
      { DATABASE_URL: process.env.DATABASE_URL }, 60000)
    assert.deepEqual([status, stderr], [0, ''])
    assert.equal(sql('SELECT count(*) FROM waymark_migration'), before)
  })

  test('does the jobs as its unit does, and ends when it is told to', () => {
    const began = sql('SELECT clock_timestamp()')
    const { signal, status, stderr } = run('waymark-jobs',
      { WAYMARK_JOBS_URL: process.env.WAYMARK_JOBS_URL }, 4000)
    assert.deepEqual([status, signal], [0, null], stderr)
    assert.equal(sql(`SELECT at > '${began}' FROM waymark.jobs_turn`), 't')
  })
})
