import { z } from 'zod'
import { allocationTable, supportBands } from '../../allocation/allocation-table.ts'
import { type Occasion, occasions } from '../../allocation/rollout/phases.ts'
import { whatHappened } from '../../delivery/csv-rows.ts'
import { checkKinds } from '../../market/checks.ts'
import { providerKinds } from '../../market/provider-state.ts'
import { horizonMonths } from '../../market/viability.ts'
import { scenarioInput } from '../../strategy/simulation/scenario.ts'
import { scenarioVariant } from '../../strategy/simulation/variants.ts'
import { dayText } from './policy-value.ts'

const whole = z.int().min(0)
const percent = z.int().min(0).max(100)
const perMille = z.int().min(0).max(1000)
/** Refuses a list in which two entries have one name; a program would take either, or both. */
const once =
  <Item>(...named: ((item: Item) => string | string[])[]) =>
  (items: readonly Item[], context: z.RefinementCtx) => {
    for (const nameOf of named) {
      const seen = new Set<string>()
      items.forEach((item, at) => {
        for (const name of [nameOf(item)].flat()) {
          if (seen.has(name)) context.addIssue({ code: 'custom', path: [at], message: `stands here twice: ${name}` })
          seen.add(name)
        }
      })
    }
  }
const weekly = z
  .strictObject({ mean: z.number().positive(), least: whole, most: z.int().max(7) })
  .refine(
    ({ mean, least, most }) => least <= mean && mean <= most,
    'least is at most the mean, and the mean at most the most',
  )
const text = z.string().trim().min(1)
const yes = z.boolean()
const days = z.array(dayText).superRefine(once((date) => date))
const speed = z.number().positive()
const term = z.string().transform((span, context) => {
  const [from, until] = span.split('/').map((part) => dayText.safeParse(part))
  if (from?.success && until?.success && from.data <= until.data) return { from: from.data, until: until.data }
  context.addIssue({ code: 'custom', message: `"${span}" is not a span like 2026-01-05/2026-02-13` })
  return z.NEVER
})
const terms = z.array(term).superRefine((all, context) => {
  all.forEach(({ from }, at) => {
    const before = all[at - 1]
    if (before !== undefined && from <= before.until)
      context.addIssue({ code: 'custom', path: [at], message: `begins on ${from}, before the term before it is over` })
  })
})
const areas = z
  .array(
    z.strictObject({
      name: text,
      population: whole,
      towns: z
        .array(
          z.strictObject({
            name: text,
            latitude: z.number().min(-90).max(90),
            longitude: z.number().min(-180).max(180),
          }),
        )
        .min(1)
        .superRefine(once(({ name }) => name)),
    }),
  )
  .min(1)
  .superRefine(once(({ name }) => name))
const teams = z
  .array(z.strictObject({ name: text, areas: z.array(text).min(1), towns: z.array(text).optional(), office: text }))
  .min(1)
  .superRefine(once(({ name }) => name))
const unit = z.enum(['session', 'half_day', 'day', 'hour', 'week'])
const lots = z.array(z.strictObject({ code: text, name: text, tier: z.int().min(1).max(3), unit })).superRefine(
  once(
    ({ code }) => code,
    ({ name }) => name,
  ),
)
const framework = z.strictObject({ name: text, legalRoute: text })
/** Stands among a pay rule's lots for whatever is bought outside the framework. */
export const outsideFramework = 'outside_framework'
const payRules = z
  .array(
    z.strictObject({
      lots: z.array(text).min(1),
      reason: z.enum([...whatHappened, 'attended_part']),
      noticeHoursUnder: whole,
      paidPerMille: perMille,
      charged: yes,
      noteNeeded: yes,
    }),
  )
  .superRefine(once((rule) => rule.lots.map((lot) => `${lot}, ${rule.reason}, ${rule.noticeHoursUnder} hours`)))
const prices = z
  .array(z.strictObject({ lot: text, band: z.enum(supportBands), unit, pence: z.int().positive() }))
  .superRefine(once(({ lot, band, unit }) => `${lot}, ${band}, ${unit}`))

