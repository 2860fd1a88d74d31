import { clockTime, shortDate, weekdayName } from '../core/calendar-date.ts'
import { formatMoney, type Pence } from '../core/money.ts'
import { type TravelSpeed, thingWords, travelMinutes } from '../directory/index.ts'
import { type ScorePart, score } from './match-score.ts'
import type { Candidate, Wanted } from './wanted-place.ts'

export type Rule = 'time' | 'ratio' | 'access' | 'capacity' | 'travel' | 'price' | 'provider'
export type Verdict = 'fits' | 'in_part' | 'does_not_fit'

/** One rule's answer for one place, in words a broker may read out. */
export interface Reason {
  readonly rule: Rule
  readonly verdict: Verdict
  readonly words: string
}

export interface Match {
  readonly candidate: Candidate
  readonly fits: boolean
  readonly reasons: readonly Reason[]
  /** Out of 100, with its parts; only for ordering, the broker decides. */
  readonly score: number
  readonly parts: readonly ScorePart[]
  readonly minutes?: number | undefined
}

/**
 * Every place with the reason it fits or does not, those that fit first and the best of them on top. Hard rules: day and
 * time, support ratio, access, room on every date, the person's travel limit, a price that is known, and a provider that is
 * not suspended, does not leave meanwhile, and takes on as little as this.
 */
export function match(wanted: Wanted, candidates: readonly Candidate[]): Match[] {
  return candidates
    .map((candidate) => judge(wanted, candidate))
    .sort((one, other) => {
      if (one.fits !== other.fits) return one.fits ? -1 : 1
      if (one.score !== other.score) return other.score - one.score
      return one.candidate.name < other.candidate.name ? -1 : 1
    })
}

function judge(wanted: Wanted, candidate: Candidate): Match {
  const minutes = minutesTo(wanted, candidate)
  const reasons = [
    time(wanted, candidate),
    ratio(wanted, candidate),
    access(wanted, candidate),
    capacity(candidate),
    travel(wanted, minutes),
    price(wanted, candidate),
    ...provider(candidate),
  ]
  const fits = reasons.every(({ verdict }) => verdict !== 'does_not_fit')
  const parts = score(wanted, candidate, minutes)
  return { candidate, fits, reasons, score: parts.reduce((all, part) => all + part.points, 0), parts, minutes }
}

function minutesTo({ home, speed }: Wanted, { at }: Candidate): number | undefined {
  return home === undefined || at === undefined ? undefined : travelMinutes({ from: home, to: at, speed })
}

function time(wanted: Wanted, candidate: Candidate): Reason {
  const when = `${weekdayName(candidate.weekday)} ${clockTime(candidate.startMinute)} to ${clockTime(candidate.endMinute)}`
  const sameDay = wanted.weekday === candidate.weekday
  if (!sameDay && wanted.days === 'same_day')
    return { rule: 'time', verdict: 'does_not_fit', words: `${when}: another day` }
  if (candidate.everyWeeks > wanted.everyWeeks)
    return { rule: 'time', verdict: 'does_not_fit', words: `${when}, only every ${candidate.everyWeeks} weeks` }
  if (candidate.season !== 'all' && candidate.season !== wanted.season)
    return {
      rule: 'time',
      verdict: 'does_not_fit',
      words: `${when}, ${candidate.season === 'term' ? 'in term time only' : 'in school holidays only'}`,
    }
  const sameTime = wanted.startMinute === candidate.startMinute && wanted.endMinute === candidate.endMinute
  if (sameDay && sameTime) return { rule: 'time', verdict: 'fits', words: `${when}, as planned` }
  const apart = wanted.startMinute >= candidate.endMinute || candidate.startMinute >= wanted.endMinute
  if (sameDay && apart) return { rule: 'time', verdict: 'does_not_fit', words: `${when}: another part of the day` }
  return { rule: 'time', verdict: 'in_part', words: `${when}: not quite the time planned` }
}

function ratio({ supportBand }: Wanted, { lacking }: Candidate): Reason {
  if (supportBand === 'none') return { rule: 'ratio', verdict: 'fits', words: 'No support needed' }
  return lacking.includes('staff')
    ? { rule: 'ratio', verdict: 'does_not_fit', words: `No support at ${supportBand} here` }
    : { rule: 'ratio', verdict: 'fits', words: `Support at ${supportBand}` }
}

