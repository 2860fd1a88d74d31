import { longDate } from '../../core/calendar-date.ts'
import { type CareActOutcome, itemWords } from '../../needs/index.ts'
import { otherWayWords } from '../met-otherwise.ts'
import { paths } from '../paths.ts'
import type { Draft, Outcome } from '../store.ts'
import type { WeekSession } from '../week-session.ts'

interface NeedShown {
  readonly personId: string
  readonly all: readonly WeekSession[]
  readonly outcomes: readonly Outcome[]
  readonly draft: Pick<Draft, 'needs'>
  readonly mayChange: boolean
}

/** How one eligible need is met: by sessions, in another way, or not yet, with the link that puts it right. */
export function needRow(item: CareActOutcome, { all, outcomes, draft, personId, mayChange }: NeedShown) {
  const about = outcomes.filter(({ careActItem }) => careActItem === item).map(({ outcomeId }) => outcomeId)
  const serving = all.filter(({ outcomeId, dropsAfter }) => dropsAfter === null && about.includes(outcomeId ?? ''))
  const other = draft.needs.otherwise.find(({ careActItem }) => careActItem === item)
  const name = itemWords[item].name
  const link = (text: string, href: string) => (mayChange ? { text, href } : undefined)
  if (other !== undefined)
    return {
      state: 'yes',
      name,
      text: `${otherWayWords[other.how].staff}. ${other.words} (agreed on ${longDate(other.agreedOn)})`,
      link: link('End', paths.endOtherWay(personId, item)),
    }
  if (serving.length > 0)
    return {
      state: 'yes',
      name,
      text: serving.length === 1 ? '1 session' : `${serving.length} sessions`,
      link: undefined,
    }
  return {
    state: 'no',
    name,
    text: 'nothing meets it yet',
    link: link('Say how else it is met', paths.meetOtherwise(personId, item)),
  }
}
