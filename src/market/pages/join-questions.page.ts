import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { kinds, unitWords } from '../../directory/index.ts'
import {
  choiceField,
  dateField,
  moneyField,
  optionalDateField,
  optionalTextField,
  textField,
  wholeNumberField,
} from '../../platform/form.ts'
import type { CheckKind } from '../checks.ts'
import { leastHoursHint, leastHoursSentence, leastMinutes } from '../least-hours.ts'
import { checksRequired, type JoiningPolicy, takesShortPath } from '../market-policy.ts'
import type { ProviderKind } from '../provider-state.ts'
import { rateUnits } from '../rate.ts'
import type { Lot } from '../store.ts'
import { bandWords } from './providers.view.ts'
import { clockField } from './session-fields.page.ts'
import { weekdayChoices } from './weekday-choices.ts'

interface Field {
  readonly as: 'text' | 'long' | 'date' | 'choice' | 'radios' | 'several'
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly width?: number
  readonly prefix?: string
  readonly suffix?: string
  readonly inputmode?: string
  readonly autocomplete?: string
  readonly type?: string
  readonly empty?: string
  readonly options?: readonly { readonly value: string; readonly text: string }[]
}

/** One question page of an application: a phone shows it whole. */
export interface Question {
  readonly key: string
  readonly title: string
  readonly lede?: string
  readonly fields: readonly Field[]
  readonly form: z.ZodType<Record<string, unknown>>
}

export interface Choices {
  readonly lots: readonly Lot[]
  readonly bands: readonly string[]
  readonly today: CalendarDate
}

const phoneShape = /^[+\d][\d\s()-]{6,24}$/

/** What stands on the page of a small provider is said before it is asked. */
const seen = (short: boolean) => (short ? { hint: 'Everybody can read it on your page, once you publish it' } : {})
const who = (short: boolean): Question => ({
  key: 'who',
  title: 'Who are you?',
  fields: [
    { as: 'text', id: 'name', label: 'The name people will know you by', autocomplete: 'organization' },
    { as: 'text', id: 'contact', label: 'Your own name', autocomplete: 'name' },
    { as: 'text', id: 'phone', label: 'Phone', type: 'tel', autocomplete: 'tel', width: 20, ...seen(short) },
    {
      as: 'text',
      id: 'email',
      label: 'Email (optional)',
      type: 'email',
      autocomplete: 'email',
      width: 20,
      ...seen(short),
    },
  ],
  form: z.object({
    name: textField('the name people will know you by', { most: 200 }),
    contact: textField('your name', { most: 200 }),
    phone: textField('a phone number', { most: 25 }).refine(
      (text) => phoneShape.test(text),
      'Enter a phone number, like 01632 960 001',
    ),
    email: optionalTextField('the email address', { most: 200 }).refine(
      (text) => text === undefined || z.email().safeParse(text).success,
      'Enter an email address, like name@example.org',
    ),
  }),
})

const lotsQuestion = ({ lots }: Choices): Question => ({
  key: 'lots',
  title: 'What do you want to do?',
  lede: 'Choose all that fit. Each is decided by itself.',
  fields: [
    {
      as: 'several',
      id: 'lotIds',
      label: 'Kinds of support',
      options: lots.map(({ id: value, name: text }) => ({ value, text })),
    },
  ],
  form: z.object({
    lotIds: z.preprocess(
      (value) =>
        (Array.isArray(value) ? value : [value])
          .flatMap((one) => String(one ?? '').split(','))
          .filter((one) => one !== ''),
      z
        .array(z.string())
        .min(1, 'Select at least one kind of support')
        .refine((ids) => ids.every((one) => lots.some(({ id }) => id === one)), 'Select from the list'),
    ),
  }),
})

const offerKinds = kinds.map(({ code: value, words: text }) => ({ value: String(value), text }))
const offer: Question = {
  key: 'offer',
  title: 'What do you offer?',
  lede: 'This is what people will read about you.',
  fields: [
    { as: 'text', id: 'title', label: 'What is it called?', hint: 'For example: Cooking with Sam' },
    { as: 'choice', id: 'kind', label: 'What kind of thing is it?', empty: 'Choose one', options: offerKinds },
    { as: 'long', id: 'summary', label: 'What happens, in a sentence or two?' },
    { as: 'text', id: 'town', label: 'Town or village', width: 20 },
  ],
  form: z.object({
    title: textField('what it is called', { most: 200 }),
    kind: choiceField(
      'what kind of thing it is',
      offerKinds.map(({ value }) => value),
    ),
    summary: textField('what happens', { most: 500 }),
    town: textField('the town or village', { most: 100 }),
  }),
}

const when: Question = {
  key: 'when',
  title: 'When does it happen?',
  fields: [
    { as: 'choice', id: 'weekday', label: 'Day of the week', empty: 'Choose a day', options: weekdayChoices },
    { as: 'text', id: 'start', label: 'Starts at', hint: 'For example 10:30', width: 5 },
    { as: 'text', id: 'end', label: 'Ends at', hint: 'For example 13:00', width: 5 },
    { as: 'text', id: 'places', label: 'How many people can come at once?', inputmode: 'numeric', width: 3 },
  ],
  form: z
    .object({
      weekday: choiceField(
        'a day',
        weekdayChoices.map(({ value }) => value),
      ).transform(Number),
      start: clockField('when it starts'),
      end: clockField('when it ends'),
      places: wholeNumberField('the number of people', { least: 1, most: 100 }),
    })
    .refine(({ start, end }) => start < end, { path: ['end'], message: 'It must end after it starts' }),
}

