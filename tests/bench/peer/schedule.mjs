// Which half-days a placement expects, and how its trainee stands.  Days are
// numbers, counted from 1970-01-01.
const DAY = 86400000

export const day = (year, month, on) => Date.UTC(year, month - 1, on) / DAY
export const parts = number => {
  const date = new Date(number * DAY)

  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1 }
}
const weekday = number => (number + 3) % 7 // Monday is 0
const mondayFrom = number => number + (7 - weekday(number)) % 7

const proclaimed = [day(2020, 5, 8), day(2022, 6, 2), day(2022, 6, 3),
  day(2022, 9, 19), day(2023, 5, 8)]
const moved = [day(2020, 5, 4), day(2022, 5, 30)]

function easter (year) {
  const a = year % 19
  const b = Math.trunc(year / 100)
  const c = year % 100
  const d = b >> 2
  const f = Math.trunc((b + 8) / 25)
  const g = Math.trunc((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * (c >> 2) - h - c % 4) % 7
  const m = Math.trunc((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114

  return day(year, Math.trunc(n / 31), n % 31 + 1)
}

// On a weekend, the next day that is neither.
function workday (number, taken) {
  while (weekday(number) > 4 || taken.includes(number)) number++
  return number
}

function holidaysOf (year) {
  const christmas = workday(day(year, 12, 25), [])
  const boxing = workday(day(year, 12, 26), [christmas])

  return [workday(day(year, 1, 1), []), easter(year) - 2, easter(year) + 1,
    mondayFrom(day(year, 5, 1)), mondayFrom(day(year, 5, 25)),
    mondayFrom(day(year, 8, 25)), christmas, boxing]
}

const holidays = []
for (let year = 2015; year <= 2040; year++) holidays.push(...holidaysOf(year))
const all = [...holidays.filter(on => !moved.includes(on)), ...proclaimed]
  .sort((a, b) => a - b)
const isHoliday = new Set(all)

const covers = (span, on) => span.from <= on && (span.to === null ||
  on <= span.to)
const patternOn = (s, on) => s.patterns.filter(p => covers(p, on)).at(-1)
const gapOn = (s, on) => s.gaps.find(gap => covers(gap, on))

const halvesOf = (s, pattern, on) =>
  pattern === undefined || isHoliday.has(on) || gapOn(s, on) !== undefined
    ? 0
    : pattern.halves[weekday(on)]

// A run of days that one pattern covers: weeks, less the holidays in it.
function halvesOfRun (pattern, from, end) {
  let halves = 0

  for (let i = 0; i < 7 && i < end - from; i++) {
    halves += pattern.halves[weekday(from + i)] *
      Math.trunc((end - from - i + 6) / 7)
  }
  for (const on of all) {
    if (from <= on && on < end) halves -= pattern.halves[weekday(on)]
  }
  return halves
}

function lastDay (s) {
  let last = s.to
  let gap = gapOn(s, last)

  while (gap !== undefined && gap.to !== null) {
    last = gap.to + 1
    gap = gapOn(s, last)
  }
  return gap !== undefined ? Infinity : last > s.to ? last - 1 : last
}

export function expected (s, on) {
  if (on > s.to && on > lastDay(s)) return s.required
  const end = Math.min(on, s.to + 1)
  const edges = [...s.patterns, ...s.gaps]
    .flatMap(({ from, to }) => to === null ? [from] : [from, to + 1])
    .filter(edge => edge > s.from && edge < end)
  const runs = [s.from, ...new Set(edges.sort((a, b) => a - b)), end]
  let halves = 0

  for (let i = 0; i + 1 < runs.length && runs[i] < end; i++) {
    const pattern = patternOn(s, runs[i])

    if (pattern !== undefined && gapOn(s, runs[i]) === undefined) {
      halves += halvesOfRun(pattern, runs[i], runs[i + 1])
    }
  }
  return Math.min(halves, s.required)
}

export function expectedCurve (s) {
  const curve = []
  let halves = 0

  for (let on = s.from; on <= s.to; on++) {
    if ((on - s.from) % 7 === 0 || on === s.to) {
      curve.push([on, Math.min(halves, s.required)])
    }
    halves += halvesOf(s, patternOn(s, on), on)
  }
  curve.push([s.to + 1, expected(s, s.to + 1)])
  return curve
}

export function finishOn (s, done, after) {
  let left = s.required - done

  if (left <= 0) return null
  for (let on = Math.max(after, s.from), i = 0; i < 4 * 366; on++, i++) {
    left -= halvesOf(s, patternOn(s, Math.min(on, s.to)), on)
    if (left <= 0) return on
  }
  return null
}

const balance = (behind, limits) => behind > limits.well ? 'well-behind'
  : behind > limits.behind ? 'behind' : behind > 0 ? 'slightly-behind'
    : 'on-track'

export function standing (s, confirmed, waiting, limits, today) {
  const due = expected(s, today)
  const done = confirmed + waiting
  const is = confirmed >= s.required ? 'complete'
    : today < s.from ? 'not-started'
      : s.patterns.length === 0 && today <= s.to ? 'no-pattern'
        : balance(due - done, limits)

  return { is, done, waiting, expected: due, behind: due - done }
}

export function course (placements, limits) {
  if (placements.length === 0) {
    return { is: 'no-placement', done: 0, waiting: 0, expected: 0, behind: 0 }
  }
  if (placements.length === 1) return placements[0].standing
  const sum = of => placements.reduce((total, p) => total + of(p), 0)
  const done = sum(p => Math.min(p.standing.done, p.required_halves))
  const due = sum(p => p.standing.expected)
  const each = is => placements.every(p => p.standing.is === is)
  const is = each('complete') ? 'complete'
    : each('not-started') ? 'not-started'
      : placements.some(p => p.standing.is === 'no-pattern') ? 'no-pattern'
        : balance(due - done, limits)

  return { is, done, waiting: 0, expected: due, behind: due - done }
}
