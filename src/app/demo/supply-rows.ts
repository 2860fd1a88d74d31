import { addDays } from '../../core/calendar-date.ts'
import { sharesOfAWorker } from '../../directory/index.ts'
import { firstMonday } from './dates.ts'
import type { Making } from './planning.ts'
import { put, type Row } from './settings.ts'
import type { DemoSession, Supply } from './supply.ts'
import { lookedDaysAgo } from './truth-rows.ts'
import type { DemoLine } from './weeks.ts'

/** Who offers what, where and when, with prices and room for those who go and a few more. */
export function supplyRows(making: Making, supply: Supply, lines: readonly DemoLine[]): void {
  const { tables, staff, settings } = making
  const from = addDays(settings.today, -365 * 4)
  const by = { recorded_by: staff.commissioner.id }
  organisationRows(making, supply, by)
  opportunityRows(making, supply, by)
  for (const one of supply.providers)
    put(tables, 'market.provider', {
      id: one.id,
      organisation_id: one.organisationId,
      in_house: one.inHouse,
      kind: one.kind,
      reason: 'Made for the demo borough',
      ...by,
    })
  sessionRows(making, supply, lines, from, by)
  rateRows(making, lines, from)
}

function organisationRows({ tables }: Making, supply: Supply, by: Row): void {
  for (const one of supply.organisations)
    put(tables, 'directory.organisation', {
      id: one.id,
      name: one.name,
      description: one.about,
      email: 'hello@example.org',
      phone: '01632 960123',
      ...by,
    })
  for (const site of supply.sites)
    put(tables, 'directory.site', {
      id: site.id,
      organisation_id: site.organisationId,
      name: site.name,
      line_1: site.line1,
      town: site.town,
      postcode: site.postcode,
      latitude: site.at.latitude,
      longitude: site.at.longitude,
      local_area: site.area,
      access_features: ['step_free', 'toilet', 'wheelchair'],
      access_words: 'Flat from the street. Tell us what you need.',
      ...by,
    })
}

function opportunityRows({ tables, settings }: Making, supply: Supply, by: Row): void {
  const complex = new Set(
    supply.sessions.filter(({ kind }) => kind === 'own_complex').map(({ opportunityId }) => opportunityId),
  )
  for (const one of supply.opportunities) {
    put(tables, 'directory.opportunity', {
      id: one.id,
      organisation_id: one.organisationId,
      name: one.name,
      summary: one.summary,
      what_happens: one.summary,
      who_for: one.free ? 'Anyone' : 'Adults who need support',
      access_features: accessOf(one.setting, complex.has(one.id)),
      free: one.free,
      how_to_join: one.free ? 'Come along' : 'Ask the council or your support planner',
      needs_referral: !one.free,
      kind: one.kind,
      setting: one.setting,
      tier: one.free ? null : one.setting === 'in_person' ? 1 : 2,
      support_bands: one.bands,
      email: 'hello@example.org',
      phone: '01632 960123',
      local_area: one.area,
      audience: 'public',
      last_checked_on: addDays(settings.today, -lookedDaysAgo(one)),
      ...by,
    })
    if (one.siteId !== undefined)
      put(tables, 'directory.opportunity_site', { opportunity_id: one.id, site_id: one.siteId })
  }
}

/** What one person takes of the workers' time at a support ratio, in shares. */
export const workerShares: Readonly<Record<string, number>> = {
  none: 0,
  ...Object.fromEntries([1, 2, 3, 4, 6, 8].map((people) => [`1:${people}`, sharesOfAWorker / people])),
}

function sessionRows({ tables }: Making, supply: Supply, lines: readonly DemoLine[], from: string, by: Row): void {
  const taken = new Map<string, { places: number; shares: number }>()
  for (const line of lines) {
    if (line.session === undefined) continue
    const there = taken.get(line.session.id) ?? { places: 0, shares: 0 }
    taken.set(line.session.id, { places: there.places + 1, shares: there.shares + (workerShares[line.band] ?? 0) })
  }
  for (const session of supply.sessions) {
    put(tables, 'directory.session', {
      id: session.id,
      opportunity_id: session.opportunityId,
      site_id: session.siteId ?? null,
      weekday: session.weekday,
      first_monday: firstMonday,
      start_minute: session.start,
      end_minute: session.end,
      public_may_book: session.kind === 'community',
      from_date: from,
      ...by,
    })
    for (const [resource, amount] of roomFor(session, taken.get(session.id)))
      put(tables, 'directory.capacity', {
        session_id: session.id,
        resource,
        amount,
        from_date: from,
        reason: 'Rooms and rota of the demo borough',
        ...by,
      })
  }
}

/** Places for complex needs have a hoist and a changing place; whoever comes out with a worker may bring their carer. */
function accessOf(setting: string, complex: boolean): string[] {
  if (setting === 'outreach') return ['carer_welcome']
  const usual = ['step_free', 'toilet', 'wheelchair']
  return complex ? [...usual, 'changing_place', 'hoist', 'personal_care', 'communication', 'quiet'] : usual
}

/** Room for everyone who goes, and some to spare in most sessions; a session is full where it falls so. */
function roomFor(session: DemoSession, taken = { places: 0, shares: 0 }): [string, number][] {
  if (session.kind === 'community') return [['place', Math.max(20, taken.places + 8)]]
  const workers = Math.ceil(taken.shares / sharesOfAWorker) + (session.weekday === 2 ? 0 : 1)
  return [
    ['place', Math.max(session.inHouse ? 12 : 6, taken.places + (session.weekday % 3) * 2)],
    ['staff', Math.max(1, workers) * sharesOfAWorker],
    ...(session.kind === 'own_complex'
      ? ([
          ['hoist', 2],
          ['changing_place', 2],
          ['wheelchair_space', 4],
        ] as [string, number][])
      : []),
  ]
}

function rateRows({ tables, staff, id, random }: Making, lines: readonly DemoLine[], from: string): void {
  const by = { recorded_by: staff.commissioner.id }
  const admitted = new Set<string>()
  for (const line of lines) {
    if (line.lot === undefined || line.providerId === undefined) continue
    const opportunityId = line.session?.opportunityId
    const rate = id(rateName(line))
    if (!admitted.has(`${line.providerId} ${line.lot}`) && !line.inHouse) {
      admitted.add(`${line.providerId} ${line.lot}`)
      put(tables, 'market.admission', {
        id: random.uuid(),
        provider_id: line.providerId,
        lot_id: id(`lot ${line.lot}`),
        decided_by: staff.commissioner.id,
        reason: 'Met the checks of the framework',
        from_date: from,
      })
    }
    if (!admitted.has(rate)) {
      admitted.add(rate)
      put(tables, 'market.rate', {
        id: rate,
        provider_id: line.providerId,
        lot_id: id(`lot ${line.lot}`),
        support_band: line.band,
        unit: line.rateUnit,
        price_pence: line.pence,
        from_date: from,
        reason: 'Schedule of prices',
        citation: 'Made within the printed prices of 2021',
        ...by,
      })
    }
    const published = `${rate} ${opportunityId}`
    if (opportunityId !== undefined && !admitted.has(published)) {
      admitted.add(published)
      put(tables, 'directory.published_cost', {
        id: random.uuid(),
        opportunity_id: opportunityId,
        rate_id: rate,
        support_band: line.band,
        unit: line.rateUnit,
        price_pence: line.pence,
        from_date: from,
      })
    }
  }
}

/** The name a line's rate is known by: who is paid, for which lot, at which support, by which unit. */
export const rateName = (line: DemoLine) => `rate ${line.providerId} ${line.lot} ${line.band} ${line.rateUnit}`
