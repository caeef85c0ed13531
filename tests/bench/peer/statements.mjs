// Waymark's own statements, as node-postgres takes them: the peer asks the same
// of the same database.
import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../../../sql/queries/', import.meta.url)
const prototype = /^-- (?:one|many|exec) (\w+)\(([^)]*)\)/

function statement (comment, sql) {
  const [, name, list] = comment
  const params = [...list.matchAll(/(\w+) [\w[\]]+/g)].map(([, param]) => param)
  const text = sql.replace(/(?<!:):(\w+)/g,
    (_, param) => `$${params.indexOf(param) + 1}`)

  return [name, { name, text }]
}

function statementsOf (file) {
  const found = []
  let comment = null
  let sql = []

  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const match = prototype.exec(line)

    if (match !== null) {
      comment = match
      sql = []
    } else if (comment !== null && !line.startsWith('--')) {
      sql.push(line)
      if (line.endsWith(';')) {
        found.push(statement(comment, sql.join('\n').slice(0, -1)))
        comment = null
      }
    }
  }
  return found
}

export const statements = Object.fromEntries(readdirSync(folder)
  .flatMap(name => statementsOf(new URL(name, folder))))
