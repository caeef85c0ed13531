// The forms that are written, and what PostgreSQL must hold of them afterwards.
import { filled } from './people.mjs'
import { psql } from './world.mjs'

const at = (path, fields) => async (person, token) => {
  const page = await person.get(path)
  return { path, body: filled(page.text, fields(token)) }
}

export const reflection = {
  name: 'reflection',
  form: async (person, token) => {
    const path = '/reflections/new'
    const page = await person.open(path)
    const value = (part) => new RegExp(`name="on-${part}"[^>]* value="(\\d+)"`).exec(page)[1]
    return {
      path,
      body: filled(page, {
        title: token, words: `What ${token} was about.`, 'on-day': value('day'),
        'on-month': value('month'), 'on-year': value('year')
      })
    }
  },
  there: 'SELECT title, count(*) FROM reflection GROUP BY 1'
}

// A version of a document for each save.
export const document = (path) => ({
  name: 'document',
  form: at(path, (token) => ({ 'assessor.strengths': token, do: 'save' })),
  there: `SELECT a, count(*) FROM document_version v CROSS JOIN unnest(v.answers) a
      WHERE document_id = ${/\d+/.exec(path)[0]} GROUP BY 1`
})

// Days of a placement on which nothing was logged, while there are any.
export const day = (placement, dates) => ({
  name: 'day',
  form: async (person, token) => {
    const date = dates.shift()
    if (date === undefined) return reflection.form(person, token)
    const [year, month, of] = date.split('-').map(Number)
    return at(`/placements/${placement}/days/new`, () => ({
      'on-day': of, 'on-month': month, 'on-year': year, length: 'full', kind: 'attended',
      sure: 'yes', did: `${token}`
    }))(person, token)
  },
  there: `SELECT did, count(*) FROM placement_day GROUP BY 1 UNION ALL
      SELECT title, count(*) FROM reflection WHERE title LIKE 'day-%' GROUP BY 1`
})

// The last draft that was acknowledged, or one that came after.
export const draft = (placement) => ({
  name: 'draft',
  latest: true,
  form: at(`/placements/${placement}/days/new`, (token) => ({ did: token, draft: 'save' })),
  there: `SELECT (regexp_match(body, 'did=(draft-\\d+)'))[1], 1 FROM draft
      WHERE body ~ 'did=draft-'`
})

export const freeDays = async (placement) => (await psql(`
    SELECT d::date FROM placement p
     CROSS JOIN generate_series(p.starts_on, least(p.ends_on, waymark.today()),
         '1 day') d
     WHERE p.id = ${placement} AND NOT EXISTS (SELECT FROM placement_day x
         WHERE x.placement_id = p.id AND x.on_date = d::date)
     ORDER BY 1`)).split('\n').filter(Boolean)

// How often each token is there, kind by kind.
export async function found (kinds) {
  const all = new Map()
  for (const kind of kinds) {
    for (const line of (await psql(kind.there)).split('\n')) {
      const [token, n] = line.split('|')
      if (token.startsWith(`${kind.name}-`)) {
        all.set(token, (all.get(token) ?? 0) + Number(n))
      }
    }
  }
  return all
}
