import type { Point } from '../../core/geography.ts'
import { dayParts } from '../../directory/index.ts'
import { coverageNeeds } from './coverage.ts'
import type { Supposed } from './what-if.ts'

/** What may be typed for a supposition, on a page, in an address, to another program or in a command; lists are joined by commas. */
export const whatIfFields = ['close', 'hub', 'days', 'parts', 'places', 'needs'] as const
export type WhatIfTyped = Readonly<Partial<Record<(typeof whatIfFields)[number], string>>>

export interface WhatIfFault {
  readonly field: (typeof whatIfFields)[number]
  readonly sentence: string
}

/** A supposition as it was typed: the hub's place is still a name. */
export interface WhatIfAsked {
  readonly closed: readonly string[]
  readonly hub: {
    readonly place: string
    readonly weekdays: readonly number[]
    readonly parts: readonly string[]
    readonly places: number
    readonly features: readonly string[]
  } | null
}

/** Features that a new hub is always built with: without steps, and open to a wheelchair. */
export const builtIn = ['step_free', 'wheelchair'] as const
const MOST_PLACES = 500

const listOf = (typed: string | undefined) => [
  ...new Set((typed ?? '').split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))),
]

/** Reads what was typed: nothing supposed, a supposition, or a sentence for each field that cannot be. */
export function readSupposed(
  typed: WhatIfTyped,
  known: { readonly siteIds: readonly string[] },
): { readonly asked: WhatIfAsked | null } | { readonly faults: readonly WhatIfFault[] } {
  const faults: WhatIfFault[] = []
  const fault = (field: WhatIfFault['field'], sentence: string) => faults.push({ field, sentence })
  const closed = listOf(typed.close)
  if (closed.some((id) => !known.siteIds.includes(id)))
    fault('close', 'Choose a building from the list: this one has no session that people go to')
  const place = (typed.hub ?? '').trim()
  const hub = place === '' ? null : hubOf(place, typed, fault)
  if (place === '' && [typed.days, typed.places, typed.needs].some((one) => (one ?? '').trim() !== ''))
    fault('hub', 'Say in which town or postcode the hub would open')
  if (faults.length > 0) return { faults }
  return { asked: closed.length === 0 && hub === null ? null : { closed, hub } }
}

function hubOf(
  place: string,
  typed: WhatIfTyped,
  fault: (field: WhatIfFault['field'], sentence: string) => void,
): NonNullable<WhatIfAsked['hub']> {
  const days = listOf(typed.days)
  const parts = listOf(typed.parts)
  const needs = listOf(typed.needs)
  const places = /^\d{1,4}$/.test((typed.places ?? '').trim()) ? Number(typed.places) : Number.NaN
  if (place.length > 100) fault('hub', 'The town or postcode must be 100 characters or fewer')
  if (days.length === 0 || days.some((one) => !/^[1-7]$/.test(one)))
    fault('days', 'Choose the days on which it is open')
  if (parts.length === 0 || parts.some((one) => !dayParts.some(({ code }) => code === one)))
    fault('parts', 'Choose the parts of the day in which it is open')
  if (!(places >= 1 && places <= MOST_PLACES)) fault('places', `Places must be a whole number from 1 to ${MOST_PLACES}`)
  if (needs.some((one) => !coverageNeeds.some((code) => code === one))) fault('needs', 'Choose needs from the list')
  return {
    place,
    weekdays: days.map(Number),
    parts,
    places,
    features: [...new Set([...builtIn, ...needs])],
  }
}

/** The supposition with its place on the map; a place that nobody knows is a fault. */
export function supposedOf(
  asked: WhatIfAsked,
  found: { readonly point: Point | null; readonly name: string },
): Supposed | { readonly faults: readonly WhatIfFault[] } {
  const { hub, closed } = asked
  if (hub === null) return { hub: null, closed }
  if (found.point === null)
    return {
      faults: [
        { field: 'hub', sentence: `We do not know where ${hub.place} is. Try a town, or the first part of a postcode` },
      ],
    }
  const { place: _, ...rest } = hub
  return { hub: { ...rest, name: found.name, at: found.point }, closed }
}
