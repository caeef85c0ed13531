// The peer: what a team would write with fastify, node-postgres and nunjucks,
// one process a core, of the pages that are compared.
//
//	node app.mjs PORT
import cluster from 'node:cluster'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'

import compress from '@fastify/compress'
import fastify from 'fastify'
import nunjucks from 'nunjucks'

import { visit } from './database.mjs'
import { cohort, record } from './pages.mjs'
import * as words from './words.mjs'

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; img-src 'self'; " +
    "style-src 'self'; script-src 'self'; form-action 'self'; " +
    "frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin'
}

const london = (at, locale, how) =>
  at.toLocaleString(locale, { timeZone: 'Europe/London', ...how })

function views () {
  const env = nunjucks.configure(new URL('views', import.meta.url).pathname,
    { autoescape: true, trimBlocks: true, lstripBlocks: true })

  env.addFilter('date', words.date)
  env.addFilter('days', words.days)
  env.addFilter('daysWords', words.daysWords)
  env.addFilter('behind', words.behind)
  env.addFilter('since', at => words.date(Math.floor(
    Date.parse(`${london(at, 'sv-SE', { dateStyle: 'short' })}T00:00Z`) /
    86400000)))
  env.addFilter('moment', at => london(at, 'en-GB',
    { dateStyle: 'long', timeStyle: 'short', hour12: true })
    .replace(/(:00)? ([ap]m)$/, '$2'))
  for (const name of ['standings', 'stages', 'enrolments']) {
    env.addGlobal(name, words[name])
  }
  return env
}

const types = { css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' }
const assets = Object.fromEntries(['app.css', 'app.js', 'js-enabled.js',
  'favicon.svg'].map(name => [name, readFileSync(
  new URL(`../../../assets/dist/${name}`, import.meta.url))]))

const tokenOf = cookie => /(?:^|; )waymark=([0-9a-f]{64})/.exec(cookie ?? '')?.[1]

async function serve (port) {
  const app = fastify()
  const env = views()
  const page = make => async (request, reply) => {
    const token = tokenOf(request.headers.cookie)
    const reference = randomBytes(6).toString('hex')
    const id = Number(request.params.id)

    if (token === undefined) return reply.redirect('/sign-in')
    return visit(token, async (ask, visitor) => {
      const found = await make(ask, visitor, id, reference)

      return found === null ? null : {
        read: found.read,
        html: env.render(found.view, { visitor, csrf: createHash('sha256')
          .update(token).digest('hex'), path: request.url, ...found.shown })
      }
    }).then(answer => answer === null ? reply.code(404).send('Not found')
      : reply.headers(headers).send(answer.html))
  }

  await app.register(compress, { encodings: ['br', 'gzip'] })
  app.get('/assets/:name', ({ params: { name } }, reply) => reply
    .type(types[name.split('.').at(-1)] ?? 'text/plain')
    .header('cache-control', 'public, max-age=31536000, immutable')
    .send(assets[name]))
  app.get('/trainees/:id', page(record))
  app.get('/cohorts/:id', page(cohort))
  await app.listen({ port, host: '127.0.0.1' })
}

if (cluster.isPrimary) {
  for (let i = 0; i < availableParallelism(); i++) cluster.fork()
  cluster.on('exit', () => process.exit(1))
} else {
  await serve(Number(process.argv[2]))
}