const checks = z.array(z.enum(checkKinds)).refine((kinds) => kinds.includes('exclusion_grounds'), {
  message: 'Grounds for exclusion are always looked at',
})
const joining = z.strictObject({
  shortKinds: z.array(z.enum(providerKinds).exclude(['in_house'])),
  shortMostWorkers: z.int().positive(),
  shortChecks: checks,
  fullChecks: checks,
  againDays: z.int().positive(),
})

const viability = z
  .strictObject({
    soonMonths: z.int().positive(),
    watchMonths: z.int().positive().max(horizonMonths),
    nearPoints: percent,
    yearlyCostRiseBasisPoints: z.int().min(0).max(10_000),
    trendMonths: z.int().positive().multipleOf(2).max(12),
    leastMonths: z.int().positive().max(12),
    bookMonths: z.int().positive(),
    variableOfDirectPercent: percent,
  })
  .refine(({ soonMonths, watchMonths }) => soonMonths < watchMonths, 'soonMonths must be fewer than watchMonths')
const assurance = z.strictObject({
  visitMonths: z.int().positive(),
  firstVisitMonths: z.int().positive(),
  concernDays: z.int().positive(),
  voiceMonths: z.int().positive(),
  unhappyPercent: percent,
  unmetForNotGoodEnough: z.int().positive(),
  safeguardingPhone: text,
  outOfHoursPhone: text,
  questions: z
    .array(z.strictObject({ key: text, words: text, essential: z.boolean() }))
    .min(1)
    .superRefine(once(({ key }) => key)),
})

const rolloutSteps = z
  .array(
    z.strictObject({
      areas: z.union([z.array(text).min(1), z.literal('everywhere')]),
      moves: z.array(z.enum(Object.keys(occasions) as Occasion[])).min(1),
      afterMonths: whole,
      lastsMonths: z.int().positive().optional(),
    }),
  )
  .min(1)