function access(wanted: Wanted, { accessFeatures, lacking }: Candidate): Reason {
  const unsaid = wanted.accessNeeds.filter((need) => !accessFeatures.includes(need))
  const absent = [
    ...unsaid.filter((need) => accessFeatures.includes(`no:${need}`)),
    ...wanted.characteristics.filter((thing) => lacking.includes(thing)),
  ].map(thingWords)
  const unasked = unsaid.filter((need) => !accessFeatures.includes(`no:${need}`)).map(thingWords)
  const missing = [
    ...(absent.length > 0 ? [`Not there: ${absent.join(', ')}`] : []),
    ...(unasked.length > 0 ? [`Nobody has said that it has: ${unasked.join(', ')}. Ask the place`] : []),
  ]
  if (missing.length > 0) return { rule: 'access', verdict: 'does_not_fit', words: missing.join('. ') }
  const needed = [...new Set([...wanted.accessNeeds, ...wanted.characteristics])].map(thingWords)
  return {
    rule: 'access',
    verdict: 'fits',
    words: needed.length === 0 ? 'No access needs recorded' : `Has ${needed.join(', ')}`,
  }
}

function capacity({ dates, fitting, firstFull, lacking }: Candidate): Reason {
  if (dates === 0) return { rule: 'capacity', verdict: 'does_not_fit', words: 'No dates in the months looked at' }
  if (lacking.length > 0) return { rule: 'capacity', verdict: 'does_not_fit', words: 'Cannot take this support' }
  if (fitting < dates) {
    const full = firstFull === undefined ? '' : `, first on ${shortDate(firstFull)}`
    return { rule: 'capacity', verdict: 'does_not_fit', words: `Full on ${dates - fitting} of ${dates} dates${full}` }
  }
  return { rule: 'capacity', verdict: 'fits', words: `Room on all ${dates} dates` }
}

/** How each way of travel reads in a sentence. */
export const wayWords: Readonly<Record<TravelSpeed['mode'], string>> = {
  walk: 'on foot',
  wheelchair: 'by wheelchair',
  bus: 'by bus',
  car: 'by car',
  shared_vehicle: 'by shared transport',
  taxi: 'by taxi',
}

function travel({ mostMinutes, speed }: Wanted, minutes: number | undefined): Reason {
  if (minutes === undefined)
    return {
      rule: 'travel',
      verdict: 'in_part',
      words: 'The journey could not be worked out: a place on the map is missing',
    }
  const words = `About ${minutes} minutes ${wayWords[speed.mode]}`
  return minutes > mostMinutes
    ? { rule: 'travel', verdict: 'does_not_fit', words: `${words}, over the limit of ${mostMinutes}` }
    : { rule: 'travel', verdict: 'fits', words }
}

function price({ plannedPrice }: Wanted, { price: asked, free }: Candidate): Reason {
  if (asked === undefined)
    return free
      ? { rule: 'price', verdict: 'fits', words: 'Free' }
      : { rule: 'price', verdict: 'does_not_fit', words: 'No price in force for this support' }
  if (plannedPrice === undefined || asked <= plannedPrice)
    return {
      rule: 'price',
      verdict: 'fits',
      words: `${formatMoney(asked)} a session${asked === plannedPrice ? ', as planned' : ''}`,
    }
  return {
    rule: 'price',
    verdict: 'in_part',
    words: `${formatMoney(asked)} a session, ${formatMoney((asked - plannedPrice) as Pence)} more than planned`,
  }
}

/** Says something only where the provider itself stands in the way. */
function provider({ suspended, leavesAfter, leastWeeklyMinutes, weeklyMinutesThere = 0 }: Candidate): Reason[] {
  if (suspended)
    return [{ rule: 'provider', verdict: 'does_not_fit', words: 'This provider is suspended: nothing new is bought' }]
  if (leavesAfter !== undefined) {
    const words = `This provider leaves the framework after ${shortDate(leavesAfter)}`
    return [{ rule: 'provider', verdict: 'does_not_fit', words }]
  }
  if (leastWeeklyMinutes === undefined || weeklyMinutesThere >= leastWeeklyMinutes) return []
  const words = `Takes on at least ${leastWeeklyMinutes / 60} hours a week for one person; this makes ${Math.round((weeklyMinutesThere / 60) * 100) / 100}`
  return [{ rule: 'provider', verdict: 'does_not_fit', words }]
}
