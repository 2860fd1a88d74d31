import { addDays, type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { type CheckKind, checkWords } from '../checks.ts'
import { paths } from '../paths.ts'
import type { ProviderDocument } from '../store.ts'

/** The kinds of paper a provider can send; grounds for exclusion are the council's own look. */
export const documentKinds = ['insurance', 'safeguarding', 'staff_checks', 'references', 'policies'] as const

const hints: Record<(typeof documentKinds)[number], string> = {
  insurance: 'Public liability, and employers’ liability if you have staff',
  safeguarding: 'How you keep people safe',
  staff_checks:
    'That you and your workers are checked, with the day of each check. No certificates: they hold more than we may keep',
  references: 'Who can say something about your work',
  policies: 'For example: complaints, health and safety',
}

export const documentKindChoices = documentKinds.map((value) => ({
  value,
  text: checkWords(value),
  hint: { text: hints[value] },
}))

/** How one paper stands. */
function stateOf(one: ProviderDocument, today: CalendarDate, soonDays: number): { tag: string; colour: string } {
  if (one.met === false) return { tag: 'Not enough', colour: 'red' }
  if (one.expiresOn !== null && one.expiresOn < today) return { tag: 'Run out', colour: 'red' }
  if (one.met === null) return { tag: 'Sent, not looked at yet', colour: 'blue' }
  return one.expiresOn !== null && one.expiresOn <= addDays(today, soonDays)
    ? { tag: 'Runs out soon', colour: 'orange' }
    : { tag: 'Seen', colour: 'green' }
}

/** The papers of a provider, for the provider itself and for whoever looks at them. */
export function documentRows(
  documents: readonly ProviderDocument[],
  { today, soonDays, mayCheck }: { today: CalendarDate; soonDays: number; mayCheck: boolean },
) {
  return documents.map((one) => ({
    cells: [
      { text: checkWords(one.kind), note: one.words },
      { ...stateOf(one, today, soonDays), text: '', note: one.met === false ? (one.evidence ?? '') : '' },
      { text: one.expiresOn === null ? 'No end' : shortDate(one.expiresOn) },
      { text: shortDate(one.sentOn) },
      one.fileId === null ? { text: 'None' } : { text: one.fileName ?? 'File', href: paths.documentFile(one.id) },
      ...(mayCheck
        ? [
            one.met === null
              ? { text: 'Look at it', href: paths.documentCheck(one.id), hidden: one.words }
              : { text: '' },
          ]
        : []),
    ],
  }))
}

/** The heads above `documentRows`. */
export const documentHead = (mayCheck: boolean) =>
  ['What', 'How it stands', 'Runs out', 'Sent', 'File', ...(mayCheck ? ['Do'] : [])].map((text) => ({ text }))

/** What the council asks of a provider and has no paper or look for. */
export const documentsMissing = (
  required: readonly CheckKind[],
  documents: readonly ProviderDocument[],
  looked: readonly { readonly kind: CheckKind }[],
) =>
  required
    .filter((kind) => (documentKinds as readonly CheckKind[]).includes(kind))
    .filter((kind) => !documents.some((one) => one.kind === kind) && !looked.some((one) => one.kind === kind))
    .map((kind) => ({ text: checkWords(kind), href: `${paths.newDocument()}?kind=${kind}` }))
