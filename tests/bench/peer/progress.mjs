// How trainees stand, from the rows of their placements.
import { course, standing } from './schedule.mjs'
import { reason } from './words.mjs'

const grouped = (rows, of) => {
  const found = new Map()

  for (const row of rows) {
    const list = found.get(row[of])

    if (list === undefined) found.set(row[of], [row])
    else list.push(row)
  }
  return id => found.get(id) ?? []
}
const span = row => ({ from: row.from_on, to: row.to_on })

function now (placements, today) {
  const next = placements.find(p => p.starts_on > today)
  const current = placements.find(p => p.starts_on <= today &&
    today <= p.ends_on)
  const last = placements.findLast(p => p.ends_on < today)

  if (current !== undefined) return current
  return last !== undefined && last.waiting + last.returned > 0 ? last
    : next ?? last
}

export function progress (trainees, rows, [thresholds], today) {
  const limits = {
    behind: thresholds.behind_after,
    well: thresholds.well_behind_after
  }
  const placementsOf = grouped(rows.placements, 'enrolment_id')
  const patternsOf = grouped(rows.patterns, 'placement_id')
  const gapsOf = grouped(rows.gaps, 'placement_id')

  return trainees.map(trainee => {
    const placements = placementsOf(trainee.id).map(p => {
      const schedule = {
        from: p.starts_on,
        to: p.ends_on,
        required: p.required_halves,
        patterns: patternsOf(p.id).map(row =>
          ({ ...span(row), halves: row.halves })),
        gaps: gapsOf(p.id).map(span)
      }
      const is = standing(schedule, p.confirmed, p.waiting, limits, today)

      return { ...p, schedule, standing: is, reason: reason(is, schedule, today) }
    })

    return {
      ...trainee,
      placements,
      standing: course(placements, limits),
      now: now(placements, today),
      waiting_days: placements.reduce((sum, p) => sum + p.waiting_days, 0),
      returned_days: placements.reduce((sum, p) => sum + p.returned_days, 0)
    }
  })
}
