import type { RouteRow } from './http.ts'

/** The methods that an address answers, by the table of routes; none where no page and no record can have that address. */
export function allowedMethods(routes: readonly Pick<RouteRow, 'method' | 'url'>[], path: string): string[] {
  const found = routes.filter(({ url }) => patternOf(url).test(path)).map(({ method }) => method)
  // What only says who may ask from elsewhere is no page.
  if (found.every((method) => method === 'OPTIONS')) return []
  return [...new Set(found.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))].sort()
}

const patterns = new Map<string, RegExp>()

/** "/directory/:opportunityId" as what it fits: a name stands for one part of an address, a star for all that follows. */
function patternOf(url: string): RegExp {
  const known = patterns.get(url)
  if (known !== undefined) return known
  const text = url
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replace(/:\w+/g, '[^/]+')
  const pattern = new RegExp(`^${text.replace(/\/$/, '')}/?$`)
  patterns.set(url, pattern)
  return pattern
}

/** An address that can be read: a percent sign that stands for nothing stands for itself, so that it leads to "not found" like any other. */
export function readableAddress(url: string): string {
  const [path = '', ...query] = url.split('?')
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return [path.replaceAll('%', '%25'), ...query].join('?')
  }
}
