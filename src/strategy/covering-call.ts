import { dayParts } from '../directory/index.ts'
import { paths as market } from '../market/paths.ts'

/** A call as far as it says what it asks for. */
export interface CallAsked {
  readonly id: string
  readonly number: number
  readonly area: string | null
  readonly weekdays: readonly number[]
  readonly needs: readonly string[]
  readonly startMinute: number | null
  readonly endMinute: number | null
  readonly supportBand: string | null
}

/** Calls that are open, and drafts that were begun from a gap and are not published yet; drafts only for who makes them. */
export interface Calls {
  readonly open: readonly CallAsked[]
  readonly drafts: readonly CallAsked[]
}

/** What lacks somewhere, by area, day, part of the day and need; nothing where it does not matter. */
interface Lack {
  readonly area: string | null
  readonly weekday: number | null
  readonly part: string | null
  readonly need: string | null
}

/** True where a call asks for what lacks: its area, its day, an hour at least of its time, and its need. A call for one need is no answer for everyone. */
function covers(call: CallAsked, lack: Lack): boolean {
  const part = dayParts.find(({ code }) => code === lack.part)
  const shared =
    part === undefined || call.startMinute === null || call.endMinute === null
      ? 60
      : Math.min(call.endMinute, part.until) - Math.max(call.startMinute, part.from)
  return (
    (call.area === null || call.area === lack.area) &&
    (call.weekdays.length === 0 || (lack.weekday !== null && call.weekdays.includes(lack.weekday))) &&
    shared >= 60 &&
    (lack.need === null
      ? call.needs.length === 0 && call.supportBand === null
      : call.needs.includes(lack.need) || lack.need === `support ${call.supportBand}`)
  )
}

/** The call that asks for what lacks already, as a link: an open one, else a draft; nothing where none does. */
export function coveringCall({ open, drafts }: Calls, lack: Lack): { href: string; text: string } | null {
  const asked = (calls: readonly CallAsked[], state: string) => {
    const call = calls.find((one) => covers(one, lack))
    return call && { href: market.callWork(call.id), text: `Call ${call.number} is ${state}` }
  }
  return asked(open, 'open') ?? asked(drafts, 'a draft') ?? null
}
