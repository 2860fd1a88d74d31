import { addDays, type CalendarDate } from '../../core/calendar-date.ts'
import type { FindingAnswer } from '../../market/assurance.ts'
import { proposedRating, ratingRule, ratingWords } from '../../market/service-rating.ts'
import type { Feeling } from '../../market/voice.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import type { Making } from './planning.ts'
import { put } from './settings.ts'
import type { DemoOpportunity, DemoProvider, Supply } from './supply.ts'

/** What a service of the demo is made of, one after another. */
const stories = ['fine', 'fine', 'some', 'fine', 'not yet', 'said done', 'fine', 'bad', 'draft', 'planned'] as const
type Story = (typeof stories)[number]

interface Assuring extends Making {
  readonly policy: CouncilPolicy
  readonly today: CalendarDate
}
interface Service {
  readonly entry: DemoOpportunity
  readonly provider: DemoProvider
  readonly at: number
}
const of = ({ entry, provider }: Service) => ({ opportunity_id: entry.id, provider_id: provider.id })

/** Visits, actions, concerns, voices and ratings of the services that the council buys from. */
export function assuranceRows(making: Making, policy: CouncilPolicy, supply: Supply): void {
  const assuring: Assuring = { ...making, policy, today: making.settings.today }
  const behind = new Map(supply.providers.map((one) => [one.organisationId, one]))
  const services = supply.opportunities.flatMap((entry) => {
    const provider = behind.get(entry.organisationId)
    return provider === undefined || provider.kind === 'community_group' ? [] : [{ entry, provider }]
  })
  services.forEach((service, at) => {
    const story = service.provider.name.startsWith('Green Shoots') ? 'some' : (stories[at % stories.length] ?? 'fine')
    visitRows(assuring, { ...service, at }, story)
    voiceRows(assuring, { ...service, at })
  })
  const [first] = services
  if (first !== undefined) concernRows(assuring, { ...first, at: 0 })
}

const answerOf = (story: Story, essential: boolean, at: number): FindingAnswer => {
  if (story === 'bad' && at === 1) return 'not_met'
  if ((story === 'some' || story === 'said done') && !essential && at % 3 === 0) return 'partly'
  return 'met'
}
const seen: Record<FindingAnswer, string> = {
  met: 'We watched, asked people and workers, and found it so.',
  partly: 'It is so for most people. For some it is not yet.',
  not_met: 'The list of checks was two years old, and two workers were not on it.',
  not_looked: 'We did not come to it.',
}

function visitRows(assuring: Assuring, service: Service, story: Story): void {
  const { tables, policy, staff, today, id } = assuring
  if (story === 'not yet') return
  const { questions } = policy.value('market.assurance', today)
  const visitId = id(`visit ${service.entry.id}`)
  const madeOn = addDays(today, -20 - ((service.at * 31) % 380))
  const signed = story !== 'draft' && story !== 'planned'
  const made = story !== 'planned'
  put(tables, 'market.assurance_visit', {
    id: visitId,
    ...of(service),
    planned_on: made ? madeOn : addDays(today, 9 + service.at),
    announced: service.at % 2 === 0,
    visited_by: staff.commissioner.id,
    planned_by: staff.commissioner.id,
    questions,
    made_on: made ? madeOn : null,
    people_spoken: made ? 3 + (service.at % 9) : null,
    summary: made ? 'People are glad to come. Workers know them well, and there is enough to do.' : null,
    signed_by: signed ? staff.secondCommissioner.id : null,
    signed_on: signed ? addDays(madeOn, 6) : null,
  })
  if (!made) return
  const findings = questions.map(({ key, essential }, at) => ({
    key,
    essential,
    answer: answerOf(story, essential, at),
  }))
  for (const { key, answer } of findings)
    put(tables, 'market.visit_finding', {
      visit_id: visitId,
      question: key,
      answer,
      evidence: seen[answer],
      document: key === 'workers_checked' ? 'List of checks' : null,
      document_on: key === 'workers_checked' ? addDays(madeOn, -40) : null,
      recorded_by: staff.commissioner.id,
    })
  if (!signed) return
  const open = story === 'fine' ? 0 : 1
  if (open > 0) actionRows(assuring, service, visitId, story)
  if (story !== 'said done') ratingRows(assuring, service, { visitId, findings, open, on: addDays(madeOn, 8) })
}

