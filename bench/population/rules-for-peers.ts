import { type AnswerColumns, type BudgetColumns, budgetReasons } from '../../src/allocation/answer-columns.ts'
import { type QuoteLookups, quoteLookups } from '../../src/allocation/quote-lookups.ts'
import {
  type ContributionColumns,
  reasonCode,
  refusalBits,
  ruleBits,
} from '../../src/charging/columns/contribution-columns.ts'
import { guaranteeBases, premiumSums } from '../../src/charging/columns/guarantee-column.ts'
import type { PeopleColumns } from '../../src/charging/columns/people-columns.ts'
import { incomeFlag, type RulesOfDay, rulesOfDay } from '../../src/charging/columns/rules-of-day.ts'
import { incomeKinds } from '../../src/charging/income-kinds.ts'
import { nightRates } from '../../src/charging/night-element.ts'
import { assert } from '../../src/core/assert.ts'
import { columnsIn } from './column-files.ts'
import { on, policy, table } from './made-people.ts'

/** Everything in the measurement: what goes in, and our results. */
export interface Measured {
  readonly rows: number
  readonly answers: AnswerColumns
  readonly budgets: BudgetColumns
  readonly people: PeopleColumns
  readonly contributions: ContributionColumns
}

/** The table worked out for every answer. */
function tableLookups(): QuoteLookups {
  const lookups = quoteLookups(table)
  assert(lookups.ok, 'the published table fits columns')
  return lookups.value
}

const kinds: Record<string, string> = {
  Uint8Array: 'u1',
  Uint16Array: 'u2',
  Int16Array: 'i2',
  Int32Array: 'i4',
  Uint32Array: 'u4',
  Float64Array: 'f8',
}
const kindsOf = (prefix: string, value: unknown) =>
  Object.fromEntries(columnsIn(value).map(([path, column]) => [`${prefix}${path}`, kinds[column.constructor.name]]))

/** The rules as both peers get them: the same look-ups that our columns use, as plain numbers. */
export function rulesForPeers({ rows, answers, budgets, people, contributions }: Measured, threads: number) {
  return {
    rows,
    threads,
    allocation: allocationRules(tableLookups(), answers),
    charging: chargingRules(rulesOfDay(on, { demo: true }, policy)),
    people: kindsOf('', people),
    outputs: { ...kindsOf('budgets.', budgets), ...kindsOf('contributions.', contributions) },
  }
}

/** Shares of a week by `points × width + points of the line`: whole pennies, and the remainder × 16. Looked up, they cost the peers least. */
function shares({ basePoints, heaviest, mostPoints, pounds }: QuoteLookups) {
  const width = Math.max(basePoints, heaviest) + 1
  const [pennies, over] = [new Int32Array((mostPoints + 1) * width), new Int32Array((mostPoints + 1) * width)]
  for (let points = 1; points <= mostPoints; points++)
    for (let weight = 0; weight < width; weight++) {
      const product = (pounds[points] as number) * weight
      pennies[points * width + weight] = Math.floor(product / points)
      over[points * width + weight] = (product % points) << 4
    }
  return { width, pennies: [...pennies], over: [...over] }
}

function allocationRules(lookups: QuoteLookups, { addOns }: AnswerColumns) {
  const plain = (columns: readonly Int32Array[]) => columns.map((column) => [...column])
  return {
    base: lookups.basePoints,
    counted: plain(lookups.counted),
    more: plain(lookups.more),
    pounds: [...lookups.pounds],
    piece: [...lookups.piece],
    lastPoint: lookups.lastPoint,
    ...shares(lookups),
    addOns: addOns.map(({ code }) => ({
      each: lookups.addOns.get(code)?.perUnitPence ?? 0,
      most: lookups.addOns.get(code)?.mostUnits ?? 0,
    })),
    reasons: Object.fromEntries(budgetReasons.map((reason, at) => [reason, at])),
  }
}

/** Marks of each kind of income in five fields of twelve bits, so that one sum counts all five. */
function incomeMarks(day: RulesOfDay): number[] {
  const nights = Object.keys(nightRates)
  return [...day.incomeFlags].map((flags, at) => {
    const kind = incomeKinds[at >> 1] ?? ''
    const fields = [
      (flags & incomeFlag.halfOfJoint) !== 0,
      (flags & incomeFlag.leftOut) !== 0,
      (flags & incomeFlag.disabilityBenefit) !== 0,
      kind === nights[0],
      kind === nights[1],
    ]
    return fields.reduce((sum, held, field) => sum + (held ? 2 ** (12 * field) : 0), 0)
  })
}

function chargingRules(day: RulesOfDay) {
  const { amount, bit } = day
  const [base, premium] = [guaranteeBases(day), premiumSums(day)]
  const both = (...keys: Parameters<typeof bit>[0][]) => keys.reduce((all, key) => all | bit(key), 0)
  const night = (kind: keyof typeof nightRates) => both(...nightRates[kind])
  return {
    on: day.on,
    missing: day.missing,
    derived: day.derived,
    incomePart: [...day.incomePart],
    savingsPart: [...day.savingsPart],
    housingPart: [...day.housingPart],
    incomeMarks: incomeMarks(day),
    savingsMarks: [0, 1, 4096, 4096, 4096, 4096],
    housingMarks: [...Array.from({ length: 10 }, (_, at) => at & 1), 4096, 4096],
    nightAmount: [...day.night.amount],
    baseAmount: [...base.amount],
    baseTaken: [...base.taken],
    premiumAmount: [...premium.amount],
    premiumTaken: [...premium.taken],
    ruleBits,
    reasonCode,
    refusalBits,
    amounts: {
      upper: amount('capital.upper-limit'),
      lower: amount('capital.lower-limit'),
      step: amount('tariff.step'),
      each: amount('tariff.amount'),
      child: amount('guarantee.child'),
      creditSingle: amount('savings-credit.single'),
      creditCouple: amount('savings-credit.couple'),
      guaranteeSingle: amount('benefit.standard-minimum-guarantee.single'),
      guaranteeCouple: amount('benefit.standard-minimum-guarantee.couple'),
    },
    figures: {
      upper: bit('capital.upper-limit'),
      assessed: both('capital.upper-limit', 'capital.lower-limit', 'tariff.step', 'tariff.amount'),
      child: bit('guarantee.child'),
      nightAttendance: night('attendance_allowance_higher'),
      nightPip: night('pip_daily_living_enhanced'),
      creditSingle: both('savings-credit.single', 'benefit.standard-minimum-guarantee.single'),
      creditCouple: both('savings-credit.couple', 'benefit.standard-minimum-guarantee.couple'),
    },
    policy: {
      percentTaken: policy.percentTaken?.value ?? 100,
      morePercent:
        policy.guarantee !== undefined && 'morePercent' in policy.guarantee.value
          ? policy.guarantee.value.morePercent
          : 0,
      standardDisabilityCosts: policy.standardDisabilityCosts?.value ?? 0,
      transportJourney: policy.transportJourney?.value ?? 0,
      couplesThreshold: policy.couplesThreshold?.value ?? 0,
      feePence: policy.arrangementFee?.value.feePence ?? 0,
      mostWeekly: policy.mostWeekly?.value ?? 0,
      smallestCollected: policy.smallestCollected?.value ?? 0,
    },
  }
}
export type RulesForPeers = ReturnType<typeof rulesForPeers>
