import { type LookupAddress, lookup as systemLookup } from 'node:dns'
import { lookup as systemLookupAll } from 'node:dns/promises'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { accept, type Outcome, refuse } from '../core/outcome.ts'
import { isPublicAddress } from './outside-address.ts'

/** Why nothing could be read from an address outside; the words stand in `outsideRefusals`. */
export type OutsideRefusal = 'not-an-address' | 'private' | 'redirects' | 'too-large' | 'too-slow' | 'no-answer'

/** Each refusal in a sentence that says what to do. */
export const outsideRefusals: Record<OutsideRefusal, string> = {
  'not-an-address': 'This is not a web address that begins with https:// or http://. Check it.',
  private: 'The address leads to a private network, which is not read. Give the public address of the feed.',
  redirects: 'The address leads on to another one more than five times. Ask for the right address.',
  'too-large': 'The answer is too large. Ask the publisher for smaller pages.',
  'too-slow': 'The feed took too long to answer. Try again later.',
  'no-answer': 'The feed did not answer. Check the address and the network, or try again later.',
}

export interface OutsideAnswer {
  /** The address that answered, after any redirects. */
  readonly address: string
  readonly status: number
  readonly bytes: Buffer
}

export interface OutsideLimits {
  readonly mostBytes: number
  readonly mostMilliseconds: number
  readonly headers?: Readonly<Record<string, string>>
  /** Which addresses may be reached; the open internet when nothing is said. Asked of what each name leads to, on every hop. */
  readonly mayReach?: (ip: string) => boolean
  /** How a name is looked up; the system's way when nothing is said. */
  readonly lookup?: (host: string, found: (error: Error | null, addresses: LookupAddress[]) => void) => void
}

const MOST_HOPS = 5
const allOf: NonNullable<OutsideLimits['lookup']> = (host, found) => systemLookup(host, { all: true }, found)

/**
 * What may be reached when somebody allows one address of their own network: where that very address leads to, and the open internet.
 * So it can lead on to nothing else inside.
 */
export async function reachOf(address: string): Promise<(ip: string) => boolean> {
  const host = URL.canParse(address) ? new URL(address).hostname.replace(/^\[|\]$/g, '') : ''
  const named = await systemLookupAll(host, { all: true }).catch(() => [])
  const own = new Set(named.map(({ address: ip }) => ip))
  return (ip) => own.has(ip) || isPublicAddress(ip)
}

/**
 * Reads an address outside, within limits of size and time over all hops. Every address is checked after its name has
 * been looked up, and a new connection goes to the very address that was checked, so that a name cannot lead elsewhere meanwhile.
 * Headers of one's own, which may hold a key, go to where the first address leads and nowhere else.
 */
export async function readOutside(
  address: string,
  limits: OutsideLimits,
): Promise<Outcome<OutsideAnswer, OutsideRefusal>> {
  const signal = AbortSignal.timeout(limits.mostMilliseconds)
  let next = address
  for (let hop = 0; hop <= MOST_HOPS; hop++) {
    if (!URL.canParse(next) || !/^https?:$/.test(new URL(next).protocol)) return refuse('not-an-address')
    const away = new URL(next).origin !== new URL(address).origin
    const answer = await oneHop(new URL(next), away ? { ...limits, headers: {} } : limits, signal)
    if (typeof answer === 'string') return refuse(answer)
    if ('bytes' in answer) return accept(answer)
    next = URL.canParse(answer.onTo, next) ? new URL(answer.onTo, next).href : answer.onTo
  }
  return refuse('redirects')
}

function oneHop(
  url: URL,
  limits: OutsideLimits,
  signal: AbortSignal,
): Promise<OutsideAnswer | { onTo: string } | OutsideRefusal> {
  const mayReach = limits.mayReach ?? isPublicAddress
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !mayReach(host)) return Promise.resolve('private')
  return new Promise((resolve) => {
    const headers = { accept: 'application/json', 'accept-encoding': 'identity', ...limits.headers }
    const request = url.protocol === 'https:' ? requestHttps : requestHttp
    const asked = request(
      url,
      { headers, signal, agent: false, lookup: checkedLookup(limits.lookup ?? allOf, mayReach) },
      (answer) => {
        const { statusCode: status = 0 } = answer
        if (status >= 300 && status < 400 && answer.headers.location !== undefined) {
          answer.destroy()
          resolve({ onTo: answer.headers.location })
          return
        }
        const parts: Buffer[] = []
        let size = 0
        answer.on('data', (part: Buffer) => {
          size += part.byteLength
          parts.push(part)
          if (size <= limits.mostBytes) return
          resolve('too-large')
          answer.destroy()
        })
        answer.on('end', () => resolve({ address: url.href, status, bytes: Buffer.concat(parts) }))
        answer.on('error', () => resolve(signal.aborted ? 'too-slow' : 'no-answer'))
      },
    )
    asked.on('error', (error) =>
      resolve(error instanceof PrivateAddress ? 'private' : signal.aborted ? 'too-slow' : 'no-answer'),
    )
    asked.end()
  })
}

class PrivateAddress extends Error {}

/** Looks a name up and gives back only what may be reached; one address that may not refuses them all. */
function checkedLookup(
  lookup: NonNullable<OutsideLimits['lookup']>,
  mayReach: (ip: string) => boolean,
): LookupFunction {
  return (host, options, done) => {
    lookup(host, (error, addresses) => {
      const [first] = addresses ?? []
      if (error !== null || first === undefined) done(error ?? new Error('the name leads nowhere'), '', 0)
      else if (!addresses.every(({ address }) => mayReach(address))) done(new PrivateAddress(), '', 0)
      else if (options.all === true) done(null, addresses)
      else done(null, first.address, first.family)
    })
  }
}
