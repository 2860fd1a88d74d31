import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { otherPaymentsShown } from '../another-payment.ts'
import { freeGround, freeGrounds } from '../free-services.ts'
import type { SwitchName } from '../local-policy.ts'
import { seldomBoxes } from '../money-answers.ts'
import { paths } from '../paths.ts'
import { incomeFields } from './income-fields.ts'
import { mayBeJoint } from './joint-income.ts'

type Typed = Readonly<Record<string, string>>

/**
 * What the questions about money need, in the words for staff or for the public. What only some councils look at is asked where
 * this council does, or where it was told before.
 */
export function moneyQuestions(own: boolean, switched: ReadonlySet<SwitchName>, typed: Typed) {
  const jointOptions = incomeFields
    .filter(({ kind }) => mayBeJoint.has(kind))
    .map(({ kind, words }) => ({ value: kind, text: words }))
  return {
    income: incomeFields.filter(({ counted }) => counted),
    left: incomeFields.filter(({ counted }) => !counted),
    jointOptions,
    others: otherPaymentsShown(typed),
    kinds: incomeFields.map(({ kind, words }) => ({ value: kind, text: words })),
    asks: {
      partner: switched.has('couplesThreshold') || told(typed, 'partnerIncome', 'partnerHousing'),
      journeys: switched.has('transportJourney') || told(typed, 'journeysAWeek'),
      arranging: switched.has('arrangementFee') || told(typed, 'asksToArrange'),
      seldom: Object.entries(seldomBoxes).flatMap(([id, words]) => (told(typed, id) ? [{ id, words }] : [])),
    },
    freeOptions: freeGrounds.map((ground) => ({ value: ground, text: freeGround(ground).words })),
    q: own
      ? {
          pensionAge: 'Have you reached Pension Credit age?',
          household: 'Who do you live with?',
          children: 'How many children do you look after?',
          savings: 'Your own savings',
          costs: 'What your illness or disability makes you pay',
          meals: 'Meals and other ordinary costs when you have your support',
          forCarer: 'The support is for a carer’s own needs',
          asks: 'Savings may be over the limit, and the council is asked to arrange the support',
          partner: 'What comes in for your partner',
          partnerHome: 'Your partner’s own half of the housing costs',
          free: 'Is your support free for one of these reasons?',
          notFree: 'No, or not known',
        }
      : {
          pensionAge: 'Have they reached Pension Credit age?',
          household: 'Their household',
          children: 'Children they are responsible for',
          savings: 'Their own savings',
          costs: 'What their illness or disability makes them pay',
          meals: 'Meals and other ordinary costs when they have their support',
          forCarer: 'It meets a carer’s own needs (Care Act 2014, s.20)',
          asks: 'Savings may be over the limit, and they ask the council to arrange the support',
          partner: 'What comes in for the partner',
          partnerHome: 'The partner’s own half of the housing costs',
          free: 'Is the support free by law?',
          notFree: 'No, it can be charged',
        },
  }
}

const told = (typed: Typed, ...boxes: readonly string[]) => boxes.some((box) => (typed[box] ?? '').trim() !== '')

/** The page of a financial assessment. */
export function assessmentView(
  person: { name: string; bornOn: CalendarDate; switched: ReadonlySet<SwitchName> },
  personId: string,
  typed: Typed,
) {
  return {
    title: `Financial assessment: ${person.name}`,
    born: longDate(person.bornOn),
    questions: moneyQuestions(false, person.switched, typed),
    typed,
    begun: told(typed, 'household'),
    action: paths.assess(personId),
    back: paths.charge(personId),
    amounts: paths.amounts(),
    fromFile: paths.fromFile(personId),
  }
}
