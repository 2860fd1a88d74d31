import { z } from 'zod'
import { minuteOfDay } from '../../core/calendar-date.ts'
import { kinds } from '../../directory/index.ts'
import {
  choiceField,
  dateField,
  moneyField,
  optionalTextField,
  textField,
  wholeNumberField,
} from '../../platform/form.ts'
import {
  type CallAsk,
  type CallOffer,
  callAudiences,
  needCodes,
  priceBases,
  strangerKinds,
  wantedUnits,
} from '../call.ts'
import { leastHoursSentence, leastMinutes } from '../least-hours.ts'
import { rateUnits } from '../rate.ts'
import type { Stranger } from '../store.ts'

const several = (codes: readonly string[]) =>
  z.preprocess(
    (value) =>
      [value ?? '']
        .flat()
        .flatMap((one) => String(one).split(','))
        .filter((one) => one !== ''),
    z.array(z.string()).transform((given) => codes.filter((code) => given.includes(code))),
  )
const days = ['1', '2', '3', '4', '5', '6', '7']
const whenGiven = <T>(field: z.ZodType<T>): z.ZodType<T | null> =>
  z.preprocess((value) => (String(value ?? '').trim() === '' ? null : value), field.nullable())
const clock = textField('a time').transform((text, context) => {
  const minutes = minuteOfDay(text)
  if (minutes !== undefined) return minutes
  context.addIssue({ code: 'custom', message: 'Enter a time of the day, like 10:30 or 2pm' })
  return z.NEVER
})
const orNull = (value: string | undefined) => value ?? null

interface CallChoices {
  readonly bands: readonly string[]
  readonly lotIds: readonly string[]
  readonly deciderIds: readonly string[]
}

/** What the page of a call may send. */
export function callForm({ bands, lotIds, deciderIds }: CallChoices): z.ZodType<CallAsk> {
  const shape = z.object({
    title: textField('what you look for, in a few words', { most: 120 }),
    words: textField('what you look for', { most: 3000 }),
    area: optionalTextField('the area', { most: 100 }).transform(orNull),
    weekdays: several(days).transform((given) => given.map(Number)),
    startMinute: whenGiven(clock),
    endMinute: whenGiven(clock),
    kind: whenGiven(
      choiceField(
        'what kind of thing it is',
        kinds.map(({ code }) => code),
      ),
    ),
    needs: several(needCodes),
    supportBand: whenGiven(choiceField('workers to people', bands)),
    wanted: whenGiven(wholeNumberField('about how much', { least: 1, most: 10_000 })),
    wantedUnit: whenGiven(choiceField('places or hours', wantedUnits)),
    audience: choiceField('who may reply', callAudiences),
    lotId: whenGiven(choiceField('a lot', lotIds)),
    furtherLotIds: several(lotIds),
    priceBasis: choiceField('what is paid', priceBases),
    closesOn: dateField('the closing day'),
    deciderId: choiceField('who decides', deciderIds),
  })
  const at = (path: string, message: string) => ({ path: [path], message })
  return shape
    .refine(
      ({ startMinute: start, endMinute: end }) => (start === null) === (end === null),
      at('endMinute', 'Enter both times, or neither'),
    )
    .refine(
      ({ startMinute: start, endMinute: end }) => start === null || end === null || start < end,
      at('endMinute', 'It must end after it starts'),
    )
    .refine(
      ({ wanted, wantedUnit }) => wanted === null || wantedUnit !== null,
      at('wantedUnit', 'Select places or hours'),
    )
    .refine(
      ({ audience, lotId }) => audience !== 'framework' || lotId !== null,
      at('lotId', 'Select the lot whose providers you ask'),
    )
    .refine(
      ({ audience, priceBasis }) => priceBasis === 'own' || audience === 'framework',
      at('priceBasis', 'Only a lot of the framework has a schedule of prices. Let them say their price'),
    )
    .transform((ask) => ({
      ...ask,
      wantedUnit: ask.wanted === null ? null : ask.wantedUnit,
      lotId: ask.audience === 'framework' ? ask.lotId : null,
      furtherLotIds: ask.audience === 'framework' ? ask.furtherLotIds.filter((id) => id !== ask.lotId) : [],
    }))
}

export const changedForm = z.object({ whatChanged: textField('what changes', { most: 1000 }) })
export const endCallForm = z.object({
  how: choiceField('how it ends', ['withdrawn', 'closed']),
  reason: textField('the reason', { most: 1000 }),
})
export const answerForm = z
  .object({
    answer: optionalTextField('the answer', { most: 2000 }),
    leftOut: optionalTextField('the reason', { most: 500 }),
  })
  .refine(({ answer, leftOut }) => (answer === undefined) !== (leftOut === undefined), {
    path: ['answer'],
    message: 'Enter an answer, or the reason why the question is left out: one of the two',
  })
export const decideReplyForm = z.object({
  accepted: choiceField('yes or no', ['yes', 'no']).transform((answer) => answer === 'yes'),
  reasons: textField('the reasons', { most: 1000 }),
  noInterest: choiceField('that you have no connection', ['none']),
})
export const questionForm = z.object({ asked: textField('your question', { most: 1000 }) })

const phoneShape = /^[+\d][\d\s()-]{6,24}$/
const reaches = (text: string) => phoneShape.test(text) || z.email().safeParse(text).success

/** Who replies without an account. */
export const strangerForm: z.ZodType<Stranger> = z.object({
  kind: choiceField('who you are', strangerKinds),
  name: textField('the name people know you by', { most: 200 }),
  contact: textField('your own name', { most: 200 }),
  reach: textField('a phone number or an email address', { most: 200 }).refine(
    reaches,
    'Enter a phone number or an email address, like 01632 960 001 or name@example.org',
  ),
})

/** What a reply offers, in the order of its page; a price is asked for only where the call leaves it to the reply. */
export function offerForm(ownPrice: boolean): z.ZodType<CallOffer> {
  const price = ownPrice
    ? {
        pricePence: moneyField('your price').refine((amount) => amount > 0, 'Your price must be more than £0'),
        unit: choiceField('what the price is for', rateUnits),
      }
    : { pricePence: z.unknown().transform(() => null), unit: z.unknown().transform(() => null) }
  return z.object({
    offers: textField('what you offer', { most: 2000 }),
    weekdays: several(days)
      .refine((given) => given.length > 0, 'Select at least one day')
      .transform((given) => given.map(Number)),
    from: dateField('the first day'),
    places: whenGiven(wholeNumberField('how many people', { least: 1, most: 1000 })),
    leastWeeklyMinutes: whenGiven(
      textField('the least hours').transform((text, context) => {
        const minutes = leastMinutes(text)
        if (minutes === undefined) context.addIssue({ code: 'custom', message: leastHoursSentence })
        return minutes ?? z.NEVER
      }),
    ),
    ...price,
    words: optionalTextField('anything else', { most: 2000 }).transform(orNull),
  })
}
