import { type CalendarDate, day, shortDate } from '../core/calendar-date.ts'
import { type Pence, pence } from '../core/money.ts'
import type { AmountKey, Evidence, NationalAmount, NationalValue } from './amount.ts'
import { knownUntil, nationalAmount } from './national-amounts.ts'
import { sources } from './sources.ts'

/** A figure a council entered itself after checking it in the instrument, with who entered it and who else checked it. */
export interface CouncilAmount {
  readonly key: AmountKey
  readonly from: CalendarDate
  readonly until?: CalendarDate | undefined
  readonly amount: Pence
  readonly citation: string
}

/** A figure as used on one day, with what must be shown beside it. */
export interface Amount {
  readonly key: AmountKey
  readonly words: string
  readonly amount: Pence
  readonly from: CalendarDate
  readonly evidence: Evidence | 'council'
  readonly citation: string
  /** What must stand beside the line when the figure was not seen in the law itself. */
  readonly mark?: string
}

/** A figure that could not be used, and what to do about it. */
export interface MissingAmount {
  readonly code: 'amount_not_enacted'
  readonly amount: AmountKey
  readonly words: string
  readonly on: CalendarDate
  /** The figure with its rule, and why it cannot be used; both together are `why`. */
  readonly named: string
  readonly because: string
  readonly why: string
  readonly whatToDo: string
}

/** The figures of one day. `take` gives the figure, or £0 and a note in `missing`: a working with anything missing is thrown away whole. */
export interface AmountsOfDay {
  take(key: AmountKey): Amount
  readonly missing: readonly MissingAmount[]
  /** True once a figure was used that nobody has checked; only in a demo borough. */
  readonly usedDerived: boolean
}

/** The sentence that stands beside a figure worked out or recalled, which only a demo borough may use. */
export const NOT_CHECKED = 'derived, not yet checked against the circular'

/**
 * The figures in force on a day, under the rule that no figure set by law is guessed. A council's own checked figure comes
 * first. A national figure counts when it was seen, in the law or in an account of it (then it says where). One that was
 * only worked out or recalled is refused with its name, except with `demo`, where it is marked. Before the first known
 * value and after the last known year every figure is refused.
 */
export function amountsOfDay(
  on: CalendarDate,
  { demo, council = [] }: { demo: boolean; council?: readonly CouncilAmount[] },
): AmountsOfDay {
  const missing = new Map<AmountKey, MissingAmount>()
  let usedDerived = false
  const refused = (known: NationalAmount, why: string): Amount => {
    missing.set(known.key, missingAmount(known, on, why))
    return {
      key: known.key,
      words: known.words,
      amount: pence(0),
      from: on,
      evidence: 'memory',
      citation: known.citation,
    }
  }
  return {
    take(key) {
      const known = nationalAmount(key)
      const own = council.find((c) => c.key === key && c.from <= on && (c.until === undefined || on <= c.until))
      if (own) {
        return {
          key,
          words: known.words,
          amount: own.amount,
          from: own.from,
          evidence: 'council',
          citation: citedBy(known, own),
        }
      }
      const value = on <= knownUntil(known) ? known.values.findLast(({ from }) => from <= on) : undefined
      if (value === undefined) return refused(known, `no value is known for ${shortDate(on)}`)
      if (!seen(value) && !demo) return refused(known, unseenWhy(value))
      usedDerived ||= !seen(value)
      const mark = markOf(value)
      return {
        key,
        words: known.words,
        amount: value.amount,
        from: value.from,
        evidence: value.evidence,
        citation: known.citation,
        ...(mark === undefined ? {} : { mark }),
      }
    },
    get missing() {
      return [...missing.values()]
    },
    get usedDerived() {
      return usedDerived
    },
  }
}

/** The rule that asks for a figure, and where the council found it: a person must be able to look up both. */
const citedBy = ({ citation: rule }: NationalAmount, { citation: found }: CouncilAmount) =>
  found.includes(rule) ? found : `${rule}; ${found}`

/** Seen in the law or in an account of it: such a figure counts. Worked out or recalled: it does not. */
export function seen(value: NationalValue): boolean {
  return value.evidence === 'primary' || value.evidence === 'secondary'
}

/** What stands beside a figure: nothing when seen in the law; where it was seen; or that nobody has checked it. */
export function markOf(value: NationalValue): string | undefined {
  if (value.evidence === 'primary') return undefined
  if (!seen(value)) return NOT_CHECKED
  const [first] = value.seenIn
  return `seen in ${first === undefined ? 'a secondary source' : sources[first].title}, not in the instrument`
}

const unseenWhy = (value: NationalValue) =>
  `the figure from ${shortDate(value.from)} was ${value.evidence === 'derived' ? 'worked out' : 'recalled'}, not seen in the law`

/** No figure of the Regulations (SI 2014/2672) can stand for a day before this one. */
const REGULATIONS_BEGIN = day('2015-04-01')
const tooEarly = 'The Regulations hold from 1 April 2015. Ask for that day or a later one'
const lookUp = (on: CalendarDate) => `in the Regulations or the circular for ${shortDate(on)}`
const enterHere = 'on the page “Amounts set by law”, or with: daywell charging amounts add'

/** Figures that are missing on one day for one reason, told once: which they are, why, and what to do. */
export function missingTogether(all: readonly MissingAmount[]): Pick<MissingAmount, 'why' | 'whatToDo'>[] {
  const like = (one: MissingAmount, other: MissingAmount) => one.on === other.on && one.because === other.because
  const firsts = all.filter((one, at) => all.findIndex((other) => like(one, other)) === at)
  return firsts.map((first) => {
    const group = all.filter((one) => like(first, one))
    if (group.length === 1) return first
    return {
      why: `${group.map(({ named }) => named).join('; ')}: ${first.because}`,
      whatToDo:
        first.on < REGULATIONS_BEGIN
          ? tooEarly
          : `Look them up ${lookUp(first.on)}. Enter each ${enterHere} KEY, where KEY is ${group.map(({ amount }) => amount).join(', ')}`,
    }
  })
}

function missingAmount({ key, words, citation }: NationalAmount, on: CalendarDate, because: string): MissingAmount {
  const named = `${words} (${citation})`
  return {
    code: 'amount_not_enacted',
    amount: key,
    words,
    on,
    named,
    because,
    why: `${named}: ${because}`,
    whatToDo: on < REGULATIONS_BEGIN ? tooEarly : `Look it up ${lookUp(on)}. Enter it ${enterHere} ${key}`,
  }
}
