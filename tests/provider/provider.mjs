// A provider of OpenID Connect on this machine, for journeys: oidc-provider as it
// comes, with one client and people who are who they type.  It can be told to
// spoil its next ID tokens, each in one way, and to be away.
import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import { SignJWT, decodeJwt, importJWK } from 'jose'

const hour = 3600

function keyOf (kid) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
}

function base64url (value) {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
    .toString('base64url')
}

// Ways in which an ID token proves nothing; each is given what it would say.
function spoilers (key, other) {
  const sign = async (claims, by = key) => new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: key.kid })
    .sign(await importJWK(by, 'RS256'))
  const plain = (header, claims) => `${base64url(header)}.${base64url(claims)}`
  return {
    signature: (claims, token) => token.slice(0, -9) +
      (token.at(-9) === 'A' ? 'B' : 'A') + token.slice(-8),
    claims: (claims, token) => [token.split('.')[0],
      base64url({ ...claims, sub: 'somebody-else' }), token.split('.')[2]].join('.'),
    'another key': claims => sign(claims, other),
    audience: claims => sign({ ...claims, aud: 'somebody-else' }),
    issuer: claims => sign({ ...claims, iss: 'https://elsewhere.example' }),
    expired: claims => sign({ ...claims, exp: claims.iat - hour }),
    old: claims => sign({ ...claims, iat: claims.iat - hour }),
    nonce: claims => sign({ ...claims, nonce: 'another' }),
    'alg none': claims => `${plain({ alg: 'none' }, claims)}.`,
    'alg none with a signature': (claims, token) =>
      `${plain({ alg: 'none', kid: key.kid }, claims)}.${token.split('.')[2]}`,
    'public key as a password': claims => {
      const pem = createPublicKey({ key, format: 'jwk' })
        .export({ type: 'spki', format: 'pem' })
      const text = plain({ alg: 'HS256', kid: key.kid }, claims)
      return `${text}.${createHmac('sha256', pem).update(text).digest('base64url')}`
    },
    none: () => undefined
  }
}

// people: what the provider knows of each login.
export async function startProvider (port, { secret, back, people }) {
  const issuer = `http://localhost:${port}`
  const key = keyOf('one')
  const ways = spoilers(key, keyOf('one'))
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'waymark', client_secret: secret, redirect_uris: [back] }],
    jwks: { keys: [key] },
    pkce: { required: () => true, methods: ['S256'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    cookies: { keys: ['for these tests alone'] },
    findAccount: (context, id) => people[id] && {
      accountId: id, claims: () => ({ sub: id, ...people[id] })
    },
    ttl: { AccessToken: hour, Grant: hour, IdToken: hour, Interaction: hour, Session: hour }
  })
  const state = { spoil: null, asked: 0, ways: Object.keys(ways) }
  provider.use(async (context, next) => {
    await next()
    if (context.path !== '/token') return
    state.asked++
    const token = context.body.id_token
    if (state.spoil && token) {
      context.body = { ...context.body,
        id_token: await ways[state.spoil](decodeJwt(token), token) }
    }
  })
  const server = createServer(provider.callback())
  const listen = () => new Promise(resolve => server.listen(port, '127.0.0.1', resolve))
  await listen()
  return Object.assign(state, {
    issuer,
    listen,
    close: () => new Promise(resolve => {
      server.close(resolve)
      server.closeAllConnections()
    })
  })
}
