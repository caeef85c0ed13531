// Figures as they are printed, and the arithmetic of samples.

const columns = [42, 8, 10, 7]

// goal: '<= 14' or '>= 0.9'; without one the figure is only told.
export function figure (name, value, unit, goal = '') {
  const shown = Number.isInteger(value) ? String(value) : value.toFixed(2)
  const cells = [name, shown, unit, goal, verdict(value, goal)]

  console.log(cells.map((cell, i) => i === 1
    ? cell.padStart(columns[i]) + ' '
    : cell.padEnd(columns[i] ?? 0)).join(' ').trimEnd())
}

function verdict (value, goal) {
  const [how, bound] = goal.split(' ')

  if (goal === '') return '-'
  return (how === '<=' ? value <= Number(bound) : value >= Number(bound))
    ? 'met'
    : 'short'
}

export function quantile (sorted, part) {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]
}

export function median (values) {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1

  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2
}
