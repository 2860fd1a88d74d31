import { type CalendarDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { includes } from '../../core/period.ts'
import { hoursWords, unitWords } from '../../directory/index.ts'
import type { CheckKind } from '../checks.ts'
import { cqcLicence } from '../cqc-location.ts'
import { paths } from '../paths.ts'
import { type ProviderState, providerKindWords, providerState } from '../provider-state.ts'
import type { ProviderDetails, ProviderInList, Span } from '../store/providers.ts'
import type { UpliftLetter } from '../store.ts'
import { contractRow } from './block-contracts.view.ts'
import { checkRows } from './check-rows.view.ts'
import { cqcFacts } from './cqc.view.ts'

const colours: Record<ProviderState, string> = {
  'in house': 'teal',
  'on the framework': 'green',
  'from a later day': 'blue',
  suspended: 'red',
  applied: 'blue',
  left: 'grey',
  'not on the framework': 'grey',
}

/** The list of providers, in words. */
export function providersView(providers: readonly ProviderInList[], today: CalendarDate) {
  return {
    providers: providers.map((provider) => {
      const { text: tag, colour } = stateTag(providerState(provider, today))
      return {
        cells: [
          { text: provider.name, href: paths.provider(provider.id) },
          { text: providerKindWords(provider.kind) },
          { tag, colour },
          { text: provider.lots.length === 0 ? 'None' : provider.lots.join(', ') },
          { text: provider.rates },
        ],
      }
    }),
  }
}

const stateTag = (state: ProviderState) => ({
  text: state.charAt(0).toUpperCase() + state.slice(1),
  colour: colours[state],
})

/** "from 1 Apr 2026", "1 Apr 2026 to 31 Mar 2027". */
const spanWords = ({ from, until }: Span) =>
  until === undefined ? `from ${shortDate(from)}` : `${shortDate(from)} to ${shortDate(until)}`

/** "1:4" as people say it; no support where there is none. */
export const bandWords = (band: string) => (band === 'none' ? 'No support' : band.replace(':', ' to '))

/** One provider's page, in words: what is in force first, what was before it below. */
export function providerView(
  provider: ProviderDetails,
  today: CalendarDate,
  { required, againDays, own = false }: { required: readonly CheckKind[]; againDays: number; own?: boolean },
) {
  const rate = (one: ProviderDetails['rates'][number]) => ({
    cells: [
      { text: one.lot },
      { text: bandWords(one.supportBand) },
      { text: `${formatMoney(one.price)} ${unitWords(one.unit)}` },
      { text: spanWords(one) },
      { text: one.reason, ...(one.citation ? { note: one.citation } : {}) },
    ],
  })
  return {
    id: provider.id,
    own,
    name: provider.name,
    inHouse: provider.inHouse,
    kind: providerKindWords(provider.kind),
    state: stateTag(providerState(provider, today)),
    facts: [
      {
        key: 'Care Quality Commission',
        value:
          provider.cqcId === null
            ? 'Not registered. Most day services need not be'
            : `Location ${provider.cqcId}${provider.cqc === undefined ? '. What it says has not been read here yet' : ''}`,
      },
      ...(provider.cqc === undefined
        ? []
        : cqcFacts(provider.cqc).map(({ key, value }) => ({ key: `Commission: ${key.toLowerCase()}`, value }))),
      ...(provider.cqc === undefined ? [] : [{ key: 'Licence', value: cqcLicence }]),
      {
        key: own ? 'Least you take on' : 'Least it takes on',
        value:
          provider.leastWeeklyMinutes === null
            ? 'Nothing said'
            : `${provider.leastWeeklyMinutes / 60} hours a week for one person`,
      },
    ],
    /** One lasts, or is to come: it is ended before another begins. */
    suspensionStands: provider.suspensions.some(({ until }) => until === undefined || until >= today),
    suspensions: provider.suspensions.map(
      (one) => `${spanWords(one)}: ${one.reason}${one.endReason === null ? '' : `. Ended: ${one.endReason}`}`,
    ),
    checks: provider.inHouse ? [] : checkRows(required, provider.checks, today, againDays),
    lots: provider.admissions.map((one) => ({
      lot: one.lot,
      when: spanWords(one),
      reason: one.endReason === undefined ? one.reason : `Ended: ${one.endReason}`,
    })),
    inForce: provider.rates.filter((one) => includes(one, today)).map(rate),
    toCome: provider.rates.filter((one) => one.from > today).map(rate),
    takeBack: own
      ? []
      : provider.rates
          .filter((one) => one.from > today)
          .map((one) => ({
            href: paths.takeBackRate(one.id),
            text: `${one.lot}, ${bandWords(one.supportBand)}, ${formatMoney(one.price)} ${spanWords(one)}`,
          })),
    before: provider.rates.filter((one) => one.until !== undefined && one.until < today).map(rate),
    contracts: provider.contracts.map((one) => contractRow(one, today)),
    sessions: provider.sessions.map((session) => ({
      cells: [
        { text: session.opportunity, href: `/directory/${session.opportunityId}` },
        { text: `${weekdayName(session.weekday)}, ${hoursWords(session.startMinute, session.endMinute)}` },
        { text: session.site ?? 'No place of its own' },
        { text: freeWords(session.next) },
      ],
    })),
  }
}

const freeWords = (next: ProviderDetails['sessions'][number]['next']) =>
  next === null ? 'Not counted' : `${next.capacity - next.taken} of ${next.capacity} free on ${shortDate(next.onDate)}`

/** The letters about uplifts to a provider. */
export const lettersView = (letters: readonly UpliftLetter[], providerId: string) =>
  letters.map(({ decisionId, lot, from }) => ({
    text: `${lot}: your prices from ${shortDate(from)}`,
    href: paths.upliftLetter(decisionId, providerId),
  }))
