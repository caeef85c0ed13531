// The private cluster of "make run": made once, started again as it was left,
// and opened anew when the passwords of VAR were lost and its data were not.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'

const room = mkdtempSync(join(tmpdir(), 'waymark-cluster.'))
const place = join(room, 'var')
chmodSync(room, 0o755)
after(() => {
  spawnSync('conf/cluster', ['stop', place])
  rmSync(room, { recursive: true, force: true })
})

// What a shell of "make run" has after it, of one statement.
function ask (statement) {
  return execFileSync('sh', ['-euc', `eval "$(conf/cluster start '${place}')"
    psql -X -A -t -q -v ON_ERROR_STOP=1 "$DATABASE_URL" -c "$1"`, 'sh', statement],
  { encoding: 'utf8' }).trim()
}

const status = () => spawnSync('conf/cluster', ['status', place], { encoding: 'utf8' })

test('a cluster is made, stopped, and started as it was left', () => {
  assert.equal(ask("CREATE TABLE kept AS SELECT 'as it was' AS words; SELECT words FROM kept"),
    'as it was')
  assert.deepEqual([status().stdout, status().status], ['running\n', 0])
  execFileSync('conf/cluster', ['stop', place])
  assert.deepEqual([status().stdout, status().status], ['stopped\n', 3])
  assert.equal(ask('SELECT words FROM kept'), 'as it was')
})

test('nobody else reads its passwords', () => {
  assert.equal(statSync(`${place}/secrets`).mode & 0o77, 0)
  assert.equal(statSync(`${place}/secrets/admin.pgpass`).mode & 0o77, 0)
})

test('with its passwords lost it keeps what it holds, running or not', () => {
  rmSync(`${place}/secrets`, { recursive: true })
  assert.equal(ask('SELECT words FROM kept'), 'as it was')
  execFileSync('conf/cluster', ['stop', place])
  rmSync(`${place}/secrets`, { recursive: true })
  assert.equal(ask('SELECT words FROM kept'), 'as it was')
})
