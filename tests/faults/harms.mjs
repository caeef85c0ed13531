// The faults, one after another.  Each answers the moment from which Waymark has
// to answer again, and names how long it may take: for anybody, and for all.
import { setTimeout as sleep } from 'node:timers/promises'
import * as world from './world.mjs'

const now = () => Date.now()

async function holding (what, ms, release) {
  await what()
  await sleep(ms)
  await release()
  return now()
}

// It may have gone down altogether while its disk was full.
async function backAgain () {
  for (let i = 0; i < 400; i++) {
    try { await world.psql('SELECT 1'); return now() } catch {}
    try { await world.ctl('status') } catch { await world.start() }
    await sleep(25)
  }
  throw new Error('PostgreSQL did not come back')
}

const everything = async () => {
  const pid = world.postmaster()
  return [pid, ...await world.children(pid)]
}

export const harms = [
  {
    name: 'a worker is killed', first: 100,
    harm: async () => { world.signal((await world.workers())[0], 'SIGKILL'); return now() }
  }, {
    name: 'all workers are killed', first: 100,
    harm: async () => { world.signal(await world.workers(), 'SIGKILL'); return now() }
  }, {
    name: 'the parent is killed', first: 3000,
    harm: async () => { world.server.child.kill('SIGKILL'); return now() }
  }, {
    name: 'the jobs are killed', first: 100,
    harm: async () => { world.jobs.child.kill('SIGKILL'); return now() }
  }, {
    name: 'a backend is killed', first: 3000,
    harm: async () => {
      const t = now()
      world.signal((await world.backends())[0], 'SIGKILL')
      await sleep(20)
      await backAgain()
      return t
    }
  }, {
    name: 'the postmaster is killed', first: 3000,
    harm: async () => {
      world.signal(world.postmaster(), 'SIGKILL')
      await sleep(200)
      await world.start()
      return now()
    }
  }, {
    name: 'PostgreSQL is restarted', first: 3000,
    harm: async () => { await world.ctl('-m', 'fast', 'restart'); return now() }
  }, {
    name: 'PostgreSQL is stopped', first: 3000,
    harm: () => holding(() => world.ctl('-m', 'fast', 'stop'), 1000, world.start)
  }, {
    name: 'PostgreSQL crashes', first: 3000,
    harm: () => holding(() => world.ctl('-m', 'immediate', 'stop'), 100, world.start)
  }, {
    name: 'a backend hangs', everybody: 10000,
    harm: async (spell) => {
      const t = now()
      const pid = (await world.backends())[0]
      world.signal(pid, 'SIGSTOP')
      await sleep(spell)
      world.signal(pid, 'SIGCONT')
      return t
    }
  }, {
    name: 'PostgreSQL hangs', everybody: 10000,
    harm: async (spell) => {
      const pids = await everything()
      return holding(() => world.signal(pids, 'SIGSTOP'), spell,
        () => world.signal(pids, 'SIGCONT'))
    }
  }, {
    name: 'PostgreSQL is in recovery', first: 3000,
    harm: async () => {
      world.standby()
      await world.ctl('-m', 'fast', 'restart')
      await sleep(1000)
      await world.ctl('promote')
      return now()
    }
  }, {
    name: 'no connection is left', first: 3000,
    harm: async () => {
      const before = await world.backends()
      const held = Array.from({ length: 40 }, world.hoard)
      await sleep(100)
      await world.psql(`SELECT pg_terminate_backend(n) FROM unnest('{${before}}'::int[]) n`)
      held.push(...Array.from({ length: 20 }, world.hoard))
      await sleep(1000)
      for (const socket of held) socket.destroy()
      return now()
    }
  }, {
    name: 'the disk is full under the data', first: 3000,
    harm: async () => {
      world.shim({ is: world.full.data })
      await world.psql('CREATE TABLE public.filler AS SELECT repeat(g::text, 200) ' +
        'FROM generate_series(1, 60000) g').catch(() => {})
      await sleep(1000)
      world.shim({})
      return backAgain()
    }
  }, {
    name: 'the disk is full under tmp', first: 3000,
    harm: async () => {
      world.shim({ is: world.full.temporary })
      const refused = await world.psql('SELECT count(*) FROM (SELECT g ' +
        'FROM generate_series(1, 100000) g ORDER BY md5(g::text)) x').then(() => false, () => true)
      if (!refused) throw new Error('tmp was not full')
      await sleep(1000)
      world.shim({})
      return now()
    }
  }, {
    name: 'the clock steps forward', first: 1000,
    harm: async () => { world.shim({ off: 600 }); const t = now(); await sleep(700); return t }
  }, {
    name: 'the clock steps back', first: 1000,
    harm: async () => {
      world.shim({ off: -600 })
      const t = now()
      await sleep(700)
      world.shim({})
      return t
    }
  }
]
