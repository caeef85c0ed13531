// OWASP ASVS 5.0, level 2: tests/asvs.tsv says of each requirement by what it is
// met, why it is not ours, or that it is open.  Held here: that the table is
// whole, that what it names is there, and what the sources never do.
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'

const top = new URL('..', import.meta.url).pathname
const read = path => readFileSync(join(top, path), 'utf8')
const rows = read('tests/asvs.tsv').trim().split('\n').slice(1)
  .map(line => line.split('\t'))

// How many of levels 1 and 2 each chapter has.
const chapters = [27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7]

function sources (folder, pattern, except = /node_modules|dist/) {
  return readdirSync(join(top, folder), { withFileTypes: true }).flatMap(entry => {
    const path = `${folder}/${entry.name}`
    if (except.test(path)) return []
    if (entry.isDirectory()) return sources(path, pattern, except)
    return pattern.test(path) ? [path] : []
  })
}

function assertNone (paths, words) {
  assert.ok(paths.length > 0)
  for (const path of paths) assert.doesNotMatch(read(path), words, path)
}

describe('the table', () => {
  test('has every requirement of levels 1 and 2 once, in order', () => {
    const order = rows.map(([number]) => number.split('.')
      .map(n => n.padStart(3, '0')).join('.'))
    assert.deepEqual(order, [...new Set(order)].sort())
    assert.deepEqual(chapters.map((n, i) =>
      rows.filter(([number]) => number.startsWith(`${i + 1}.`)).length), chapters)
    for (const [number, level] of rows) {
      assert.match(number, /^\d+\.\d+\.\d+$/)
      assert.match(level, /^[12]$/)
    }
  })

  test('names for each what is there, or says why there is nothing', () => {
    for (const [number, , what, state, shown] of rows) {
      assert.ok(what, number)
      assert.match(state, /^(met|not ours|open)$/, number)
      assert.ok(shown.length > 5, number)
      if (state !== 'met') continue
      for (const one of shown.split('; ')) {
        const [path, words] = one.split(/: (.*)/s)
        assert.ok(existsSync(join(top, path)), `${number}: ${path}`)
        assert.ok(words && read(path).includes(words), `${number}: ${one}`)
      }
    }
  })
})

const c = sources('src', /\.[ch]$/)
const scripts = sources('assets', /\.m?js$/)

describe('the sources', () => {
  test('no process that answers requests starts a program', () =>
    assertNone(c.filter(path => !/^src\/(jobs|sniff|tools)\//.test(path)),
      /\b(system|popen|posix_spawnp?|exec[lv][pe]*) ?\(/))

  test('no regular expression is made of input', () => {
    assertNone(c, /\bregcomp ?\(/)
    assertNone(sources('sql/queries', /\.sql$/), /(~\*?|SIMILAR TO) *:(?!:)/)
  })

  test('scripts evaluate nothing and write no HTML', () =>
    assertNone(scripts, /\b(eval|Function) ?\(|(inner|outer)HTML|insertAdjacentHTML|document\.write|__proto__|onmessage|'message'/))

  test('scripts keep nothing in the browser', () =>
    assertNone(scripts, /localStorage|sessionStorage|indexedDB|document\.cookie/))

  test('no answer opens itself to another origin', () =>
    assertNone([...c, 'conf/nginx.conf'], /access-control-allow/i))

  test('nothing turns off the verification of certificates', () =>
    assertNone(c, /CURLOPT_(PROXY_)?SSL_VERIFY/))
})
