// What wapiti found, a line each, and whether it is explained:
//
//	node found.mjs WHO report.json explained
import { readFileSync } from 'node:fs'

const [who, report, list] = process.argv.slice(2)
const explained = readFileSync(list, 'utf8').split('\n')
  .filter(line => line && !line.startsWith('#')).map(line => line.split('\t')[0])
const { vulnerabilities, anomalies } = JSON.parse(readFileSync(report, 'utf8'))
const found = Object.entries({ ...vulnerabilities, ...anomalies })
  .flatMap(([kind, all]) => all.map(one => `${kind}: ${one.method} ${one.path}: ${one.info}`))
const unexplained = found.filter(line =>
  !explained.some(words => line.includes(words)))

console.log(`wapiti as ${who}: ${found.length} found, ` +
  `${found.length - unexplained.length} explained`)
for (const line of new Set(unexplained)) console.log(`  ${line}`)
process.exitCode = unexplained.length > 0 ? 1 : 0