/** Every rule a council must set, with the shape of its value. A folder that lacks one does not start. */
export const ruleKeys = {
  'localities.areaCount': whole,
  'localities.teamCount': whole,
  'localities.officeCount': whole,
  'localities.areas': areas,
  'localities.teams': teams,
  'tiers.count': whole,
  'tiers.names': z.array(text).length(3),
  'tiers.specialistDayLeastPence': whole,
  'tiers.specialistDayMostPence': whole,
  'tiers.personalisedHours': whole,
  'tiers.personalisedHourPence': whole,
  'tiers.personalisedSessionPence': whole,
  'tiers.personalisedSharedPercent': percent,
  'tiers.enablementWeeks': z.int().min(1).max(52),
  'tiers.enablementCardYearlyPence': whole,
  'targets.specialistPercent': percent,
  'targets.personalisedPercent': percent,
  'targets.enablementPercent': percent,
  'targets.savingPerJobPence': whole,
  'budget.dayOpportunitiesPence': whole,
  'budget.parts': z.strictObject({ 'own-services': whole, 'outside-providers': whole, 'direct-payments': whole }),
  'lots.framework': framework,
  lots,
  'prices.list': prices,
  'prices.personalAssistantHourPence': whole,
  'prices.transportDayPence': whole,
  'market.joining': joining,
  'market.assurance': assurance,
  'market.uplift': z.strictObject({ wagePercent: percent }),
  'market.calls': z
    .strictObject({
      repliesSealed: z.boolean(),
      leastDaysOpen: z.int().min(1).max(365),
      mostDaysOpen: z.int().min(1).max(730),
    })
    .refine(({ leastDaysOpen, mostDaysOpen }) => leastDaysOpen < mostDaysOpen, 'A call is open for less than the most'),
  'market.contacts': z.strictObject({
    concernMonths: z.int().min(1).max(120),
    replyMonths: z.int().min(1).max(120),
  }),
  'market.prices': z.strictObject({ leastCompared: z.int().min(2), reviewMonths: z.int().positive() }),
  'market.viability': viability,
  payRules,
  'advice.service': text,
  'strategy.scenario': scenarioInput,
  'strategy.variants': z.array(scenarioVariant).min(1),
  'directory.assurance': z
    .strictObject({ askMonths: z.int().positive(), oldMonths: z.int().positive() })
    .refine(({ askMonths, oldMonths }) => askMonths < oldMonths, 'Ask before it counts as old'),
  'travel.limitMinutes': z.int().positive(),
  'travel.speeds': z.strictObject({
    walk: speed,
    wheelchair: speed,
    bus: speed,
    car: speed,
    shared_vehicle: speed,
    taxi: speed,
  }),
  'travel.detourPercent': percent,
  'climate.busGramsPerKilometre': z.number().min(0),
  'climate.carGramsPerKilometre': z.number().min(0),
  'climate.taxiGramsPerKilometre': z.number().min(0),
  'climate.sharedVehicleGramsPerKilometre': z.number().min(0),
  'approval.limits': z.strictObject({ practitioner: whole, team_manager: whole, commissioner: whole, panel: whole }),
  'charging.percentOfAvailableIncome': percent,
  'charging.minimumIncomeUpliftPence': whole,
  'charging.standardDisabilityExpensePence': whole,
  'charging.minimumChargePence': whole,
  'charging.chargeUnattended': yes,
  'charging.nightElementDisregarded': yes,
  'charging.nightElementJustification': text,
  'charging.transportFlatPence': whole,
  'charging.carersCharged': yes,
  'charging.reviewMonths': z.int().positive(),
  'attendance.weeksPerYear': z.int().min(1).max(52),
  'attendance.daysPerWeekLearningDisability': weekly,
  'attendance.daysPerWeekOlder': weekly,
  'attendance.opening': z
    .strictObject({
      weekdays: z.array(z.int().min(1).max(7)).superRefine(once(String)),
      startMinute: whole,
      endMinute: whole.max(1440),
    })
    .refine(({ startMinute, endMinute }) => startMinute < endMinute, 'a day opens before it closes'),
  'attendance.absencePerMille': z.record(z.string(), perMille),
  'attendance.shortNoticePerMille': perMille,
  'costSheet.buildingDay': z.record(z.string(), whole),
  'costSheet.outreach': z.record(z.string(), whole),
  'allocation.table': allocationTable,
  'rollout.steps': rolloutSteps,
  'rollout.reliefYears': z.int().min(0).max(20),
  'rollout.watch': z.strictObject({
    enoughPerMille: z.int().min(1).max(999),
    leastPlans: z.int().positive(),
    quietPerMille: z.int().min(500).max(999),
  }),
} as const

/** What a council may choose and need not: left out, the national rule stands as it is. */
const choiceKeys = {
  'charging.upperLimitPence': whole,
  'charging.mostWeeklyPence': whole,
  'charging.couplesThresholdPence': whole,
  'charging.arrangementFee': z.strictObject({
    feePence: whole,
    costPence: whole,
    each: z.enum(['once', 'year', 'week']),
  }),
  'charging.housingExtras': yes,
  'charging.savingsCreditLeftOut': yes,
  'charging.disabilityCostsAlways': yes,
} as const

/** Calendars, entered year by year. */
export const calendarKeys = { 'calendar.bankHolidays': days, 'calendar.schoolTerms': terms } as const

const triple = z.tuple([whole, whole, whole])
/** What the demo borough is made to match; only a council that has a demo borough sets these. */
export const demoKeys = {
  'demo.people': whole,
  'demo.inHouseAccesses': whole,
  'demo.outsideAccesses': whole,
  'demo.providers': whole,
  'demo.areas': z.record(z.string(), whole),
  'demo.groups': z.record(z.string(), z.strictObject({ working: whole, older: whole })),
  'demo.ethnicity': z.strictObject({ white: whole, other: whole }),
  'demo.overlap': z.record(z.string(), triple),
} as const

export const policyKeys = { ...ruleKeys, ...choiceKeys, ...calendarKeys, ...demoKeys } as const

export type PolicyKey = keyof typeof policyKeys
/** The type of the value under a key. */
export type ValueOf<Key extends PolicyKey> = z.output<(typeof policyKeys)[Key]>
