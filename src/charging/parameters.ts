import { addDays, type CalendarDate } from '../core/calendar-date.ts'
import type { AmountKey } from './amount.ts'
import { type CouncilAmount, markOf, seen } from './amounts-of-day.ts'
import { freeGround, freeGrounds } from './free-services.ts'
import { incomeKind, incomeKinds } from './income-kinds.ts'
import { type DatedSwitch, type SwitchName, switchNames } from './local-policy.ts'
import { knownUntil, nationalAmounts } from './national-amounts.ts'
import { type SourceName, sources } from './sources.ts'
import { switchWords } from './switch-words.ts'
import { CHARGING_RULES } from './weekly-contribution.ts'

/** One value of a figure set by law: its days, how it was seen, and whether a decision may rest on it. */
interface ParameterValue {
  readonly from: CalendarDate
  readonly until: CalendarDate
  readonly pence: number
  readonly evidence: string
  readonly counts: boolean
  readonly mark: string | null
  readonly seenIn: readonly SourceName[]
  readonly note: string | null
}

interface AmountParameter {
  readonly key: AmountKey
  readonly words: string
  readonly unit: string
  readonly citation: string
  readonly changesOn: string
  readonly values: readonly ParameterValue[]
  /** Figures the council found in the law, checked by a second person: they come before ours. */
  readonly council: readonly { from: CalendarDate; until: CalendarDate | null; pence: number; citation: string }[]
}

interface SwitchParameter {
  readonly name: SwitchName
  readonly words: string
  readonly unit: string
  readonly whileNotSet: string
  readonly values: readonly {
    from: CalendarDate
    until: CalendarDate | null
    value: unknown
    evidence: 'cited' | 'assumption'
    citation: string
  }[]
}

/** Every parameter of the charging rules as data: figures set by law, the council's switches, and what is free or left out. */
export interface Parameters {
  readonly rules: string
  readonly amounts: readonly AmountParameter[]
  readonly switches: readonly SwitchParameter[]
  readonly income: readonly { kind: string; words: string; counted: boolean; citation: string }[]
  readonly free: readonly { ground: string; words: string; citation: string }[]
  readonly sources: Readonly<Record<string, { title: string; url?: string }>>
}

/** The parameters with every day they held on, so that anybody can work a charge out again without our code. */
export function parametersOf(council: readonly CouncilAmount[], switches: readonly DatedSwitch[]): Parameters {
  return {
    rules: CHARGING_RULES,
    amounts: nationalAmounts.map((amount) => ({
      key: amount.key,
      words: amount.words,
      unit: amount.unit,
      citation: amount.citation,
      changesOn: amount.calendar === 'benefits' ? 'the first Monday from 6 April' : '6 April',
      values: amount.values.map((value, at) => {
        const next = amount.values[at + 1]
        return {
          from: value.from,
          until: next === undefined ? knownUntil(amount) : addDays(next.from, -1),
          pence: value.amount,
          evidence: value.evidence,
          counts: seen(value),
          mark: markOf(value) ?? null,
          seenIn: value.seenIn,
          note: value.note ?? null,
        }
      }),
      council: council
        .filter(({ key }) => key === amount.key)
        .map(({ from, until, amount: pence, citation }) => ({ from, until: until ?? null, pence, citation })),
    })),
    switches: switchNames.map((name) => switchParameter(name, switches)),
    income: incomeKinds.map((kind) => {
      const { words, counted, citation } = incomeKind(kind)
      return { kind, words, counted, citation }
    }),
    free: freeGrounds.map((ground) => ({ ground, ...freeGround(ground) })),
    sources,
  }
}

function switchParameter(name: SwitchName, switches: readonly DatedSwitch[]): SwitchParameter {
  const { words, unit, unset } = switchWords[name]
  const values = switches
    .filter((one) => one.name === name)
    .map(({ from, until, value, citation }) => ({
      from,
      until: until ?? null,
      value,
      evidence: citation.startsWith('assumption: ') ? ('assumption' as const) : ('cited' as const),
      citation,
    }))
  return { name, words, unit, whileNotSet: unset, values }
}
