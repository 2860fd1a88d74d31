import { z } from 'zod'
import { parseMoney, typedPounds } from '../../core/money.ts'
import { choiceField, optionalTextField, severalField, textField } from '../../platform/form.ts'
import { accessFeatureCodes, accessFeatures } from '../access-features.ts'
import type { EntryContent } from '../entry-content.ts'
import { isWebAddress } from '../feed-record.ts'

const codes = severalField.pipe(z.array(z.enum(accessFeatureCodes)))
const orNull = (label: string, most: number) => optionalTextField(label, { most }).transform((text) => text ?? null)

/** What whoever runs an entry may change of it, with its messages. Their words as plain text. */
export const contentForm = z
  .object({
    name: textField('the name', { most: 200 }),
    summary: orNull('the short description', 300),
    whatHappens: orNull('what happens there', 4000),
    whoFor: orNull('who it suits', 1000),
    timesWords: orNull('days and times', 500),
    free: choiceField('whether it is free', ['yes', 'no']),
    priceFrom: optionalTextField('the lowest price', { most: 12 }).transform((text, context) => {
      const pence = text === undefined ? null : parseMoney(text)
      if (pence !== undefined && (pence === null || pence >= 0)) return pence
      context.addIssue({ code: 'custom', message: 'The lowest price must be an amount of money, like 4 or 4.50' })
      return z.NEVER
    }),
    costWords: orNull('the cost in words', 500),
    howToJoin: orNull('how to join', 1000),
    whatToBring: orNull('what to bring', 500),
    accessWords: orNull('access in words', 1000),
    accessYes: codes,
    accessNo: codes,
    phone: orNull('the phone number', 40).refine(
      (text) => text === null || text.replace(/\D/g, '').length >= 5,
      'The phone number needs its digits, like 01270 123456',
    ),
    email: orNull('the e-mail address', 200).refine(
      (text) => text === null || /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text),
      'The e-mail address must be like name@example.org',
    ),
    website: orNull('the web page', 500).refine(
      (text) => text === null || isWebAddress(text),
      'The web page must begin with https:// or http://',
    ),
    note: optionalTextField('the note', { most: 1000 }),
  })
  .superRefine(({ accessYes, accessNo }, context) => {
    const both = accessFeatures.find(({ code }) => accessYes.includes(code) && accessNo.includes(code))
    if (both !== undefined)
      context.addIssue({ code: 'custom', path: ['accessNo'], message: `Say either yes or no about: ${both.words}` })
  })

/** The content that a form means. */
export function contentOf(form: z.output<typeof contentForm>): EntryContent {
  const { free, priceFrom, accessYes, accessNo, note: _, ...words } = form
  return {
    ...words,
    free: free === 'yes',
    priceFromPence: priceFrom,
    accessFeatures: [...accessYes, ...accessNo.map((code) => `no:${code}`)].sort(),
  }
}

/** A content as it stands in the form. */
export function typedContent(content: EntryContent): Record<string, string> {
  const { free, priceFromPence, accessFeatures: features, ...words } = content
  return {
    ...Object.fromEntries(Object.entries(words).map(([field, text]) => [field, text ?? ''])),
    free: free ? 'yes' : 'no',
    priceFrom: priceFromPence === null ? '' : typedPounds(priceFromPence),
    accessYes: features.filter((code) => !code.startsWith('no:')).join(','),
    accessNo: features.flatMap((code) => (code.startsWith('no:') ? [code.slice(3)] : [])).join(','),
  }
}

const accessOptions = accessFeatures.map(({ code, words }) => ({ value: code, text: words }))

/** The fields of the form. Days and times in words only where there are no sessions with a day and a time of their own. */
export const contentFormFields = (hasSessions: boolean) => [
  { type: 'text', id: 'name', label: 'Name' },
  {
    type: 'long',
    id: 'summary',
    label: 'In one or two sentences',
    hint: 'This is what people see in the list',
    rows: 2,
  },
  { type: 'long', id: 'whatHappens', label: 'What happens there', rows: 6 },
  { type: 'long', id: 'whoFor', label: 'Who it suits', rows: 2 },
  ...(hasSessions ? [] : [{ type: 'long', id: 'timesWords', label: 'Days and times', rows: 3 }]),
  {
    type: 'radios',
    id: 'free',
    label: 'Is it free?',
    inline: true,
    options: [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No, or only for some' },
    ],
  },
  {
    type: 'money',
    id: 'priceFrom',
    label: 'Lowest price',
    hint: 'For somebody who pays themselves. Leave it empty if there is none',
  },
  { type: 'long', id: 'costWords', label: 'Cost in words', hint: 'For example: £4 with lunch', rows: 2 },
  { type: 'long', id: 'howToJoin', label: 'How to join', rows: 2 },
  { type: 'long', id: 'whatToBring', label: 'What to bring', rows: 2 },
  { type: 'long', id: 'accessWords', label: 'Access in words', rows: 2 },
  { type: 'several', id: 'accessYes', label: 'What there is', options: accessOptions },
  {
    type: 'several',
    id: 'accessNo',
    label: 'What there is not',
    hint: 'Where you say neither, people read: ask',
    options: accessOptions,
  },
  { type: 'text', id: 'phone', label: 'Phone', width: '20' },
  { type: 'text', id: 'email', label: 'E-mail' },
  { type: 'text', id: 'website', label: 'Web page', hint: 'It begins with https://' },
  {
    type: 'long',
    id: 'note',
    label: 'Anything the council should know (optional)',
    hint: hasSessions
      ? 'Write here when days or times of a session change. Only the council reads it'
      : 'Only the council reads it',
  },
]
