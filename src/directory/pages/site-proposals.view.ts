import { accessFeatures } from '../access-features.ts'
import { paths } from '../paths.ts'
import type { placeAskedFor, SiteProposal } from '../store/site-proposals.ts'
import { dayWords, momentWords } from './my-entries.view.ts'

/** The places that wait, one line each. */
export const placesAskedForRows = (places: readonly SiteProposal[]) =>
  places.map((one) => ({
    cells: [
      { text: one.name, href: paths.placeAskedFor(one.id), note: one.organisation },
      { text: [one.line1, one.town, one.postcode].join(', ') },
      { text: dayWords(one.proposedOn) },
    ],
  }))

const decisionWords = { approved: 'Approved', rejected: 'Not approved', withdrawn: 'Taken back' } as const

/** What was decided, by whom, when and why; nothing while it waits. */
export function decidedWords({
  decision,
  decidedAt,
  decidedByName,
  reason,
}: Pick<SiteProposal, 'decision' | 'decidedAt' | 'decidedByName' | 'reason'>): string {
  if (decision === null || decidedAt === null) return ''
  const who = decidedByName === null ? '' : ` by ${decidedByName}`
  return `${decisionWords[decision]}${who} on ${momentWords(decidedAt)}${reason === null ? '' : `: ${reason}`}`
}

/** One place that a provider asks for, in words. */
export function placeAskedForView(one: Awaited<ReturnType<typeof placeAskedFor>>) {
  const access = accessFeatures.filter(({ code }) => one.accessFeatures.includes(code)).map(({ words }) => words)
  const said = (key: string, value: string | null) => ({ key, value: value ?? 'Nobody has said' })
  return {
    name: one.name,
    lede: `${one.organisation} asked for this place on ${momentWords(one.proposedAt)}.${one.decision === null ? ' Nobody else reads of it yet.' : ''}`,
    back: paths.proposals(),
    facts: [
      said('Address', [one.line1, one.town, one.postcode].join('\n')),
      said('Open', one.openingWords),
      said('Access', access.length === 0 ? null : access.join(', ')),
      said('Access in words', one.accessWords),
      said('Phone', one.phone),
      said('E-mail', one.email),
    ],
    note: one.note ?? '',
    map: one.onMap
      ? 'Its postcode is in the council’s list of places: it will stand on the map.'
      : 'Its postcode is not in the council’s list of places: it will not stand on the map, and people find it by its town.',
    alike: one.alike.map(({ name, organisation }) => `${name} (${organisation})`),
    decided: decidedWords(one),
    action: paths.placeAskedFor(one.id),
  }
}
