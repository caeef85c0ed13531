// Backups, restores and drills, as README.md says to do them: what a drill must
// find is done to it, and what was lost is brought back.
//
// Beside a cluster: tests/with-database --demo node --test tests/ops/
import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  appendFileSync, chmodSync, chownSync, mkdirSync, readdirSync, readFileSync,
  writeFileSync
} from 'node:fs'
import { before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'

const build = process.env.B ?? 'build'
const cluster = process.env.WAYMARK_TEST_CLUSTER
const root = process.getuid() === 0
const conf = `${cluster}/pgbackrest.conf`
const rooms = `${cluster}/drills`
const real = execFileSync('sh', ['-c', 'command -v pgbackrest'], { encoding: 'utf8' }).trim()
const bin = execFileSync('pg_config', ['--bindir'], { encoding: 'utf8' }).trim()
const env = {
  ...process.env,
  PGBACKREST_CONFIG: conf,
  PGBACKREST_STANZA: 'waymark',
  WAYMARK_ERASURES_FILE: `${cluster}/ledger/erasures`
}
// Somebody with a record whose erasure nothing keeps back, and when it may be.
let erased

const asPostgres = (...argv) => execFileSync(root ? 'runuser' : argv[0],
  root ? ['-u', 'postgres', '--', ...argv] : argv.slice(1),
  { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], cwd: cluster })

function sql (statement) {
  return execFileSync('psql', ['-qXAt', '-v', 'ON_ERROR_STOP=1',
    process.env.DATABASE_URL], {
    encoding: 'utf8', input: `SET search_path = waymark, public;\n${statement};\n`
  }).trim()
}

function waymark (argv, more = {}) {
  const ran = spawnSync(`${build}/waymark`, argv, {
    env: { ...env, ...more }, encoding: 'utf8', timeout: 120000
  })
  return { status: ran.status, said: ran.stdout + ran.stderr }
}

const drill = (argv = [], more = {}) =>
  waymark(['restore-drill', '--scratch', rooms, ...argv], more)

// A pgbackrest that does as the real one, and harm before or after.
function harmful (name, script) {
  const dir = `${cluster}/${name}`
  mkdirSync(dir)
  writeFileSync(`${dir}/pgbackrest`, `#!/bin/sh\n${script}\n`)
  chmodSync(`${dir}/pgbackrest`, 0o755)
  chmodSync(dir, 0o755)
  return { PATH: `${dir}:${process.env.PATH}` }
}

function room (path) {
  mkdirSync(path)
  if (root) {
    const [uid, gid] = ['-u', '-g'].map((f) =>
      Number(execFileSync('id', [f, 'postgres'], { encoding: 'utf8' })))
    chownSync(path, uid, gid)
  }
}

async function jobsUntil (so) {
  const jobs = spawn(`${build}/waymark`, ['jobs'], { env, stdio: 'ignore' })
  for (let i = 0; i < 300 && sql(so) !== 't'; i++) await sleep(100)
  jobs.kill()
  await new Promise((resolve) => jobs.on('close', resolve))
}

before(async () => {
  for (const dir of ['repo', 'said', 'lock', 'drills']) room(`${cluster}/${dir}`)
  mkdirSync(`${cluster}/ledger`)
  chmodSync(`${cluster}/ledger`, 0o777)
  // The example of conf/, with this cluster's places.
  writeFileSync(conf, readFileSync('conf/pgbackrest.conf', 'utf8')
    .replace('@PASS@', 'a pass phrase of the tests')
    .replace('/var/lib/pgbackrest', `${cluster}/repo`)
    .replace('/var/lib/postgresql/15/main', `${cluster}/data`)
    .replace('[waymark]', `log-path=${cluster}/said\nlock-path=${cluster}/lock\n\n` +
      `[waymark]\npg1-socket-path=${cluster}\npg1-user=postgres`))
  chmodSync(conf, 0o644)
  execFileSync(`${cluster}/ctl`, ['stop'])
  asPostgres(`${bin}/pg_checksums`, '--enable', '--no-sync', '-D', `${cluster}/data`)
  appendFileSync(`${cluster}/data/postgresql.conf`, `
    wal_level = replica
    archive_mode = on
    archive_command = 'pgbackrest --config=${conf} --stanza=waymark archive-push %p'
    archive_timeout = 60\n`)
  execFileSync(`${cluster}/ctl`, ['start'])
  asPostgres('pgbackrest', 'stanza-create')
  sql('CREATE TABLE public.beat (at timestamptz)')
  await jobsUntil('SELECT n > 1000 FROM audit.head')
})

