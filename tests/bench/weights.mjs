// What pages weigh on the line, against the budgets.
import { figure } from './figures.mjs'
import { get } from './server.mjs'

const KB = 1024

// The style sheet, the scripts and the icon that a page names.
const named = html => [...new Set([...html.toString()
  .matchAll(/<(?:link|script)\b[^>]*?(?:href|src)="(\/assets\/[^"]+)"/g)]
  .map(([, address]) => address))]

async function decoded (page) {
  const { brotliDecompressSync } = await import('node:zlib')

  return page.encoding === 'br' ? brotliDecompressSync(page.body) : page.body
}

const sum = numbers => numbers.reduce((a, b) => a + b, 0)
const bodies = (assets, ending) => sum(Object.entries(assets)
  .filter(([address]) => address.endsWith(ending))
  .map(([, answer]) => answer.body.length))

/*
 * pages: { name, path, cookie, list }.  Cold is the heaviest page with all that
 * it names; warm is the page alone, for what it names stays with the browser.
 */
export async function weigh (origin, pages) {
  const assets = {}
  let cold = 0
  let warm = 0
  let requests = 0

  for (const { name, path, cookie, list } of pages) {
    const page = await get(origin + path, cookie)
    const addresses = named(await decoded(page))

    if (page.status !== 200) throw new Error(`${path} answers ${page.status}`)
    for (const address of addresses) {
      assets[address] ??= await get(origin + address)
    }
    figure(`HTML of the ${name}`, page.body.length / KB, 'KB brotli',
      list ? '<= 20' : '<= 14')
    warm = Math.max(warm, page.onTheLine)
    requests = Math.max(requests, 1 + addresses.length)
    cold = Math.max(cold, page.onTheLine +
      sum(addresses.map(address => assets[address].onTheLine)))
  }
  figure('style sheet', bodies(assets, '.css') / KB, 'KB brotli', '<= 14')
  figure('scripts', bodies(assets, '.js') / KB, 'KB brotli', '<= 10')
  figure('requests of a page, cold', requests, 'requests', '<= 5')
  figure('heaviest page, cold, with heads', cold / KB, 'KB', '<= 45')
  figure('heaviest page, warm, with heads', warm / KB, 'KB', '<= 15')
}
