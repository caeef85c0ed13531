// What a page asks PostgreSQL, from the server's log of one request, as a
// script for pgbench: so the comparison is always with what the code does.
import { writeFileSync } from 'node:fs'

import { log, logEverything } from './database.mjs'
import { get } from './server.mjs'

const pause = ms => new Promise(resolve => setTimeout(resolve, ms))

// A line of the log goes on in lines that begin with a tab.
function entries (text) {
  return text.replace(/\n\t/g, '\n').split(/\n(?=\d{4}-\d\d-\d\d )/)
    .map(entry => /\] (LOG|DETAIL): {2}([^]*)/.exec(entry.trimEnd()))
    .filter(entry => entry !== null)
}

// "parameters: $1 = 'it''s', $2 = NULL"
function parameters (detail) {
  return [...detail.matchAll(/\$(\d+) = (?:NULL|'((?:[^']|'')*)')/g)]
    .map(([, , value]) => value?.replaceAll("''", "'") ?? null)
}

export function statements (text) {
  const found = []

  for (const [, kind, said] of entries(text)) {
    const executed = /^execute ([^:]*): ([^]*)/.exec(said)

    if (kind === 'LOG' && executed !== null) {
      found.push({ name: executed[1], sql: executed[2], values: [] })
    } else if (kind === 'DETAIL' && said.startsWith('parameters: ')) {
      found.at(-1).values = parameters(said)
    }
  }
  return found
}

// What src/core/db.c owes travels with the statement after it.
const rides = statement => /^db (begin|try|tried|undo)/.test(statement.name)

/*
 * The lines of a script, and the variables that stand for its parameters.  A
 * NULL cannot be one: it is written where it belongs.
 */
function scripted (asked, prefix) {
  const lines = []
  const variables = []
  let open = false

  for (const { name, sql, values } of asked) {
    if (/:[A-Za-z_]/.test(sql.replaceAll('::', ''))) {
      throw new Error(`${name}: pgbench would take a colon for its own`)
    }
    if (rides({ name }) && !open) lines.push('\\startpipeline')
    lines.push(sql.replace(/\$(\d+)/g, (all, number) => {
      const value = values[number - 1]
      const variable = `${prefix}_${variables.length}`

      if (value === null) return 'NULL'
      variables.push(`${variable}=${value}`)
      return `:${variable}`
    }) + ';')
    if (!rides({ name }) && open) lines.push('\\endpipeline')
    open = rides({ name })
  }
  return { lines, variables }
}

// The first requests prepare and fill what later ones find ready.
async function askedBy (url, cookie) {
  let before

  for (let i = 0; i < 9; i++) {
    before = log().length
    const { status } = await get(url, cookie)
    if (status !== 200) throw new Error(`${url} answers ${status}`)
    await pause(30)
  }
  return statements(log().slice(before))
}

/*
 * A script for each path.  One that has no COMMIT was cut short, and would
 * measure nothing.
 */
export async function capture (server, cookie, paths, directory) {
  const scripts = []

  logEverything(true)
  for (const [i, path] of paths.entries()) {
    const asked = await askedBy(server.origin + path, cookie)
    const file = `${directory}/${path.replaceAll('/', '_')}.sql`

    if (!asked.some(({ name }) => name === 'db commit')) {
      throw new Error(`${path}: the log does not hold its statements`)
    }
    const { lines, variables } = scripted(asked, `s${i}`)
    writeFileSync(file, lines.join('\n') + '\n')
    scripts.push({ path, file, variables, asked })
  }
  logEverything(false)
  return scripts
}