test('a backup keeps what is in it, and leaves nothing of it to be read', () => {
  const took = waymark(['backup', 'full'])
  assert.equal(took.status, 0, took.said)
  assert.match(took.said, /^backup [-\w]+: at 20[-0-9:TZ]+ \d+ tables hold \d+ rows$/m)
  const email = sql('SELECT email FROM person ORDER BY id LIMIT 1')
  const found = spawnSync('grep', ['-rlaF', '-e', email, '-e', 'waymark.person',
    `${cluster}/repo`], { encoding: 'utf8' })
  assert.equal(found.stdout, '', 'the repository is sealed')
})

test('an erasure is listed before it is done', async () => {
  erased = sql(`SELECT p.id FROM person p JOIN placement_day d ON d.person_id = p.id
      WHERE waymark.held_back(p.id) IS NULL
      GROUP BY p.id ORDER BY count(*) DESC, p.id LIMIT 1`)
  sql(`BEGIN; SET LOCAL session_replication_role = replica;
    UPDATE role_held SET during = '[1970-01-01,1970-06-01)' WHERE person_id = ${erased};
    COMMIT;
    INSERT INTO erasure (person_id, programme_id, cause, reason, classes, state,
        asked_by, erase_on)
    SELECT ${erased}, min(id), 'time', 'It was kept for long enough.',
           ARRAY(SELECT code FROM record_class), 'agreed', NULL, waymark.today()
      FROM programme`)
  await jobsUntil(`SELECT state = 'done' FROM erasure WHERE person_id = ${erased}`)
  assert.equal(sql(`SELECT count(*) FROM placement_day WHERE person_id = ${erased}`), '0')
  const listed = readFileSync(env.WAYMARK_ERASURES_FILE, 'utf8')
  assert.match(listed, new RegExp(`^waymark-erasure \\d+ ${erased} \\d+ [a-z,]+$`, 'm'))
  assert.ok(waymark(['erasures', '--list']).said.includes(listed.trim()))
})

test('a drill proves all of it, does erasures again and leaves nothing', () => {
  const ran = drill(['--erasures', env.WAYMARK_ERASURES_FILE])
  assert.equal(ran.status, 0, ran.said)
  for (const proof of ['rows', 'audit', 'indexes', 'pages']) {
    assert.match(ran.said, new RegExp(`^${proof} +as it was$`, 'm'))
  }
  assert.match(ran.said, /^\d{4,} events are sealed/m)
  assert.match(ran.said, /^erasures +1 erasures in the list: 1 were done again/m)
  assert.match(ran.said, /^The drill passed in \d+\.\d s\.$/m)
  assert.deepEqual(readdirSync(rooms), [])
})

// Writes one row too late for the point to which a restore is made to go, and
// alters a page of what was restored.
const harms = (file) => harmful('harmful', `case $1 in
  backup) "${real}" "$@" && psql -qX "$DATABASE_URL" \
    -c "SELECT pg_create_restore_point('too early')" \
    -c "INSERT INTO public.beat VALUES (now())" >/dev/null ;;
  restore)
    for a; do shift; case $a in --target=*) a='--target=too early' ;;
      --pg1-path=*) data=${"${a#*=}"} ;; esac; set -- "$@" "$a"; done
    "${real}" "$@" && printf altered | dd of="$data/${file}" bs=1 seek=5000 \
      conv=notrunc 2>/dev/null ;;
  *) exec "${real}" "$@" ;; esac`)

