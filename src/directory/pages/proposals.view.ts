import { pageAddress, pagerOf } from '../../core/list-page.ts'
import { changedFields, contentFields, type EntryContent, fieldWords, withProposed } from '../entry-content.ts'
import { paths } from '../paths.ts'
import type { EntryProposal } from '../store/entry-proposals.ts'
import { changesBetween, dayWords, momentWords } from './my-entries.view.ts'

const things = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`

/** The proposals that wait, one line each. */
export const proposalsView = (
  proposals: readonly EntryProposal[],
  total: number,
  { words, page, perPage }: { readonly words: string; readonly page: number; readonly perPage: number },
) => ({
  asked: words !== '' || page > 1,
  find: {
    action: paths.proposals(),
    title: 'Changes by providers',
    label: 'Name of the entry, or of who runs it',
    value: words,
  },
  total: things(total, 'change waits', 'changes wait'),
  rows: proposals.map((one) => ({
    cells: [
      { text: one.name, href: paths.proposal(one.id), note: one.organisation },
      {
        text: changesBetween(one.stood, one.proposed)
          .map(({ name }) => name)
          .join(', '),
      },
      { text: dayWords(one.proposedOn) },
    ],
  })),
  pager: pagerOf({ page, all: total, perPage, href: pageAddress(paths.proposals(), { words }) }),
})

const decisionWords = { approved: 'Approved', rejected: 'Not approved', withdrawn: 'Taken back' } as const

/** One proposal: what is public now beside what it would say, and whether a field changed here since it was proposed. */
export function proposalView(
  proposal: EntryProposal & { readonly stands: EntryContent },
  others: readonly EntryProposal[],
) {
  const { stands, stood, proposed } = proposal
  const waits = proposal.decision === null
  const before = waits ? stands : stood
  const after = waits ? withProposed(stands, proposal) : proposed
  const meanwhile = new Set(waits ? changedFields(stood, stands) : [])
  const wanted = new Set(changedFields(stood, proposed))
  return {
    title: proposal.name,
    lede: `${proposal.organisation} proposed this on ${momentWords(proposal.proposedAt)}.`,
    back: paths.proposals(),
    href: paths.opportunity(proposal.opportunityId),
    history: paths.history(proposal.opportunityId),
    note: proposal.note ?? '',
    heads: waits
      ? { before: 'Public now', after: 'They propose' }
      : { before: 'Public before', after: 'They proposed' },
    rows: contentFields
      .filter(({ field }) => wanted.has(field))
      .map(({ field, name }) => ({
        name,
        before: fieldWords(before, field),
        after: fieldWords(after, field),
        note: meanwhile.has(field) ? 'Changed here since it was proposed' : '',
      })),
    decided:
      proposal.decision === null
        ? ''
        : `${decisionWords[proposal.decision]}${proposal.reason === null ? '' : `: ${proposal.reason}`}`,
    rejectedBefore: others
      .filter(({ decision, id }) => decision === 'rejected' && id !== proposal.id)
      .map(({ proposedOn, reason }) => `${dayWords(proposedOn)}: ${reason ?? ''}`),
    action: paths.proposal(proposal.id),
  }
}