const price = ({ bands }: Choices): Question => ({
  key: 'price',
  title: 'What do you charge?',
  lede: 'The price is published once it is agreed. Everybody pays the same.',
  fields: [
    { as: 'text', id: 'price', label: 'Price', prefix: '£', width: 5, inputmode: 'decimal' },
    {
      as: 'radios',
      id: 'unit',
      label: 'What is it for?',
      options: rateUnits.map((value) => ({ value, text: `For ${unitWords(value)}` })),
    },
    {
      as: 'choice',
      id: 'supportBand',
      label: 'Workers to people',
      empty: 'Choose one',
      options: bands.map((value) => ({ value, text: bandWords(value) })),
    },
    {
      as: 'text',
      id: 'leastHours',
      label: 'The least you can take on for one person, in hours a week',
      hint: `Nobody will ask you for less. ${leastHoursHint}`,
      width: 5,
      inputmode: 'decimal',
    },
  ],
  form: z.object({
    price: moneyField('the price').refine((amount) => amount > 0, 'The price must be more than £0'),
    unit: choiceField('what the price is for', rateUnits),
    supportBand: choiceField('how many workers to people', bands),
    leastHours: textField('the least you can take on').transform((text, context) => {
      const minutes = leastMinutes(text)
      if (minutes === undefined) context.addIssue({ code: 'custom', message: leastHoursSentence })
      return minutes ?? z.NEVER
    }),
  }),
})

const asks: Record<CheckKind, { title: string; lede: string; label: string; runsOut: 'yes' | 'may' | 'no' }> = {
  insurance: {
    title: 'Your insurance',
    lede: 'Public liability insurance, so that you and the people who come are covered.',
    label: 'Who insures you, and the number of the policy',
    runsOut: 'yes',
  },
  safeguarding: {
    title: 'Keeping people safe',
    lede: 'What you would do if you were worried about somebody.',
    label: 'Any training you have had, and who you would tell',
    runsOut: 'may',
  },
  staff_checks: {
    title: 'Background checks',
    lede: 'A check by the Disclosure and Barring Service for everybody who works with people.',
    label: 'Whose check, which level, and its number',
    runsOut: 'may',
  },
  references: {
    title: 'Who can speak for you?',
    lede: 'Two people who know your work and are not family.',
    label: 'Their names and how to reach them',
    runsOut: 'no',
  },
  policies: {
    title: 'Your policies',
    lede: 'Health and safety, complaints, data protection, equality.',
    label: 'Which policies you have, and when each was last looked at',
    runsOut: 'no',
  },
  exclusion_grounds: {
    title: 'Before you send it',
    lede: 'The law shuts some people out of public contracts, for example after certain crimes or unpaid taxes.',
    label: '',
    runsOut: 'no',
  },
}

/** Asks for what the applicant has of one check; what has run out already is not sent. */
function checkQuestion(kind: CheckKind, today: CalendarDate): Question {
  const { title, lede, label, runsOut } = asks[kind]
  const evidence: Field = { as: 'long', id: 'evidence', label }
  const expires: Field = {
    as: 'date',
    id: 'expires',
    label: runsOut === 'yes' ? 'When does it run out?' : 'When does it run out? (optional)',
  }
  const words = textField('what you have', { most: 1000 })
  const holds = (until: CalendarDate | undefined) => until === undefined || until >= today
  const over = 'This day is over. Give the one that holds today'
  return {
    key: kind,
    title,
    lede,
    fields: runsOut === 'no' ? [evidence] : [evidence, expires],
    form:
      runsOut === 'yes'
        ? z.object({ evidence: words, expires: dateField('the day it runs out').refine(holds, over) })
        : z.object({ evidence: words, expires: optionalDateField('the day it runs out').refine(holds, over) }),
  }
}

const declaration: Question = {
  key: 'exclusion_grounds',
  ...(({ title, lede }) => ({ title, lede }))(asks.exclusion_grounds),
  fields: [
    {
      as: 'radios',
      id: 'none',
      label: 'Does any of this fit you or your business?',
      options: [
        { value: 'none', text: 'No, nothing' },
        { value: 'some', text: 'Yes, or I am not sure' },
      ],
    },
    { as: 'long', id: 'words', label: 'If yes or not sure, tell us what' },
  ],
  form: z
    .object({
      none: choiceField('whether any of this fits', ['none', 'some']),
      words: optionalTextField('what fits', { most: 1000 }),
    })
    .refine(({ none, words }) => none === 'none' || words !== undefined, {
      path: ['words'],
      message: 'Say what fits, or what you are not sure of',
    }),
}

/** The questions an applicant of a kind is asked, in order, one a page. A small provider is asked less, and what it offers. */
export function questionsFor(kind: ProviderKind, policy: JoiningPolicy, choices: Choices): readonly Question[] {
  const short = takesShortPath(kind, policy)
  const checks = checksRequired(kind, policy)
    .filter((one) => one !== 'exclusion_grounds')
    .map((one) => checkQuestion(one, choices.today))
  const offers = kind === 'personal_assistant' ? [offer, price(choices)] : [offer, when, price(choices)]
  return [who(short), lotsQuestion(choices), ...(short ? offers : []), ...checks, declaration]
}
