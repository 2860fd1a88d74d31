import { ageOn, type CalendarDate } from '../core/calendar-date.ts'

/** What a provider is told before it accepts: enough to say yes or no, nothing that names the person. */
export interface OfferSummary {
  readonly ageBand: string
  readonly area: string
}

/** An age as a band of ten years, so that a birth date is never told: "under 25", "25 to 34", … "85 or over". */
export function ageBand({ born, on }: { born: CalendarDate; on: CalendarDate }): string {
  const age = ageOn({ born, on })
  if (age < 25) return 'under 25'
  if (age >= 85) return '85 or over'
  const from = Math.floor((age - 25) / 10) * 10 + 25
  return `${from} to ${from + 9}`
}

/** The first half of a postcode ("CW2 6AB" → "CW2"), or the local area when there is none. */
export function outwardArea(postcode: string | null, localArea: string | null): string {
  const outward = postcode?.trim().toUpperCase().split(' ')[0]
  return outward !== undefined && outward !== '' && postcode?.includes(' ')
    ? outward
    : (localArea ?? 'area not recorded')
}

/** The two facts of the person a provider may see before acceptance. */
export function offerSummary(
  person: { born: CalendarDate; postcode: string | null; localArea: string | null },
  on: CalendarDate,
): OfferSummary {
  return { ageBand: ageBand({ born: person.born, on }), area: outwardArea(person.postcode, person.localArea) }
}
