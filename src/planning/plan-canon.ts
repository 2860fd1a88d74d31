/** One line of a plan's week as it is agreed: everything that makes it what it is, without its price. */
export interface CanonLine {
  readonly plannedSessionId: string
  readonly outcomeId: string
  readonly place: string
  readonly weekday: number
  readonly everyWeeks: number
  readonly firstMonday: string
  readonly season: string
  readonly startMinute: number
  readonly endMinute: number
  readonly supportBand: string
  readonly characteristics: readonly string[]
  readonly from: string
  readonly until: string | null
  readonly prices: readonly CanonPrice[]
}

export interface CanonPrice {
  readonly component: string
  readonly route: string
  readonly providerId: string | null
  readonly perSession: number
}

/**
 * The plan's week as one text, the same for the same week whatever the order it was typed in: what an approval stands over.
 * `contents` leaves every price and provider out, so that an agreed week stays agreed when only its price is settled later.
 */
export function planCanon(lines: readonly CanonLine[], about: 'contents' | 'lines'): string {
  const shown = lines.map(({ prices, characteristics, ...line }) => {
    const sorted = { ...line, characteristics: [...characteristics].sort() }
    const components = prices.map(({ component }) => component)
    const priced = prices.map(({ component, route, providerId, perSession }) => ({
      component,
      route,
      providerId,
      perSession,
    }))
    return JSON.stringify(
      about === 'contents'
        ? { ...inOrder(sorted), components: components.sort() }
        : { ...inOrder(sorted), prices: priced.map((price) => JSON.stringify(price)).sort() },
    )
  })
  return shown.sort().join('\n')
}

function inOrder(line: object): object {
  return Object.fromEntries(Object.entries(line).sort(([one], [other]) => (one < other ? -1 : 1)))
}
