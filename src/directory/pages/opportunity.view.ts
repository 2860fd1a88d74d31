import { type CalendarDate, clockTime, longDate, weekdayName } from '../../core/calendar-date.ts'
import { formatMoney, type Pence } from '../../core/money.ts'
import { accessAnswer, accessFeatures } from '../access-features.ts'
import {
  asSentence,
  assurerWords,
  checkedWords,
  closedWords,
  costLine,
  hoursWords,
  placesWords,
  unitWords,
} from '../entry-words.ts'
import { isWebAddress } from '../feed-record.ts'
import { kindShown } from '../kinds.ts'
import { paths } from '../paths.ts'
import type { OpportunityDetails, OpportunitySession } from '../store/opportunity.ts'

/** Everything the page of one opportunity shows, in words. */
export function opportunityView(details: OpportunityDetails, oldBefore: CalendarDate) {
  const kind = kindShown(details.kind)
  const [site] = details.sites
  const first = details.sessions
    .flatMap(({ next, startMinute }) => (next === null ? [] : [{ ...next, startMinute }]))
    .sort(sooner)[0]
  return {
    id: details.id,
    name: details.name,
    kind,
    caption: [site?.town, details.organisation === details.name ? null : details.organisation]
      .filter((said) => said != null)
      .join(' · '),
    summary: details.summary ?? kind.words,
    notices: noticesOf(details, oldBefore),
    facts: [
      ...(first === undefined ? [] : [fact('Next', `${dayOf(first.onDate)}, ${clockTime(first.startMinute)}`)]),
      ...sitesFacts(details),
      ...contactFacts(details),
    ],
    join: joinWords(details),
    paragraphs:
      details.whatHappens === null || details.whatHappens === details.summary ? [] : paragraphsOf(details.whatHappens),
    suits: whoWords(details),
    bring: details.whatToBring === null ? [] : details.whatToBring.split('\n'),
    sessions: details.sessions.map(sessionRow),
    times: details.sessions.length > 0 || details.timesWords === null ? [] : details.timesWords.split('\n'),
    closures: details.closures.map(({ from, until }) =>
      until === null ? `Closed from ${dayOf(from)}.` : `Closed from ${longDate(from)} to ${longDate(until)}.`,
    ),
    costs: costRows(details),
    access: accessRows(details.features),
    accessWords: [details.accessWords, ...details.sites.map(({ accessWords }) => accessWords)]
      .filter((said) => said !== null)
      .flatMap((said) => said.split('\n')),
    checks: checkRows(details, oldBefore),
    fault: details.audience === 'public' ? paths.fault(details.id) : null,
    back: paths.search(),
    links: {
      here: paths.opportunity(details.id),
      book:
        details.sessions.some(({ bookable }) => bookable) && details.status !== 'temporarily closed'
          ? paths.book(details.id)
          : null,
      list: paths.list(),
      easyRead: paths.easyRead(details.id),
      calendar: first === undefined ? null : paths.calendar(details.id),
    },
  }
}

const answers = { yes: 'Yes', no: 'No', ask: 'Ask' } as const

/** Every feature with its answer: what there is first, then what there is not, then what nobody has said. */
function accessRows(features: readonly string[]) {
  const rows = accessFeatures.map(({ code, yes, symbol }) => ({
    symbol,
    words: yes,
    answer: answers[accessAnswer(code, features)],
  }))
  return Object.values(answers).flatMap((answer) => rows.filter((row) => row.answer === answer))
}

/** Whom to ask: what can be phoned, written to or looked at, each with its link. */
function contactFacts(details: OpportunityDetails) {
  return [
    ...(details.phone === null
      ? []
      : [{ ...fact('Phone', details.phone), href: `tel:${details.phone.replace(/[^\d+]/g, '')}` }]),
    ...(details.email === null
      ? []
      : [{ ...fact('E-mail', details.email), href: details.email.includes('@') ? `mailto:${details.email}` : '' }]),
    ...(details.website === null || !looksLikeAWebsite(details.website)
      ? []
      : [{ ...fact('Website', details.website), href: isWebAddress(details.website) ? details.website : '' }]),
  ]
}

