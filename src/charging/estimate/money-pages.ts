import { incomeKind } from '../income-kinds.ts'
import { incomeFields } from '../pages/income-fields.ts'
import { mayBeJoint } from '../pages/joint-income.ts'
import type { MoneyAsks } from './asks.ts'
import { type EstimatePage, lines, money, radios, type Typed, ticked, ticks, wholeNumber } from './field.ts'
import { partnerMoneyPage, supportPages } from './support-pages.ts'

const you = 'About you'
const yours = 'Your money'
const yesNo = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
]
const couple = (typed: Typed) => typed['household'] === 'couple'

/** The kinds of income ticked, those that count first. */
function incomeTicked(typed: Typed) {
  const chosen = [...ticked(typed, 'income'), ...ticked(typed, 'notCounted')]
  return incomeFields.filter(({ kind }) => chosen.includes(kind))
}

/** The questions about the person and their money, as the financial assessment asks them. All sums are a week. */
export function moneyPages(typed: Typed, asks: MoneyAsks): EstimatePage[] {
  const coming = incomeTicked(typed)
  return [
    agePage,
    householdPage,
    ...(couple(typed) ? [partnerPage, ...(asks.partner ? [partnerMoneyPage] : [])] : []),
    incomePage,
    ...(coming.length === 0 ? [] : [amountsPage(typed)]),
    savingsPage(typed),
    homePage(typed),
    costsPage(asks.costsAlways || coming.some(({ kind }) => incomeKind(kind).disability === true)),
    ...supportPages(asks),
  ]
}

const agePage: EstimatePage = {
  id: 'age',
  part: you,
  title: 'How old are you?',
  lede: '',
  fields: [
    wholeNumber({ id: 'age', label: 'Your age', least: 18, most: 120, fault: 'Enter your age' }),
    radios({
      id: 'pensionAge',
      label: 'Have you reached Pension Credit age?',
      hint: 'Look it up with “Check your State Pension age” on gov.uk.',
      options: yesNo,
      fault: 'Select yes if you have reached Pension Credit age',
    }),
  ],
}

const householdPage: EstimatePage = {
  id: 'household',
  part: you,
  title: 'Who do you live with?',
  lede: 'The law leaves you more money if you look after children.',
  fields: [
    radios({
      id: 'household',
      label: 'You are',
      options: [
        { value: 'single', text: 'Single' },
        { value: 'lone_parent', text: 'A lone parent' },
        { value: 'couple', text: 'Living as a couple' },
      ],
      fault: 'Select whether you are single, a lone parent or living as a couple',
    }),
    wholeNumber({
      id: 'children',
      label: 'Children you look after in your home',
      hint: 'Leave empty if none',
      least: 0,
      most: 20,
    }),
  ],
}

const partnerPage: EstimatePage = {
  id: 'partner',
  part: you,
  title: 'Your partner',
  lede: 'What you may pay comes from your own money, and your half of what you both have.',
  fields: [
    radios({
      id: 'partnerPensionAge',
      label: 'Has your partner reached Pension Credit age?',
      options: yesNo,
      fault: 'Select yes if your partner has reached Pension Credit age',
    }),
  ],
}

const kinds = (counted: boolean) =>
  incomeFields.filter((field) => field.counted === counted).map(({ kind, words }) => ({ value: kind, text: words }))

const incomePage: EstimatePage = {
  id: 'income',
  part: yours,
  title: 'What money comes in?',
  lede: 'Tick all that you get. We ask how much on the next page.',
  fields: [
    ticks({ id: 'income', label: 'Money that counts', options: kinds(true) }),
    ticks({
      id: 'notCounted',
      label: 'Money that does not count',
      hint: 'It is shown in the working and left out of the sum',
      options: kinds(false),
    }),
  ],
}

