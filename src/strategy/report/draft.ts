import { z } from 'zod'
import type { CalendarDate } from '../../core/calendar-date.ts'
import { parseCalendarDate } from '../../core/calendar-date.ts'
import { tableNames } from '../borough-tables.ts'
import { cohortNames } from '../needs-analysis/cohorts.ts'

/** What may stand in a report, in the usual order. */
export const sectionKinds = [
  'facts',
  'scenarios',
  'coverage',
  'needs',
  'buildings',
  'market',
  'services',
  'papers',
  'risks',
] as const
export type SectionKind = (typeof sectionKinds)[number]

export const sectionTitles: Readonly<Record<SectionKind, string>> = {
  facts: 'Who uses day opportunities and what it costs',
  scenarios: 'What could happen in the years to come',
  coverage: 'Who has a place within reach',
  needs: 'How many people may need support',
  buildings: 'Our buildings, journeys and CO₂',
  market: 'The market and how sound it is',
  services: 'Which services can go on in the years to come',
  papers: 'What earlier papers say that does not agree',
  risks: 'The list of risks',
}

/** A section's short name, where there is little room. */
export const sectionNames: Readonly<Record<SectionKind, string>> = {
  facts: 'Key facts',
  scenarios: 'Scenarios',
  coverage: 'Coverage',
  needs: 'Needs',
  buildings: 'Buildings and CO₂',
  market: 'Market',
  services: 'Services over the years',
  papers: 'Earlier papers',
  risks: 'Risks',
}

/** Scenarios that can stand side by side and still be read. */
export const MOST_SCENARIOS = 3

export const likelihoods = ['unlikely', 'possible', 'likely'] as const
export const harms = ['small', 'serious', 'severe'] as const

/** A section with what of it was chosen; for one without choices, nothing. */
export interface ChosenSection {
  readonly kind: SectionKind
  readonly chosen: readonly string[]
}

/** What may go wrong, in the officer's own words. */
export interface Risk {
  readonly what: string
  readonly likely: (typeof likelihoods)[number]
  readonly harm: (typeof harms)[number]
  readonly done: string
  readonly owner: string
}

const words = (label: string, most: number) =>
  z
    .string({ error: `Enter ${label}` })
    .trim()
    .min(1, `Enter ${label}`)
    .max(
      most,
      `${label.charAt(0).toUpperCase()}${label.slice(1)} must be ${most.toLocaleString('en-GB')} characters or fewer`,
    )
const mayBeEmpty = (label: string, most: number) =>
  z
    .string()
    .trim()
    .max(
      most,
      `${label.charAt(0).toUpperCase()}${label.slice(1)} must be ${most.toLocaleString('en-GB')} characters or fewer`,
    )
    .default('')

const section = z.object({
  kind: z.enum(sectionKinds, {
    error: ({ input }) => `There is no section “${String(input)}”. A report may hold: ${sectionKinds.join(', ')}`,
  }),
  chosen: z.array(z.string().max(100)).max(200).default([]),
})

const sections = z
  .array(section)
  .max(sectionKinds.length, 'A section may stand in a report once')
  .superRefine((list, context) => {
    const fault = (at: number, message: string) => context.addIssue({ code: 'custom', path: [at], message })
    for (const [at, { kind, chosen }] of list.entries()) {
      if (list.findIndex((one) => one.kind === kind) !== at) fault(at, 'A section may stand in a report once')
      for (const message of chosenFaults(kind, chosen)) fault(at, message)
    }
  })

const isId = (text: string) => z.uuid().safeParse(text).success

function chosenFaults(kind: SectionKind, chosen: readonly string[]): string[] {
  const known: Partial<Record<SectionKind, { readonly names: readonly string[] | null; readonly thing: string }>> = {
    facts: { names: tableNames, thing: 'key fact' },
    needs: { names: cohortNames, thing: 'group of people' },
    scenarios: { names: null, thing: 'scenario' },
  }
  const rule = known[kind]
  if (rule === undefined) return []
  if (chosen.length === 0) return [`Choose at least one ${rule.thing}, or leave the section out`]
  if (new Set(chosen).size < chosen.length) return [`A ${rule.thing} may stand in a report once`]
  if (kind === 'scenarios' && chosen.length > MOST_SCENARIOS)
    return [`At most ${MOST_SCENARIOS} scenarios can be read side by side. Take some out`]
  return chosen
    .filter((one) => !(rule.names === null ? isId(one) : rule.names.includes(one)))
    .map((one) => `There is no ${rule.thing} “${one}”`)
}