/** True for what people can make a web address of, such as www.example.org; what leads nowhere is not shown to them. */
const looksLikeAWebsite = (text: string) => /^(https?:\/\/)?[\w-]+(\.[\w-]+)+([/:?#]|$)/i.test(text)

/** Where a place is, when it is open and whom to ask there, as far as anybody has said. */
/** Where it is: the first places whole, the others by name. */
function sitesFacts(details: OpportunityDetails) {
  const { sites } = details
  if (sites.length === 0) return noPlaceFacts(details)
  const others = sites.slice(3).map(({ name }) => name)
  return [
    ...sites.slice(0, 3).flatMap(placeFacts),
    ...(others.length === 0 ? [] : [fact('Also at', others.join(', '))]),
  ]
}

const placeFacts = (one: OpportunityDetails['sites'][number]) => {
  const address = [one.name, ...one.lines, one.town, one.postcode].filter(
    (part, at, all) => part !== null && all.indexOf(part) === at,
  )
  const reach = [one.phone, one.email].filter((part) => part !== null)
  return [
    fact('Where', address.join(', ')),
    ...(one.openingWords === null ? [] : [fact(`${one.name} is open`, one.openingWords)]),
    ...(reach.length === 0 ? [] : [fact(`Ask at ${one.name}`, reach.join(', '))]),
  ]
}

/** Where something is that has no place of its own. */
const noPlaceFacts = ({ setting, localArea }: OpportunityDetails) => {
  if (setting === 'online') return [fact('Where', 'Online or by phone, from where you are')]
  if (localArea === null) return []
  return [fact('Where', `In and around ${localArea}.${setting === 'outreach' ? ' Ask where you meet' : ''}`)]
}

const fact = (key: string, value: string) => ({ key, value, href: '' })
const dayOf = (date: CalendarDate) => longDate(date).replace(/ \d{4}$/, '')
const sooner = (
  one: { onDate: CalendarDate; startMinute: number },
  other: { onDate: CalendarDate; startMinute: number },
) => (one.onDate === other.onDate ? one.startMinute - other.startMinute : one.onDate < other.onDate ? -1 : 1)

/** Lines that begin with a dash become one list; others are paragraphs. */
function paragraphsOf(text: string): { list: boolean; lines: string[] }[] {
  const blocks: { list: boolean; lines: string[] }[] = []
  for (const line of text.split('\n').filter((said) => said !== '')) {
    const list = line.startsWith('- ')
    const last = blocks.at(-1)
    if (list && last?.list) last.lines.push(line.slice(2))
    else blocks.push({ list, lines: [list ? line.slice(2) : line] })
  }
  return blocks
}

function noticesOf(details: OpportunityDetails, oldBefore: CalendarDate): string[] {
  const now = details.pauses.find((pause) => pause.now)
  const closed = closedWords({ ...details, pause: now ?? null })
  const checked = checkedWords(details, oldBefore)
  return [
    ...(closed === undefined ? [] : [closed]),
    ...details.pauses
      .filter((pause) => !pause.now)
      .map(({ from, until, reason }) => `It will be closed from ${longDate(from)} to ${longDate(until)}: ${reason}`),
    ...(checked.stale ? [checked.text] : []),
    ...(details.alert === null ? [] : [details.alert]),
    ...(details.audience === 'staff' ? ['Only council staff can see this page.'] : []),
  ]
}

function joinWords(details: OpportunityDetails): string[] {
  return [
    ...(details.needsReferral ? ['Your social worker or locality team asks for a place with you.'] : []),
    ...(details.howToJoin === null ? [] : [asSentence(details.howToJoin)]),
    ...(details.needsReferral || details.howToJoin !== null
      ? []
      : ['Get in touch first and ask what it is like. You can bring someone you trust.']),
  ]
}

function whoWords(details: OpportunityDetails): string[] {
  const { youngestAge, oldestAge } = details
  const ages =
    youngestAge !== null && oldestAge !== null
      ? `Ages ${youngestAge} to ${oldestAge}.`
      : youngestAge !== null
        ? `Ages ${youngestAge} and over.`
        : oldestAge !== null
          ? `Ages up to ${oldestAge}.`
          : ''
  const bands = details.supportBands.filter((band) => band !== 'none')
  return [
    ...(details.whoFor === null ? [] : [asSentence(details.whoFor)]),
    ...(ages === '' ? [] : [ages]),
    ...(bands.length > 0 ? [`Support offered: ${bands.map(bandWords).join('; ')}.`] : []),
  ]
}

/** "1:4" is 1 worker for every 4 people. */
function bandWords(band: string): string {
  const [workers, people] = band.split(':')
  if (people === undefined) return 'no support'
  return `${workers} ${workers === '1' ? 'worker' : 'workers'} for ${people === '1' ? 'each person' : `every ${people} people`}`
}

function sessionRow(session: OpportunitySession) {
  const often = session.everyWeeks > 1 ? `, every ${session.everyWeeks} weeks` : ''
  const season = { all: '', term: ', in school terms', holiday: ', in school holidays' }[session.season]
  return {
    cells: [
      { text: `${weekdayName(session.weekday)}${often}${season}` },
      { text: hoursWords(session.startMinute, session.endMinute), note: session.name ?? session.site ?? '' },
      { text: session.next === null ? '' : dayOf(session.next.onDate) },
      { text: session.next === null ? 'No date is set yet' : placesWords(session.next.left) },
    ],
  }
}

function costRows(details: OpportunityDetails) {
  const published = details.prices.map(
    ({ band, unit, pricePence, from }) =>
      `${formatMoney(pricePence as Pence)} ${unitWords(unit)}${band === 'none' ? '' : `, ${bandWords(band)}`} (since ${longDate(from).replace(/^\w+ /, '')})`,
  )
  const rows =
    published.length > 0
      ? [
          { key: 'Price', lines: published },
          {
            key: 'If you have a personal budget',
            lines: [
              'Your budget pays. You may pay a weekly charge to the council. It is the same whichever sessions you choose.',
            ],
          },
          { key: 'If you do not', lines: ['You pay the price yourself, or ask us what help you might get.'] },
        ]
      : [{ key: 'Price', lines: [costLine({ ...details, published: null })] }]
  const more = details.costWords?.split('\n') ?? []
  return published.length > 0 || more.length > 1
    ? [
        ...rows,
        ...(more.length > 0 && published.length > 0
          ? [{ key: 'More about cost', lines: more }]
          : more.length > 1
            ? [{ key: 'More about cost', lines: more.slice(1) }]
            : []),
      ]
    : rows
}

const resultWords: Record<string, string> = {
  right: 'Everything on this page was right.',
  corrected: 'Something was wrong. It has been put right.',
  'cannot reach': 'We could not reach them. Phone before you go.',
  closed: 'It has closed.',
}

function checkRows(details: OpportunityDetails, oldBefore: CalendarDate) {
  const { lastCheck, rating } = details
  return [
    { key: 'This page', value: checkedWords(details, oldBefore).text },
    ...(lastCheck === null
      ? []
      : [
          {
            key: 'Last look',
            value: `${longDate(lastCheck.checkedOn)}, ${assurerWords(lastCheck)}. ${resultWords[lastCheck.result] ?? ''}`,
          },
        ]),
    ...(rating === null
      ? []
      : [{ key: 'Council’s rating', value: `${rating.rating}, since ${longDate(rating.from)}` }]),
    ...(details.fromFeed === null
      ? []
      : [
          {
            key: 'Where it comes from',
            value: `${details.sourceNamed ? `The open data of ${details.fromFeed}` : 'Another directory’s open data'}. The council has not written these words.`,
          },
        ]),
  ]
}