function amountsPage(typed: Typed): EstimatePage {
  const coming = incomeTicked(typed)
  const joint = couple(typed) ? coming.filter(({ kind }) => mayBeJoint.has(kind)) : []
  const credit = coming.some(({ kind }) => kind === 'pension_credit')
  return {
    id: 'amounts',
    part: yours,
    title: 'How much is it, each week?',
    lede: 'Every four weeks: divide by 4. Every month, like Universal Credit: multiply by 12, then divide by 52. Every year: divide by 52. What is for both of you, enter whole.',
    fields: [
      ...coming.map(({ id, words }) => money({ id, label: words, fault: `Enter how much comes in a week: ${words}` })),
      ...(joint.length === 0
        ? []
        : [
            ticks({
              id: 'jointIncome',
              label: 'Which of these are for both of you?',
              hint: 'Half of a joint payment is counted',
              options: joint.map(({ kind, words }) => ({ value: kind, text: words })),
            }),
          ]),
      ...(credit
        ? [
            money({
              id: 'savingsCredit',
              label: 'Savings Credit, if it is part of your Pension Credit',
              hint: 'From your Pension Credit letter. Leave empty if none',
            }),
            money({
              id: 'qualifyingIncome',
              label: 'Income that counts for Pension Credit',
              hint: 'From the same letter. Only if you get Savings Credit',
            }),
          ]
        : []),
      money({
        id: 'incomeTax',
        label: 'Tax on this money',
        hint: 'Only what is left after tax counts. Leave empty if none',
      }),
    ],
  }
}

function savingsPage(typed: Typed): EstimatePage {
  return {
    id: 'savings',
    part: yours,
    title: 'What savings do you have?',
    lede: 'Money in the bank, bonds and shares, in all. Not the home you live in. Leave empty if none.',
    fields: [
      money({ id: 'savings', label: 'Your own savings' }),
      ...(couple(typed)
        ? [
            money({
              id: 'jointSavings',
              label: 'Savings you hold with your partner, the whole amount',
              hint: 'Half of it is counted',
            }),
          ]
        : []),
    ],
  }
}

function homePage(typed: Typed): EstimatePage {
  return {
    id: 'home',
    part: yours,
    title: 'What does your home cost, each week?',
    lede: 'You keep this money. Leave empty what you do not pay.',
    fields: [
      money({ id: 'rent', label: 'Rent' }),
      money({ id: 'rentMet', label: 'What Housing Benefit or Universal Credit pays of the rent' }),
      money({ id: 'councilTax', label: 'Council tax', hint: 'The whole year divided by 52' }),
      money({ id: 'councilTaxMet', label: 'Council tax reduction' }),
      money({ id: 'mortgage', label: 'Mortgage' }),
      money({ id: 'serviceCharges', label: 'Service charges' }),
      money({
        id: 'homeExtra',
        label: 'Other costs of the home, such as contents insurance',
        hint: 'Taken off only where the council’s policy says so',
      }),
      ...(couple(typed)
        ? [
            ticks({
              id: 'jointHome',
              label: 'Do you share these costs?',
              options: [{ value: 'yes', text: 'Half of these costs are my partner’s' }],
            }),
          ]
        : []),
    ],
  }
}

/** The costs are taken off where a disability benefit counts (SI 2014/2672, Schedule 1 para 4): without one, the page says so. */
const costsPage = (takenOff: boolean): EstimatePage => ({
  id: 'costs',
  part: yours,
  title: 'What does your illness or disability make you pay?',
  lede: `For example an alarm, extra washing, heating, a special diet. There is no top limit.${
    takenOff
      ? ''
      : ' They lower what you pay only where a disability benefit counts: Attendance Allowance, PIP daily living, or the care part of DLA. You told of none.'
  }`,
  fields: [
    lines({
      id: 'disabilityCosts',
      label: 'Your costs, each week',
      hint: 'One cost a line: what it is, then pounds a week. For example: Alarm 5.20',
    }),
    ticks({
      id: 'premiums',
      label: 'Do you get, or could you get, one of these?',
      hint: 'They were part of Income Support. The council finds whether you would have them',
      options: [
        { value: 'disability', text: 'Disability premium' },
        { value: 'enhancedDisability', text: 'Enhanced disability premium' },
        { value: 'carer', text: 'Carer premium' },
      ],
    }),
    ticks({
      id: 'nightCare',
      label: 'Care at night',
      options: [{ value: 'yes', text: 'The council arranges care for me at night' }],
    }),
  ],
})
