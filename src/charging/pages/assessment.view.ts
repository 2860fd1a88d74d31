import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { freeGround, freeGrounds } from '../free-services.ts'
import { paths } from '../paths.ts'
import { incomeFields } from './income-fields.ts'
import { mayBeJoint } from './joint-income.ts'

/** What the questions about money need, in the words for staff or for the public. */
export function moneyQuestions(own: boolean) {
  const jointOptions = incomeFields
    .filter(({ kind }) => mayBeJoint.has(kind))
    .map(({ kind, words }) => ({ value: kind, text: words }))
  return {
    income: incomeFields.filter(({ counted }) => counted),
    left: incomeFields.filter(({ counted }) => !counted),
    jointOptions,
    q: own
      ? {
          pensionAge: 'Have you reached Pension Credit age?',
          household: 'Who do you live with?',
          children: 'How many children do you look after?',
          savings: 'Your own savings',
          costs: 'What your illness or disability makes you pay',
        }
      : {
          pensionAge: 'Have they reached Pension Credit age?',
          household: 'Their household',
          children: 'Children they are responsible for',
          savings: 'Their own savings',
          costs: 'What their illness or disability makes them pay',
        },
  }
}

/** The page of a financial assessment. */
export function assessmentView(person: { name: string; bornOn: CalendarDate }, personId: string) {
  return {
    title: `Financial assessment: ${person.name}`,
    born: longDate(person.bornOn),
    questions: moneyQuestions(false),
    freeOptions: freeGrounds.map((ground) => ({ value: ground, text: freeGround(ground).words })),
    action: paths.assess(personId),
    back: paths.charge(personId),
    amounts: paths.amounts(),
    fromFile: paths.fromFile(personId),
  }
}

/** A day as the three boxes of a date field hold it. */
export function dateTyped(field: string, on: CalendarDate): Record<string, string> {
  const [year = '', month = '', date = ''] = on.split('-')
  return { [`${field}-day`]: String(Number(date)), [`${field}-month`]: String(Number(month)), [`${field}-year`]: year }
}
