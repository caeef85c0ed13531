// The days of a placement against what was expected: where its lines are.
import { day, expected, expectedCurve, parts } from './schedule.mjs'
import { days, monthName } from './words.mjs'

const [LEFT, RIGHT, TOP, BOTTOM] = [40, 336, 30, 252]
const LEADING = 19

const round = x => Math.round(x * 10) / 10

function step (most) {
  for (let power = 1; ; power *= 10) {
    for (const factor of [1, 2, 5]) {
      if (Math.trunc(most / (factor * power)) <= 5) return factor * power
    }
  }
}

function months (from, to) {
  for (const every of [1, 2, 3, 6, 12]) {
    const ticks = []
    const { year, month } = parts(from)

    for (let i = month - 1; ; i++) {
      const on = day(year, i + 1, 1)

      if (on > to) break
      if (on >= from && i % every === 0) ticks.push(on)
    }
    if (ticks.length <= 6) return ticks
  }
}

function doneCurve (from, logged, withWaiting) {
  const curve = [[from, 0]]
  let done = 0

  for (const row of logged) {
    const counts = row.kind !== 'absent' && (row.state === 'confirmed' ||
      (withWaiting && row.state === 'submitted'))

    if (!counts) continue
    done += row.halves
    curve.push([row.on_date + 1, done])
  }
  return curve
}

const at = (curve, on) => curve.findLast(([when]) => when <= on)?.[1] ?? 0

function table (s, today, confirmed, logged) {
  const rows = []
  const end = s.to + 1
  const { year, month } = parts(s.from)
  const dates = []

  for (let i = month; ; i++) {
    const on = day(year, i, 1)

    if (on >= end) break
    if (on > s.from) dates.push(on)
  }
  if (today > s.from && today < end && !dates.includes(today)) {
    dates.push(today)
  }
  for (const on of [...dates.sort((a, b) => a - b), end]) {
    rows.push({
      on,
      expected: expected(s, on),
      past: on <= today,
      confirmed: at(confirmed, on),
      logged: at(logged, on)
    })
  }
  return rows
}

export function daysChart (id, s, rows, today) {
  const curve = expectedCurve(s)
  const confirmed = doneCurve(s.from, rows, false)
  const logged = doneCurve(s.from, rows, true)
  const most = Math.max(s.required, curve.at(-1)[1], confirmed.at(-1)[1],
    logged.at(-1)[1])
  const x = on => round(LEFT + (Math.min(Math.max(on, s.from), s.to + 1) -
    s.from) * (RIGHT - LEFT) / (s.to + 1 - s.from))
  const y = halves => round(BOTTOM - halves * (BOTTOM - TOP) / most)
  const steps = line => line.map(([on, halves], i) => i === 0
    ? `M${x(on)} ${y(halves)}` : `H${x(on)}V${y(halves)}`).join('') +
    `H${x(Math.max(line.at(-1)[0], today))}`
  const label = line => {
    const left = x(Math.max(line.at(-1)[0], today)) > RIGHT - 50

    return {
      words: days(line.at(-1)[1]),
      anchor: left ? 'end' : 'start',
      x: x(Math.max(line.at(-1)[0], today)) + (left ? -6 : 6),
      y: Math.min(Math.max(y(line.at(-1)[1]), TOP + LEADING), BOTTOM - LEADING)
    }
  }
  const numbers = []
  const each = step(most >> 1)

  for (let i = 0; i * 2 <= most; i += each) numbers.push([i, y(i * 2)])
  return {
    id: `days-${id}`,
    numbers,
    months: months(s.from, s.to).map(on =>
      [monthName(parts(on).month).slice(0, 3), x(on)]),
    required: {
      y: y(s.required),
      words: `${days(s.required)} ${s.required <= 2 ? 'day' : 'days'} needed`
    },
    today: today >= s.from && today <= s.to ? x(today) : null,
    expected: curve.map(([on, halves], i) =>
      `${i === 0 ? 'M' : 'L'}${x(on)} ${y(halves)}`).join(''),
    expectedY: y(curve.at(-1)[1]),
    begun: today >= s.from,
    logged: logged.at(-1)[1] > confirmed.at(-1)[1]
      ? { path: steps(logged), label: label(logged) } : null,
    confirmed: { path: steps(confirmed), label: label(confirmed) },
    table: table(s, today, confirmed, logged)
  }
}

export function barsChart (id, bars) {
  const most = Math.max(...bars.map(bar => bar.count))

  return {
    id,
    height: bars.length * 40,
    bars: bars.map((bar, i) => ({
      ...bar, y: i * 40, width: most === 0 ? 0 : round(bar.count * 200 / most)
    }))
  }
}
