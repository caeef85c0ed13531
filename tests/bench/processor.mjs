// Processor time of process trees, from /proc: what work costs, whatever else
// the machine is doing.
import { readdirSync, readFileSync } from 'node:fs'

const TICK_MS = 10

// The fields after the command's name, which may hold anything.
function fields (pid) {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8')

  return text.slice(text.lastIndexOf(')') + 2).split(' ')
}

const [PARENT, OWN, WAITED] = [1, 11, 13]
const spent = (stat, at) => (Number(stat[at]) + Number(stat[at + 1])) * TICK_MS

// Those that live: [the number of one, its fields].
function children (pid) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        return [[name, fields(name)]]
      } catch {
        return [] // it ended meanwhile
      }
    }).filter(([, stat]) => stat[PARENT] === String(pid))
}

// Of the children of these processes, those that live and those that ended.
export const processorMs = pids => pids
  .map(pid => children(pid).reduce((sum, [, stat]) => sum + spent(stat, OWN),
    spent(fields(pid), WAITED)))
  .reduce((a, b) => a + b, 0)

// What a process and its children hold, each page shared out among its users.
export const memoryKb = pid => [String(pid), ...children(pid)
  .map(([child]) => child)].reduce((sum, each) => sum +
  Number(/^Pss: +(\d+)/m.exec(readFileSync(`/proc/${each}/smaps_rollup`,
    'utf8'))[1]), 0)