test('people go on writing while a backup is counted', async () => {
  const beats = spawn('sh', ['-c', `for i in $(seq 1000); do
    echo 'INSERT INTO public.beat VALUES (clock_timestamp());'
    echo '\\! sleep 0.02'; done | psql -qX "$DATABASE_URL"`])
  const took = waymark(['backup'], harms(sql("SELECT pg_relation_filepath('placement_day')")))
  assert.equal(took.status, 0, took.said)
  beats.kill()
  const worst = Number(sql(`SELECT extract(epoch FROM max(gap)) * 1000 FROM (
      SELECT at - lag(at) OVER (ORDER BY at) AS gap FROM public.beat) x`))
  assert.ok(worst < 1500, `a writer waited for ${worst} ms`)
})

test('a page that is altered is named, and a table that lacks a row', () => {
  const file = sql("SELECT pg_relation_filepath('placement_day')")
  const ran = drill([], { PATH: `${cluster}/harmful:${process.env.PATH}` })
  assert.equal(ran.status, 1, ran.said)
  assert.match(ran.said, /^waymark\.placement_day could not be read: .*invalid page in block 0/m)
  assert.match(ran.said, new RegExp(`checksum verification failed in file ".*${file}"`))
  const [, now, was] = /^public\.beat has (\d+) rows, and had (\d+)$/m.exec(ran.said)
  assert.ok(was - now > 0)
  assert.match(ran.said, /^rows +2 of \d+ tables are not as they were/m)
  assert.match(ran.said, /^audit +as it was$/m)
  assert.match(ran.said, /^The drill failed: 3 of /m)
  assert.deepEqual(readdirSync(rooms), [])
})

test('a drill goes to a moment, and proves what was there then', () => {
  const event = 'UPDATE audit.event SET name = %s WHERE id = (SELECT min(id) FROM audit.event)'
  const alter = (name) => sql(`SET session_replication_role = replica;
    ${event.replace('%s', `'${name}'`)}; RESET session_replication_role`)
  const name = sql('SELECT name FROM audit.event ORDER BY id LIMIT 1')
  const before = sql('SELECT clock_timestamp()')
  alter('ALTERED')
  const after = sql('SELECT clock_timestamp()')
  alter(name)
  asPostgres('pgbackrest', 'check')

  const well = drill(['--to', before])
  assert.equal(well.status, 0, well.said)
  assert.ok(well.said.includes(`to ${before}, answers after`), well.said)
  assert.match(well.said, /^rows +not compared: the manifest is of 20/m)
  assert.match(well.said, /^audit +as it was$/m)
  const harmed = drill(['--to', after])
  assert.equal(harmed.status, 1, harmed.said)
  assert.match(harmed.said, /^audit +is not what it was/m)
  assert.match(harmed.said, /^The drill failed: 1 of /m)
  const never = drill(['--to', 'no moment'])
  assert.equal(never.status, 2, never.said)
  assert.deepEqual(readdirSync(rooms), [])
})

const restore = (...to) => {
  execFileSync(`${cluster}/ctl`, ['stop'])
  asPostgres('pgbackrest', `--config=${conf}`, '--stanza=waymark', 'restore',
    '--delta', '--target-action=promote', ...to)
  execFileSync(`${cluster}/ctl`, ['start'])
  for (let i = 0; i < 100 && sql('SELECT pg_is_in_recovery()') === 't'; i++) {
    execFileSync('sleep', ['0.1'])
  }
}

function isWhole () {
  const again = waymark(['erasures', '--again', env.WAYMARK_ERASURES_FILE])
  assert.equal(again.status, 0, again.said)
  assert.match(again.said, /1 had been done already/)
  const proved = waymark(['verify-audit'])
  assert.equal(proved.status, 0, proved.said)
}

