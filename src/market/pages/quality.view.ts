import { longDate, monthWords } from '../../core/calendar-date.ts'
import { firstOf } from '../../core/list-page.ts'
import { LEAST_SHOWN } from '../../core/small-numbers.ts'
import { type AssuranceRule, answerWords, whoLooks } from '../assurance.ts'
import { cqcLicence, cqcPage, notRegistered } from '../cqc-location.ts'
import { paths } from '../paths.ts'
import { ratingWords } from '../service-rating.ts'
import type { CqcReading, PublishedVisit, Quote, RatingDecision, ServiceBehind } from '../store.ts'
import { feelingSymbols, feelings, feelingWords, shownVoices, type VoiceCounts } from '../voice.ts'
import { cqcFacts } from './cqc.view.ts'

/** What anybody may read of how a service is. */
export interface QualityFacts {
  readonly opportunityId: string
  readonly name: string
  /** None where the entry is no provider’s: the council does not look at it. */
  readonly service: ServiceBehind | undefined
  readonly visit: PublishedVisit | undefined
  readonly rating: Omit<RatingDecision, 'by'> | undefined
  /** What the Care Quality Commission says of its location, where it has one and it was read. */
  readonly cqc: CqcReading | undefined
  readonly voices: VoiceCounts
  readonly quotes: readonly Quote[]
}

/** What stands over the page: the rating, or whose matter the service is. */
function headline({ service, rating, cqc }: QualityFacts): { title: string; text: string } {
  const looks = service === undefined ? 'nobody' : whoLooks(service)
  if (looks === 'cqc')
    return {
      title: 'The Care Quality Commission looks at this service',
      text: `It is registered there${service?.cqcId == null ? '' : ` (${service.cqcId})`}. ${cqc === undefined ? 'Its rating stands on the Commission’s own pages. ' : ''}The council does not rate it as well.`,
    }
  if (looks === 'nobody')
    return {
      title: 'The council does not visit this',
      text: 'It is run by people of the community or by somebody the council does not buy from. Ask them, and go and see.',
    }
  if (rating === undefined)
    return {
      title: ratingWords('not_visited'),
      text: 'The council has not rated this service yet. That says nothing for it or against it.',
    }
  return { title: ratingWords(rating.rating), text: `Decided by the council on ${longDate(rating.on)}.` }
}

const peopleWords = (spoken: number) =>
  spoken === 0 ? 'nobody' : spoken < LEAST_SHOWN ? `fewer than ${LEAST_SHOWN} people` : `${spoken} people`

/** What the Commission says, with its licence; for a service it does not know, that this is normal. Nothing of a community group. */
function cqcPart({ service, cqc }: QualityFacts) {
  const looks = service === undefined ? 'nobody' : whoLooks(service)
  if (looks === 'nobody') return null
  if (service?.cqcId == null) return { text: notRegistered, facts: [], page: '', licence: '' }
  return {
    text: cqc === undefined ? 'What it says has not been read here yet.' : '',
    facts: cqc === undefined ? [] : cqcFacts(cqc),
    page: cqcPage(service.cqcId),
    licence: cqc === undefined ? '' : cqcLicence,
  }
}

/** How a service is, for everybody: the rating and why, what was looked at, and what people say. */
export function qualityView(facts: QualityFacts, phones: { safe: string; outOfHours: string }, all: string) {
  const { visit, rating, service } = facts
  const ours = service !== undefined && whoLooks(service) === 'council'
  const voices = shownVoices(facts.voices)
  return {
    name: facts.name,
    headline: headline(facts),
    why:
      ours && rating !== undefined
        ? {
            reasons: rating.reasons,
            departure:
              rating.departure === null
                ? null
                : `The rule would have said “${ratingWords(rating.proposed)}”. The council decided otherwise: ${rating.departure}`,
          }
        : null,
    visit:
      ours && visit !== undefined
        ? {
            text: `The council went on ${longDate(visit.madeOn)}, ${visit.announced ? 'and said so before' : 'without saying so before'}. It spoke to ${peopleWords(visit.peopleSpoken)} who go there.`,
            summary: visit.summary,
            rows: visit.findings.map(({ words, essential, answer }) => ({
              cells: [{ text: words, note: essential ? 'Keeps people safe' : '' }, { text: answerWords(answer) }],
            })),
          }
        : null,
    voices:
      voices === null
        ? null
        : {
            total: voices.total,
            some: Object.values(voices.counts).includes('hidden'),
            rows: feelings.map((one) => ({
              symbol: feelingSymbols[one],
              text: feelingWords(one),
              count: voices.counts[one] === 'hidden' ? 'not shown' : String(voices.counts[one]),
            })),
          },
    quotes: firstOf(
      facts.quotes.map(({ words, saidIn, answer }) => ({ words, when: monthWords(saidIn), answer })),
      {
        most: 20,
        all: all === 'quotes',
        href: `${paths.quality(facts.opportunityId)}?all=quotes#quotes`,
        words: 'quotes',
      },
    ),
    cqc: cqcPart(facts),
    mayTell: service !== undefined,
    phones,
    links: {
      back: `/directory/${facts.opportunityId}`,
      easy: paths.easyQuality(facts.opportunityId),
      rule: paths.qualityRule(),
      tell: paths.tellUs(facts.opportunityId),
      say: paths.sayOfService(facts.opportunityId),
    },
  }
}

/** The published rule, in words, with the council’s own numbers. */
export const ruleView = (rule: AssuranceRule) => ({
  questions: rule.questions.map(({ words, essential }) => ({
    cells: [{ text: words }, { text: essential ? 'Yes' : 'No' }],
  })),
  bad: [
    'something that keeps people safe is not met',
    `${rule.unmetForNotGoodEnough} or more things are not met`,
    'something that keeps people safe should have been put right by now and is not',
    'a concern about people’s safety is being looked into',
    'the council has suspended the service',
  ],
  some: [
    'something is not met, or is met in part',
    'something that keeps people safe was not looked at',
    'something is still to be put right',
    'a concern is being acted on',
    `at least ${LEAST_SHOWN} people told us how it is, and ${rule.unhappyPercent} or more in a hundred of them said “bad”`,
  ],
  visitMonths: rule.visitMonths,
  concernDays: rule.concernDays,
  voiceMonths: rule.voiceMonths,
  least: LEAST_SHOWN,
  from: rule.from,
})
