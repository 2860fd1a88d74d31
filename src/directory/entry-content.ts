import { formatMoney, type Pence } from '../core/money.ts'
import { accessFeatures } from './access-features.ts'

/** The words of an entry that whoever runs it may propose to change, as a whole. Null is: nobody has said. */
export interface EntryContent {
  readonly name: string
  readonly summary: string | null
  readonly whatHappens: string | null
  readonly whoFor: string | null
  readonly free: boolean
  readonly priceFromPence: number | null
  readonly costWords: string | null
  readonly howToJoin: string | null
  readonly whatToBring: string | null
  readonly timesWords: string | null
  readonly accessWords: string | null
  readonly accessFeatures: readonly string[]
  readonly phone: string | null
  readonly email: string | null
  readonly website: string | null
}

export type ContentField = keyof EntryContent

/** Every field in the order of the page, with its name in words. */
export const contentFields: readonly { readonly field: ContentField; readonly name: string }[] = [
  { field: 'name', name: 'Name' },
  { field: 'summary', name: 'In one or two sentences' },
  { field: 'whatHappens', name: 'What happens there' },
  { field: 'whoFor', name: 'Who it suits' },
  { field: 'timesWords', name: 'Days and times in words' },
  { field: 'free', name: 'Is it free?' },
  { field: 'priceFromPence', name: 'Lowest price' },
  { field: 'costWords', name: 'Cost in words' },
  { field: 'howToJoin', name: 'How to join' },
  { field: 'whatToBring', name: 'What to bring' },
  { field: 'accessWords', name: 'Access in words' },
  { field: 'accessFeatures', name: 'Access' },
  { field: 'phone', name: 'Phone' },
  { field: 'email', name: 'E-mail' },
  { field: 'website', name: 'Web page' },
]

/** The same content with its lists in one order, so that the same words are the same record. */
export const inOrder = (content: EntryContent): EntryContent => ({
  ...content,
  accessFeatures: [...new Set(content.accessFeatures)].sort(),
})

/** The fields in which two contents differ. */
export function changedFields(before: EntryContent, after: EntryContent): ContentField[] {
  return contentFields.flatMap(({ field }) =>
    JSON.stringify(inOrder(before)[field]) === JSON.stringify(inOrder(after)[field]) ? [] : [field],
  )
}

/**
 * What stands now with what was proposed: only the fields that the proposal changed, so that what changed here meanwhile
 * stays. Law: with nothing changed meanwhile it is what was proposed.
 */
export function withProposed(
  now: EntryContent,
  { stood, proposed }: { readonly stood: EntryContent; readonly proposed: EntryContent },
): EntryContent {
  const changes = Object.fromEntries(changedFields(stood, proposed).map((field) => [field, proposed[field]]))
  return inOrder({ ...now, ...changes })
}

/** One field of a content in words; empty where nobody has said. */
export function fieldWords(content: EntryContent, field: ContentField): string {
  switch (field) {
    case 'free':
      return content.free ? 'Yes' : 'No, or only for some'
    case 'priceFromPence':
      return content.priceFromPence === null ? '' : formatMoney(content.priceFromPence as Pence)
    case 'accessFeatures':
      return accessLines(content.accessFeatures).join('\n')
    default:
      return content[field] ?? ''
  }
}

const accessLines = (codes: readonly string[]) =>
  accessFeatures.flatMap(({ code, words }) =>
    codes.includes(code) ? [`Yes: ${words}`] : codes.includes(`no:${code}`) ? [`No: ${words}`] : [],
  )