// What README.md says to do when somebody harmed the data.
test('all is brought back to the moment before a harm', () => {
  sql("INSERT INTO public.beat VALUES ('2001-01-01')")
  const moment = sql('SELECT clock_timestamp()')
  sql('DELETE FROM public.beat')
  asPostgres('pgbackrest', 'check')
  restore('--type=time', `--target=${moment}`)
  assert.equal(sql("SELECT count(*) FROM public.beat WHERE at = '2001-01-01'"), '1')
  isWhole()
})

// What it says to do for a new version: one whose migration is like most.
test('an upgrade goes forward, and back to where it was', () => {
  const next = `${cluster}/next`
  execFileSync('cp', ['-r', 'sql', next])
  const migrate = (sql) => waymark(['migrate'], { WAYMARK_SQL: sql })
  writeFileSync(`${next}/schema/999_next.sql`, `
    ALTER TABLE waymark.placement_day ADD COLUMN of_next text NOT NULL DEFAULT 'x';
    CREATE INDEX placement_day_of_next ON waymark.placement_day (of_next);
    UPDATE waymark.person SET family_name = family_name || ' of next';\n`)
  const took = waymark(['backup'])
  const label = /^backup ([-\w]+):/m.exec(took.said)[1]
  const before = sql('SELECT count(*), max(family_name) FROM person')
  const forward = migrate(next)
  assert.equal(forward.status, 0, forward.said)
  assert.notEqual(sql('SELECT count(*), max(family_name) FROM person'), before)
  assert.equal(sql('SELECT count(*) FROM placement_day WHERE of_next <> \'x\''), '0')

  restore(`--set=${label}`, '--type=name', `--target=waymark ${label}`)
  assert.equal(sql('SELECT count(*), max(family_name) FROM person'), before)
  assert.equal(sql(`SELECT count(*) FROM pg_attribute WHERE attname = 'of_next'
      AND attnum > 0`), '0')
  const back = migrate('sql')
  assert.equal(back.status, 0, back.said)
  isWhole()
})

// Of people whom a restore brought back: one whose record something keeps, and
// one whom the backup never knew.
test('an erasure waits for what keeps a record, and is nothing of nobody', () => {
  const list = `${cluster}/ledger/others`
  const whose = sql(`SELECT p.id FROM person p JOIN placement_day d ON d.person_id = p.id
      WHERE waymark.held_back(p.id) IS NULL ORDER BY p.id LIMIT 1`)
  const programme = sql('SELECT min(id) FROM programme')
  const classes = sql("SELECT string_agg(code, ',') FROM record_class")
  writeFileSync(list, `waymark-erasure 900001 ${whose} ${programme} ${classes}\n` +
    `waymark-erasure 900002 99999999 ${programme} ${classes}\n`)
  const days = () => Number(sql(`SELECT count(*) FROM placement_day WHERE person_id = ${whose}`))
  const again = () => {
    const ran = waymark(['erasures', '--again', list])
    assert.equal(ran.status, 0, ran.said)
    return /(\d+) were done again.* (\d+) wait for what keeps.* (\d+) are of people/
      .exec(ran.said).slice(1).map(Number)
  }
  sql(`SET session_replication_role = replica;
    UPDATE role_held SET during = '[1970-01-01,1970-06-01)' WHERE person_id = ${whose};
    INSERT INTO legal_hold (person_id, programme_id, reason, held_by)
    SELECT ${whose}, ${programme}, 'A claim', min(person_id) FROM role_held WHERE role = 'staff'`)
  const had = days()
  assert.ok(had > 0)
  assert.deepEqual(again(), [0, 1, 1])
  assert.equal(days(), had)
  assert.equal(sql(`SELECT state FROM erasure WHERE person_id = ${whose}`), 'agreed')

  sql(`SET session_replication_role = replica;
    UPDATE legal_hold SET ended_on = waymark.today(), ended_why = 'Settled',
        ended_by = held_by WHERE person_id = ${whose}`)
  assert.deepEqual(again(), [1, 0, 1])
  assert.equal(sql(`SELECT state FROM erasure WHERE person_id = ${whose}`), 'done')
  assert.deepEqual(again(), [0, 0, 1])
})
