import { z } from 'zod'
import { dateField, moneyField, optionalTextField, textField, wholeNumberField } from '../../platform/form.ts'
import { blockFault, mostOfBlock } from '../block-contract.ts'
import { instalmentLines } from '../instalment-lines.ts'

const blank = (value: unknown) => (value === undefined || String(value).trim() === '' ? undefined : value)

/** "1 April 2026 12,500.00", one instalment a line. */
const instalmentsField = z
  .preprocess(
    (value) => String(value ?? ''),
    z.string().max(10_000, 'The list of instalments must be 10,000 characters or fewer'),
  )
  .transform((text, ctx) => {
    const { instalments, faults } = instalmentLines(text)
    for (const message of faults) ctx.addIssue({ code: 'custom', message })
    return instalments
  })

/** Everything about a block contract that stands, checked once: each field, then how they agree with each other. */
export const blockForm = z
  .object({
    providerId: z.uuid('Select the provider'),
    reference: textField('the reference of the contract', { most: 100 }),
    lotId: z.preprocess(blank, z.uuid('Select the lot').optional()),
    places: z.preprocess(blank, wholeNumberField('the number of places', { least: 1, most: 10_000 }).optional()),
    from: dateField('the first day'),
    until: dateField('the last day'),
    total: moneyField('what it costs in all')
      .refine((amount) => amount > 0, 'What it costs in all must be more than £0')
      .refine((amount) => amount <= mostOfBlock, 'What it costs in all must be £100 million or less'),
    instalments: instalmentsField,
    reason: textField('why it stands', { most: 500 }),
    citation: optionalTextField('where the contract is kept', { most: 500 }),
  })
  .superRefine((terms, ctx) => {
    const fault = blockFault(terms)
    if (fault !== undefined) ctx.addIssue({ code: 'custom', path: [fault.field], message: fault.sentence })
  })

/** The fields of the form, in its order. */
export function contractFields(given: {
  readonly providers: readonly { readonly id: string; readonly name: string }[]
  readonly lots: readonly { readonly id: string; readonly name: string }[]
}) {
  const options = (some: readonly { readonly id: string; readonly name: string }[]) =>
    some.map(({ id: value, name: text }) => ({ value, text }))
  return [
    { type: 'choice', id: 'providerId', label: 'Provider', empty: 'Choose one', options: options(given.providers) },
    { type: 'text', id: 'reference', label: 'Reference of the contract', hint: 'As it stands on the contract' },
    {
      type: 'choice',
      id: 'lotId',
      label: 'Lot',
      hint: 'Choose no lot only where the provider sells in one: where it sells in several, a contract without a lot pays for no date',
      empty: 'No lot is named',
      options: options(given.lots),
    },
    {
      type: 'text',
      id: 'places',
      label: 'Places at one time (optional)',
      hint: 'Leave empty if the contract names no number: it then pays for everybody who comes',
      width: 4,
    },
    { type: 'date', id: 'from', label: 'First day', hint: 'The day from which the contract runs' },
    { type: 'date', id: 'until', label: 'Last day', hint: 'As it was agreed' },
    { type: 'money', id: 'total', label: 'What it costs in all', width: 10 },
    {
      type: 'long',
      id: 'instalments',
      label: 'Instalments',
      hint: 'One instalment a line: the day, then pounds. For example: 1 April 2026 12,500.00. They add up to what it costs in all',
      rows: 8,
    },
    {
      type: 'long',
      id: 'reason',
      label: 'Why does it stand?',
      hint: 'For example: signed in March 2021 for six years',
    },
    {
      type: 'text',
      id: 'citation',
      label: 'Where the contract is kept (optional)',
      hint: 'For example: contracts register, entry 114',
    },
  ]
}
