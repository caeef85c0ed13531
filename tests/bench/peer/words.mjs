// What pages say of days, dates and standings.
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July',
  'August', 'September', 'October', 'November', 'December']
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday',
  'Saturday', 'Sunday']

export const standings = {
  'well-behind': ['Well behind', 'red'],
  behind: ['Behind', 'orange'],
  'slightly-behind': ['Slightly behind', 'yellow'],
  'on-track': ['On track', 'green'],
  complete: ['Complete', 'green'],
  'not-started': ['Not started', 'grey'],
  'no-pattern': ['No working pattern', 'grey'],
  'no-placement': ['No placement', 'grey']
}
export const stages = { first: 'First', contrasting: 'Contrasting', last: 'Last' }
export const enrolments = {
  offered: 'Offered a place',
  enrolled: 'Enrolled',
  deferred: 'Deferred',
  paused: 'Paused',
  withdrawn: 'Withdrawn',
  completed: 'Completed'
}

export const monthName = month => months[month - 1]

export function date (number) {
  const on = new Date(number * 86400000)

  return `${on.getUTCDate()} ${months[on.getUTCMonth()]} ${on.getUTCFullYear()}`
}

export const days = halves => halves === 1 ? '½'
  : `${halves >> 1}${halves % 2 === 1 ? '½' : ''}`
export const daysWords = halves => halves === 1 ? 'half a day'
  : halves === 2 ? '1 day' : `${days(halves)} days`
export const behind = halves => halves < 0 ? `${days(-halves)}\u00a0ahead`
  : days(halves)

const upper = words => words[0].toUpperCase() + words.slice(1)
const balance = halves => halves === 0 ? 'on track'
  : `${daysWords(Math.abs(halves))} ${halves > 0 ? 'behind' : 'ahead'}`

function done (s) {
  const words = `${upper(daysWords(s.done))} done`

  return s.waiting === 0 ? words
    : `${words} (${daysWords(s.waiting)} not confirmed yet)`
}

// Why a placement stands as it does.
export function reason (s, schedule, today) {
  const required = days(schedule.required)

  switch (s.is) {
    case 'not-started':
      return `The placement starts on ${date(schedule.from)}`
    case 'no-pattern':
      return `${done(s)} of ${required}: no working pattern has been recorded,` +
        ' so none is expected yet'
    case 'complete':
      return `${done(s)} of ${required}: complete`
  }
  return today > schedule.to
    ? `${done(s)}, ${days(s.expected)} needed by ${date(schedule.to)}: ` +
      balance(s.behind)
    : `${done(s)}, ${days(s.expected)} expected by today: ${balance(s.behind)}`
}

export function courseReason (s, placements) {
  if (placements.length === 0) return 'No placement has been arranged yet'
  if (placements.length === 1) return placements[0].reason
  return `${upper(daysWords(s.done))} done over ${placements.length} ` +
    `placements, ${days(s.expected)} expected by today: ` +
    (s.is === 'complete' ? 'complete' : balance(s.behind))
}

function runs (halves) {
  const found = []

  halves.forEach((n, i) => {
    const last = found.at(-1)

    if (n === 0) return
    if (last !== undefined && last.to === i - 1 && last.n === n) last.to = i
    else found.push({ from: i, to: i, n })
  })
  return found.length === 1 ? found : found.flatMap(run =>
    run.n === 1 || run.to !== run.from + 1 ? [run]
      : [{ ...run, to: run.from }, { ...run, from: run.to }])
}

export function pattern (halves) {
  const said = runs(halves).map(({ from, to, n }) => from === to
    ? `${n === 1 ? 'half of ' : ''}${weekdays[from]}`
    : `${n === 1 ? 'half of each day, ' : ''}${weekdays[from]} ` +
      `${to === from + 1 && n === 2 ? 'and' : 'to'} ${weekdays[to]}`)

  if (said.length === 0) return 'No days'
  return said.length === 1 ? upper(said[0])
    : upper(`${said.slice(0, -1).join(', ')} and ${said.at(-1)}`)
}