function actionRows({ tables, staff, today, id }: Assuring, service: Service, visitId: string, story: Story): void {
  const actionId = id(`action ${service.entry.id}`)
  put(tables, 'market.assurance_action', {
    id: actionId,
    ...of(service),
    what:
      story === 'bad'
        ? 'Check every worker again and send us the list'
        : 'Offer at least three things to choose from every day, and write down who chose what',
    owner: 'provider',
    essential: story === 'bad',
    due_on: addDays(today, story === 'bad' ? 14 : service.at % 2 === 0 ? -5 : 30),
    visit_id: visitId,
    set_by: staff.commissioner.id,
    set_on: addDays(today, -12),
  })
  if (story === 'said done')
    put(tables, 'market.action_step', {
      id: id(`step ${service.entry.id}`),
      action_id: actionId,
      sequence: 1,
      kind: 'said_done',
      note: 'There is a board with four choices by the door, and a book beside it.',
      on_date: addDays(today, -2),
      recorded_by: staff.providerAccount(service.provider.id).id,
    })
}

function ratingRows(
  { tables, policy, staff, today, id }: Assuring,
  service: Service,
  visit: {
    visitId: string
    findings: readonly { essential: boolean; answer: FindingAnswer }[]
    open: number
    on: CalendarDate
  },
): void {
  const facts = {
    findings: visit.findings.map(({ essential, answer }) => ({ essential, answer })),
    ...{ openActions: visit.open, lateEssentialActions: 0, concernsActedOn: 0, concernsOfSafety: 0, suspended: false },
    voices: { good: 0, soSo: 0, bad: 0 },
  }
  const { rating, reasons } = proposedRating(facts, policy.value('market.assurance', today))
  if (rating === 'not_visited') return
  put(tables, 'market.rating_decision', {
    id: id(`rating ${service.entry.id}`),
    ...of(service),
    visit_id: visit.visitId,
    proposed: rating,
    rating,
    reasons,
    facts,
    rule_version: ratingRule,
    decided_by: staff.commissioner.id,
    decided_on: visit.on,
  })
  put(tables, 'directory.published_rating', {
    id: id(`published rating ${service.entry.id}`),
    opportunity_id: service.entry.id,
    rating: ratingWords(rating),
    visit_ref: visit.visitId,
    from_date: visit.on,
  })
}

const said = ['I like the people and the garden.', 'The bus is late and then I miss the start.', 'Good. I made soup.']

/** What people say: of one service in three enough that it is shown, of another too few. */
function voiceRows({ tables, staff, today, id }: Assuring, service: Service): void {
  const many = service.at % 3 === 0 ? 7 + (service.at % 5) : service.at % 3 === 1 ? 2 : 0
  for (let at = 0; at < many; at++) {
    const feeling: Feeling = at % 5 === 4 ? 'bad' : at % 4 === 1 ? 'so_so' : 'good'
    const quoted = at < said.length
    const voiceId = id(`voice ${service.entry.id} ${at}`)
    put(tables, 'market.voice', {
      id: voiceId,
      ...of(service),
      said_on: addDays(today, -3 - at * 17),
      speaker: at % 4 === 1 ? 'carer' : 'person',
      feeling,
      words: quoted ? said[at] : null,
      may_quote: quoted,
    })
    if (!quoted || at === 0) continue
    put(tables, 'market.voice_check', {
      voice_id: voiceId,
      words_shown: said[at],
      checked_by: staff.commissioner.id,
      checked_on: addDays(today, -2),
    })
    if (at === 1)
      put(tables, 'market.voice_answer', {
        voice_id: voiceId,
        provider_id: service.provider.id,
        words: 'You are right. We start a quarter of an hour later now.',
        answered_by: staff.providerAccount(service.provider.id).id,
        answered_on: addDays(today, -1),
        shown: true,
        checked_by: staff.commissioner.id,
        checked_on: today,
      })
  }
}

/** Two concerns about one service: one waits, one was looked into and needed nothing. */
function concernRows({ tables, staff, today, id }: Assuring, service: Service): void {
  const words = ['The back door was locked all day last Tuesday.', 'My brother came home hungry twice this month.']
  words.forEach((one, at) => {
    put(tables, 'market.concern', {
      id: id(`concern ${service.entry.id} ${at}`),
      ...of(service),
      raised_on: addDays(today, at === 0 ? -3 : -40),
      route: 'public',
      words: one,
      contact: at === 0 ? '01632 960205' : null,
    })
  })
  put(tables, 'market.concern_decision', {
    id: id(`concern decision ${service.entry.id}`),
    concern_id: id(`concern ${service.entry.id} 1`),
    opportunity_id: service.entry.id,
    sequence: 1,
    outcome: 'nothing',
    reason: 'We asked him and the cook. He had been offered lunch and chose to wait until he was home.',
    decided_by: staff.commissioner.id,
    decided_on: addDays(today, -36),
  })
}
