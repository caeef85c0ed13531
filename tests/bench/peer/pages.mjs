// The record of a trainee and the page of a cohort, as staff read them.
import { barsChart, daysChart } from './chart.mjs'
import { progress } from './progress.mjs'
import { finishOn } from './schedule.mjs'
import { courseReason, enrolments, pattern, standings } from './words.mjs'

const PAGE = 25

function patternNow (s, today) {
  const begun = s.patterns.filter(p => p.from <= today).at(-1) ?? s.patterns[0]

  return begun === undefined ? 'Not recorded yet' : pattern(begun.halves)
}

function counts (placed, [skills], [of]) {
  const sum = placed.reduce((total, p) => total +
    (p.outcome === 'fail' || p.outcome === 'repeat' ? 0
      : Math.min(p.confirmed, p.required)), 0)

  return { is: sum + Math.min(skills.confirmed, of.skills), of: of.total }
}

export async function record (ask, { today }, id, reference) {
  const [trainee] = await ask('trainee_by_id', id)

  if (trainee === undefined) return null
  const rows = {
    placements: await ask('placements_of_enrolment', id),
    patterns: await ask('patterns_of_enrolment', id),
    gaps: await ask('interruptions_of_enrolment', id)
  }
  const thresholds = await ask('thresholds_of', trainee.programme_id)
  const [shown] = progress([trainee], rows, thresholds, today)
  const educators = await ask('educators_of_enrolment', id)
  const logged = await ask('days_logged', id)
  const events = await ask('enrolment_events', id)
  const [beside] = await ask('beside_today', id)
  const concerns = await ask('concerns_of_enrolment', id)
  const flags = await ask('flags_of_enrolment', id)
  const adjustments = await ask('adjustments_of_enrolment', id)
  const required = await ask('required_days_of', trainee.programme_id)
  const placed = await ask('placed_of_enrolment', id)
  const skills = await ask('skills_sums_of', id)

  for (const p of shown.placements) {
    p.pattern = patternNow(p.schedule, today)
    p.finish = trainee.state === 'enrolled'
      ? finishOn(p.schedule, p.standing.done, today) : null
    p.educators = educators.filter(row => row.placement_id === p.id)
    p.confirmer = p.educators.find(e => e.duty === 'practice_educator')?.name ??
      'a practice educator'
    p.chart = daysChart(p.id, p.schedule,
      logged.filter(row => row.placement_id === p.id), today)
  }
  return {
    view: 'record.njk',
    shown: {
      ...shown,
      reason: courseReason(shown.standing, shown.placements),
      placements: shown.placements.reverse(),
      beside,
      concerns,
      flags,
      adjustments,
      events: events.reverse(),
      counts: counts(placed, skills, required)
    },
    read: ['TRAINEE_RECORD_READ', 'enrolment', id, trainee.person_id,
      trainee.programme_id, reference]
  }
}

const tallyOf = (list, state) => list.filter(t => t.state === state).length

function chartOf (cohort, enrolled) {
  const bars = Object.entries(standings).map(([code, [label]]) => ({
    label,
    code,
    count: enrolled.filter(t => t.standing.is === code).length
  }))

  return barsChart('standing', bars.filter((bar, i) => i <= 4 || bar.count > 0))
}

export async function cohort (ask, { today }, id) {
  const [c] = await ask('cohort_mine', id)

  if (c === undefined) return null
  const trainees = await ask('trainees_of_cohorts', [id])
  const placements = await ask('placements_of_enrolments',
    trainees.map(t => t.id))
  const ids = placements.map(p => p.id)
  const rows = {
    placements,
    patterns: await ask('patterns_of', ids),
    gaps: await ask('interruptions_of', ids)
  }
  const thresholds = await ask('thresholds_of', c.programme_id)
  const all = progress(trainees, rows, thresholds, today)
  const enrolled = all.filter(t => t.state === 'enrolled')
  const behind = enrolled.filter(t => ['behind', 'well-behind']
    .includes(t.standing.is)).length
  const hosts = new Map(all.filter(t => t.now !== undefined)
    .map(({ now }) => [now.organisation_id, now.organisation]))

  return {
    view: 'cohort.njk',
    shown: {
      ...c,
      saved: await ask('filters_of_path', `/cohorts/${id}`),
      behind,
      enrolled: enrolled.length,
      states: ['enrolled', 'offered', 'deferred', 'paused', 'withdrawn',
        'completed'].map(state => [state, tallyOf(all, state)])
        .filter(([, n]) => n > 0),
      waiting: all.filter(t => t.waiting_days > 0).length,
      chart: chartOf(c, enrolled),
      hosts: [...hosts].sort(([, a], [, b]) =>
        a.toLowerCase() < b.toLowerCase() ? -1 : 1),
      standingOptions: [['behind-or-well-behind', 'Behind or well behind'],
        ...Object.entries(standings).map(([code, [words]]) => [code, words])],
      stateOptions: Object.entries(enrolments),
      people: all.length,
      pages: Math.ceil(all.length / PAGE),
      trainees: all.slice(0, PAGE)
    }
  }
}