/** A risk as it is written; the same for forms and programs. */
const riskInput = z.object({
  what: words('what may go wrong', 500),
  likely: z.enum(likelihoods, { error: 'Say how likely it is' }),
  harm: z.enum(harms, { error: 'Say how bad it would be' }),
  done: words('what is done about it', 1000),
  owner: words('who owns it', 200),
})

/** A whole draft as another program sends it. */
export const draftInput = z.object({
  title: words('a title', 200),
  audience: words('who it is for', 200),
  meetingOn: z.string().transform((text, context): CalendarDate => {
    const date = parseCalendarDate(text)
    if (date !== undefined && date >= '2000-01-01' && date <= '2199-12-31') return date
    context.addIssue({ code: 'custom', message: 'The date of the meeting must be a real date, like 2026-12-10' })
    return z.NEVER
  }),
  asked: words('what members are asked to decide', 4000),
  recommendation: mayBeEmpty('the recommendation', 4000),
  words: mayBeEmpty('your own paragraphs', 20_000),
  chosen: sections.default([]),
  risks: z.array(riskInput).max(50, 'A report may hold at most 50 risks').default([]),
})

/** What somebody writes and chooses for a report. */
export interface ReportDraft {
  readonly title: string
  readonly audience: string
  readonly meetingOn: CalendarDate
  readonly asked: string
  readonly recommendation: string
  readonly words: string
  readonly chosen: readonly ChosenSection[]
  readonly risks: readonly Risk[]
}

/** The sections after somebody chose: those that stay keep their places, new ones come after them in the usual order. */
export function chooseSections(
  before: readonly ChosenSection[],
  wanted: readonly ChosenSection[],
): readonly ChosenSection[] {
  const stays = before.flatMap(({ kind }) => wanted.filter((one) => one.kind === kind))
  const comes = sectionKinds.flatMap((kind) =>
    wanted.filter((one) => one.kind === kind && !before.some((old) => old.kind === kind)),
  )
  return [...stays, ...comes]
}

/** A section moved up or down by one place; one at the end stays. */
export function moveSection(list: readonly ChosenSection[], kind: string, by: 'up' | 'down'): readonly ChosenSection[] {
  const at = list.findIndex((one) => one.kind === kind)
  const to = at + (by === 'up' ? -1 : 1)
  const [one, other] = [list[at], list[to]]
  if (one === undefined || other === undefined) return list
  return list.map((section, place) => (place === at ? other : place === to ? one : section))
}

const weights = { unlikely: 1, possible: 2, likely: 3, small: 1, serious: 2, severe: 3 } as const

/** How much a risk weighs: how likely times how bad, from 1 to 9. */
export const weightOf = ({ likely, harm }: Pick<Risk, 'likely' | 'harm'>): number => weights[likely] * weights[harm]

/** "High", "Medium" or "Low". */
export function weightWords(risk: Pick<Risk, 'likely' | 'harm'>): string {
  const weight = weightOf(risk)
  return weight >= 6 ? 'High' : weight >= 3 ? 'Medium' : 'Low'
}

/** The heaviest first; those of the same weight as they were written. */
export const byWeight = (risks: readonly Risk[]): Risk[] =>
  [...risks].sort((one, other) => weightOf(other) - weightOf(one))

/** What keeps a draft from being issued, besides its figures: a sentence for each. */
export function draftFaults({
  recommendation,
  chosen,
  risks,
}: Pick<ReportDraft, 'recommendation' | 'chosen' | 'risks'>): string[] {
  return [
    ...(recommendation.trim() === ''
      ? ['Write what you recommend: members must read what the officer advises before it is issued']
      : []),
    ...(chosen.length === 0 ? ['Choose what stands in the report: nothing is chosen yet'] : []),
    ...(chosen.some(({ kind }) => kind === 'services') && !chosen.some(({ kind }) => kind === 'scenarios')
      ? ['Choose a scenario too: which services can go on is worked out for the scenarios of the report']
      : []),
    ...(chosen.some(({ kind }) => kind === 'risks') && risks.length === 0
      ? ['Write at least one risk, or take the list of risks out of the report']
      : []),
    ...(risks.length > 0 && chosen.length > 0 && !chosen.some(({ kind }) => kind === 'risks')
      ? ['You wrote risks but left their list out. Choose “The list of risks”, or remove them']
      : []),
  ]
}
