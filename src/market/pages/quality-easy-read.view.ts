import { longDate } from '../../core/calendar-date.ts'
import { LEAST_SHOWN } from '../../core/small-numbers.ts'
import { type FindingAnswer, whoLooks } from '../assurance.ts'
import { paths } from '../paths.ts'
import type { Rating } from '../service-rating.ts'
import { type Feeling, feelingSymbols, feelings, shownVoices } from '../voice.ts'
import type { QualityFacts } from './quality.view.ts'

interface EasyLine {
  readonly symbol: string
  readonly words: string
  readonly href?: string
  readonly act?: string
}

const ratingLines: Record<Rating, EasyLine> = {
  good: { symbol: 'good', words: 'The council says: it is good.' },
  some_things: { symbol: 'ok', words: 'The council says: some things must get better.' },
  not_good_enough: { symbol: 'bad', words: 'The council says: it is not good enough.' },
}
const voiceWords: Record<Feeling, string> = { good: 'say it is good', so_so: 'say it is so-so', bad: 'say it is bad' }

/** Whose matter the service is, and what they found, one short sentence a line. */
function foundLines({ service, rating, visit, cqc }: QualityFacts): EasyLine[] {
  const looks = service === undefined ? 'nobody' : whoLooks(service)
  if (looks === 'nobody')
    return [
      { symbol: 'friends', words: 'The council does not visit this.' },
      { symbol: 'say', words: 'You can ask the people there. You can go and see.' },
    ]
  if (looks === 'cqc')
    return [
      { symbol: 'home', words: 'The Care Quality Commission visits this. The council does not.' },
      ...(cqc === undefined ? [] : [{ symbol: 'say', words: 'Somebody can read you what it says.' }]),
    ]
  const went =
    visit === undefined
      ? []
      : [
          { symbol: 'calendar', words: `The council went there on ${longDate(visit.madeOn)}.` },
          { symbol: 'say', words: visit.summary },
        ]
  if (rating === undefined) return [{ symbol: 'home', words: 'The council has not said yet how it is.' }, ...went]
  return [ratingLines[rating.rating], ...went]
}

/** The questions of a visit in a few words, each with its picture. A question that a council added itself stands in its own words. */
const asked: Readonly<Record<string, EasyLine>> = {
  safe: { symbol: 'heart', words: 'Are people safe?' },
  workers_checked: { symbol: 'form', words: 'Are the workers checked?' },
  enough_workers: { symbol: 'friends', words: 'Are there enough workers?' },
  building: { symbol: 'home', words: 'Is the building safe?' },
  health: { symbol: 'cup', words: 'Do people get the right help with food, drink and medicine?' },
  money: { symbol: 'purse', words: 'Is people’s money safe?' },
  choice: { symbol: 'hand', words: 'Can people choose what they do?' },
  respect: { symbol: 'person', words: 'Are the workers polite and kind?' },
  outcomes: { symbol: 'star', words: 'Does the day help people with what matters to them?' },
  out_and_about: { symbol: 'walk', words: 'Do people get out and meet others?' },
  access: { symbol: 'wheelchair', words: 'Can everybody get in and join in?' },
  complaints: { symbol: 'ear', words: 'Do people know how to complain?' },
}
const answered: Record<FindingAnswer, string> = {
  met: 'Yes.',
  partly: 'Some of it.',
  not_met: 'No.',
  not_looked: 'We did not look at this.',
}

/** What the council looked at on its last visit, and what it saw: a short question and its answer for each thing. */
function lookedLines({ service, visit }: QualityFacts): EasyLine[] {
  if (service === undefined || whoLooks(service) !== 'council' || visit === undefined) return []
  const { peopleSpoken, findings } = visit
  const spoke =
    peopleSpoken === 0
      ? 'We did not talk to people who go there.'
      : `We talked to ${peopleSpoken < LEAST_SHOWN ? 'a few' : peopleSpoken} people who go there.`
  return [
    { symbol: 'say', words: spoke },
    ...findings.map(({ key, words, answer }) => {
      const { symbol, words: short } = asked[key] ?? { symbol: 'search', words }
      return { symbol, words: `${short} ${answered[answer]}` }
    }),
  ]
}

/** What people who go there say, where enough did. */
function voiceLines({ voices }: QualityFacts): EasyLine[] {
  const shown = shownVoices(voices)
  if (shown === null) return [{ symbol: 'say', words: 'Only a few people have told us yet.' }]
  const told = [{ symbol: 'say', words: `${shown.total} people told us.` }]
  const each = feelings.flatMap((one) => {
    const many = shown.counts[one]
    return many === 'hidden' || many === 0
      ? []
      : [{ symbol: feelingSymbols[one], words: `${many} people ${voiceWords[one]}.` }]
  })
  return [...told, ...each]
}

/** How a service is, in Easy Read: the same facts as the page beside it, one short sentence with a picture each. */
export function easyQualityView(facts: QualityFacts, phones: { safe: string }) {
  const id = facts.opportunityId
  const looked = lookedLines(facts)
  return {
    title: `How is ${facts.name}?`,
    blocks: [
      { id: 'e-found', title: 'What the council says', lines: foundLines(facts) },
      ...(looked.length === 0 ? [] : [{ id: 'e-looked', title: 'What the council looked at', lines: looked }]),
      ...(facts.service === undefined
        ? []
        : [
            {
              id: 'e-voices',
              title: 'What people say',
              lines: [
                ...voiceLines(facts),
                { symbol: 'say', words: 'Do you go there?', href: paths.sayOfService(id), act: 'Say how it is' },
              ],
            },
            {
              id: 'e-wrong',
              title: 'Is something wrong?',
              lines: [
                { symbol: 'phone', words: 'If you are in danger now, phone 999.' },
                { symbol: 'phone', words: `If somebody hurts you, phone ${phones.safe}.` },
                { symbol: 'say', words: 'Are you worried?', href: paths.tellUs(id), act: 'Tell us' },
              ],
            },
          ]),
    ],
    links: { standard: paths.quality(id), back: `/directory/${id}/easy-read` },
  }
}
