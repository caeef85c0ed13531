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

function children (pid) {
  return readdirSync('/proc').filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        return [fields(name)]
      } catch {
        return [] // it ended meanwhile
      }
    }).filter(stat => stat[PARENT] === String(pid))
}

// Of the children of these processes, those that live and those that ended.
export const processorMs = pids => pids
  .map(pid => children(pid).reduce((sum, stat) => sum + spent(stat, OWN),
    spent(fields(pid), WAITED)))
  .reduce((a, b) => a + b, 0)
