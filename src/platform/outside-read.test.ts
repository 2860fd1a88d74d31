import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublicAddress, saysPublicAddress } from './outside-address.ts'
import { type OutsideLimits, reachOf, readOutside } from './outside-read.ts'

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fe80::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '::ffff:10.0.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::a00:1',
  '2002:0a00:0001::',
  '2001:db8::1',
  'example.org',
  '',
  '127.1',
])('%s is not read', (ip) => expect(isPublicAddress(ip)).toBe(false))

test.each([
  '8.8.8.8',
  '172.32.0.1',
  '172.15.255.255',
  '100.128.0.1',
  '192.0.1.1',
  '223.255.255.255',
  '2a00:1450:4009::1',
  '2606:4700::1111',
])('%s may be read', (ip) => expect(isPublicAddress(ip)).toBe(true))

test.each([
  'http://127.0.0.1:8080/services',
  'http://2130706433/',
  'http://[::1]/services',
  'http://[::ffff:10.0.0.1]/',
  'http://localhost:3000/',
  'http://LOCALHOST./',
  'https://feeds.localhost/',
  'https://printer.local/',
  'https://feeds.council.internal/',
  'https://router.home.arpa',
  'https://intranet/services',
  'https://intranet./services',
  'no address',
])('%s says that it is private', (address) => expect(saysPublicAddress(address)).toBe(false))

test.each([
  'https://8.8.8.8/',
  'https://feed.example/services',
  'https://local.example.org/',
  'https://internal.org.uk',
])('%s may be public', (address) => expect(saysPublicAddress(address)).toBe(true))

describe('reading from outside', () => {
  let server: Server
  let port = 0
  /** For these tests 127.0.0.1 is the open internet, and every other address is private. */
  const limits: OutsideLimits = { mostBytes: 1_000, mostMilliseconds: 700, mayReach: (ip) => ip === '127.0.0.1' }
  const read = (path: string, more: Partial<OutsideLimits> = {}) =>
    readOutside(path.startsWith('/') ? `http://127.0.0.1:${port}${path}` : path, { ...limits, ...more })

  beforeAll(async () => {
    server = createServer((request, response) => {
      const [, what = '', rest = ''] = /^\/([a-z-]+)\/?(.*)$/.exec(request.url ?? '') ?? []
      if (what === 'key') return response.end(String(request.headers['x-key'] ?? 'none'))
      if (what === 'slow') return response.write('{')
      if (what === 'large') return response.end('x'.repeat(5_000))
      if (what === 'broken') return request.socket.destroy()
      if (what === 'half') {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{', () => request.socket.destroy())
        return response
      }
      if (what === 'on-to') return response.writeHead(302, { location: decodeURIComponent(rest) }).end()
      if (what === 'round') return response.writeHead(302, { location: '/round' }).end()
      return response.end('{"fine":true}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as { port: number }).port
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })

  test('an answer comes with the address that gave it, also after a redirect', async () => {
    expect(await read('/on-to/%2Ffine')).toMatchObject({
      ok: true,
      value: { status: 200, address: `http://127.0.0.1:${port}/fine`, bytes: Buffer.from('{"fine":true}') },
    })
  })

  test.each([
    ['slow', 'too-slow'],
    ['large', 'too-large'],
    ['broken', 'no-answer'],
    ['half', 'no-answer'],
    ['round', 'redirects'],
    ['on-to/http:%2F%2F127.0.0.2', 'private'],
    ['on-to/http:%2F%2F[::1]%2F', 'private'],
    ['on-to/file:%2F%2F%2Fetc%2Fpasswd', 'not-an-address'],
    ['on-to/http:%2F%2F', 'not-an-address'],
  ])('/%s is refused as %s', async (path, refusal) => {
    expect(await read(`/${path}`)).toEqual({ ok: false, refusals: [refusal] })
  })

  test('a name is refused when it leads to a private address, alone or among others', async () => {
    const leadsTo = (...addresses: string[]): Partial<OutsideLimits> => ({
      lookup: (_host, found) =>
        found(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
    })
    const named = `http://feed.example:${port}/fine`
    expect(await read(named, leadsTo('127.0.0.1'))).toMatchObject({ ok: true })
    expect(await read(named, leadsTo('127.0.0.2'))).toEqual({ ok: false, refusals: ['private'] })
    expect(await read(named, leadsTo('127.0.0.1', '10.0.0.1'))).toEqual({ ok: false, refusals: ['private'] })
    expect(await read(`/on-to/${encodeURIComponent(named)}`, leadsTo('192.168.0.9'))).toMatchObject({
      refusals: ['private'],
    })
    expect(await read('http://localhost/', { mayReach: isPublicAddress })).toMatchObject({ refusals: ['private'] })
  })

  test('who allows an address inside allows that address, and no other inside that it leads on to', async () => {
    const mayReach = await reachOf(`http://127.0.0.1:${port}/`)
    expect([mayReach('127.0.0.1'), mayReach('127.0.0.2'), mayReach('8.8.8.8')]).toEqual([true, false, true])
    expect(await read('/fine', { mayReach })).toMatchObject({ ok: true })
    expect(await read('/on-to/http:%2F%2F127.0.0.2', { mayReach })).toEqual({ ok: false, refusals: ['private'] })
    expect((await reachOf('nonsense'))('10.0.0.1')).toBe(false)
  })

  test('a key goes to the address that was given, and to no other that it leads on to', async () => {
    const own: Partial<OutsideLimits> = {
      headers: { 'x-key': 'secret' },
      lookup: (_host, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
    }
    const heard = async (path: string) => {
      const answer = await read(path, own)
      return answer.ok ? answer.value.bytes.toString() : answer.refusals[0]
    }
    const elsewhere = encodeURIComponent(`http://elsewhere.example:${port}/key`)
    expect(await heard('/key')).toBe('secret')
    expect(await heard('/on-to/%2Fkey')).toBe('secret')
    expect(await heard(`/on-to/${elsewhere}`)).toBe('none')
  })

  test.each(['', 'ftp://example.org/x', 'no address', 'javascript:alert(1)'])('“%s” is no address', async (address) => {
    expect(await read(address)).toEqual({ ok: false, refusals: ['not-an-address'] })
  })
})
