// One transaction a request, of which PostgreSQL knows whose it is.
import pg from 'pg'

import { statements } from './statements.mjs'

// Days as numbers, counted from 1970-01-01; whole numbers as such.
pg.types.setTypeParser(pg.types.builtins.DATE,
  text => Date.parse(`${text}T00:00Z`) / 86400000)
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(1016, text => text === '{}' ? []
  : text.slice(1, -1).split(',').map(Number))

const pool = new pg.Pool({
  connectionString: process.env.WAYMARK_WEB_URL,
  options: '-c search_path=waymark,extensions,pg_temp ' +
    '-c timezone=Europe/London -c jit=off -c client_min_messages=warning ' +
    '-c statement_timeout=5000 -c lock_timeout=2000 ' +
    '-c idle_in_transaction_session_timeout=5000'
})

const asker = client => async (name, ...values) =>
  (await client.query({ ...statements[name], values })).rows

// page(ask, visitor) answers { html, read }; read is what is noted of it.
export async function visit (token, page) {
  const client = await pool.connect()
  const ask = asker(client)

  try {
    await client.query('BEGIN READ ONLY')
    const [visitor] = await ask('visit_begins', token)
    const answer = visitor.person_id === null ? null : await page(ask, visitor)

    await client.query('COMMIT')
    if (answer?.read !== undefined) {
      await ask('after_answer', token, false, ...answer.read)
    }
    return answer
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  } finally {
    client.release()
  }
}
