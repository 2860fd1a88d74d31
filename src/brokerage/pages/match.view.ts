import { clockTime, longDate, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { firstOf } from '../../core/list-page.ts'
import { formatMoney, pence } from '../../core/money.ts'
import type { TravelPolicy } from '../../directory/index.ts'
import { accessFeatures, thingWords } from '../../directory/index.ts'
import { paths as directoryPaths } from '../../directory/paths.ts'
import { type Match, wayWords } from '../match.ts'
import { paths } from '../paths.ts'
import type { Offer, ToPlace } from '../store.ts'
import { instantWords } from './page-parts.ts'

const partWords = { friends: 'friends', routine: 'day and time', journey: 'journey', price: 'price' } as const
const colours = { friends: '#6a4c93', routine: '#4d7d2d', journey: '#2f6ea8', price: '#b4591a' } as const
const states = { fits: 'yes', in_part: 'part', does_not_fit: 'no' } as const

export interface MatchShown {
  readonly term: ToPlace
  readonly matches: readonly Match[]
  readonly offers: readonly Offer[]
  readonly travel: TravelPolicy
  /** The longest journey the person wants to make, where the record says it. */
  readonly ownMinutes: number | undefined
  readonly asked: {
    minutes: number
    days: 'same_day' | 'any_day'
    mode: keyof typeof wayWords
    needs: readonly string[]
  }
  readonly placed: boolean
  /** What the address asks for, and whether all places that fit are asked for, not the best. */
  readonly query: readonly [string, string][]
  readonly all: boolean
  readonly now: Date
}

/** Everything the match page shows: what is held, what is wanted, offers, places that fit with reasons, places that do not. */
export function matchView(shown: MatchShown) {
  const { term, matches, travel, asked } = shown
  const fitting = matches.filter(({ fits }) => fits)
  const others = matches.filter(({ fits }) => !fits)
  return {
    title: `Find a place: ${term.title}, ${weekdayName(term.weekday)}s`,
    lede: `For ${term.personName}. Waiting since ${longDate(term.waitingSince)}. ${count(fitting.length, 'place fits', 'places fit')}, ${others.length} ${others.length === 1 ? 'does' : 'do'} not.`,
    back: paths.queue(),
    placed: shown.placed,
    held:
      term.heldUntil === null
        ? ''
        : `A place at ${term.title} is held until ${instantWords(term.heldUntil)}. After that it is free for others.`,
    place: paths.place(term.personId, term.termId),
    agreed: term.agreed,
    giveBack: paths.act(term.personId, term.termId, 'give-back'),
    wanted: wantedRows(term, asked),
    offers: offerTable(shown),
    search: { action: paths.match(term.personId, term.termId), ...searchFields(shown) },
    ...fittingShown(fitting, shown),
    othersFound: others.length,
    others: {
      caption: 'Places that do not fit',
      head: [{ text: 'Place' }, { text: 'Why not' }],
      stacked: true,
      rows: others.map(otherRow),
    },
    own:
      term.sessionId === null && !shown.placed
        ? {
            offer: `${paths.act(term.personId, term.termId, 'offer')}`,
            place: term.agreed ? paths.place(term.personId, term.termId) : '',
          }
        : null,
    failed: paths.act(term.personId, term.termId, 'failed'),
    looked: `${matches.length} looked at on ${longDate(term.fromDate)} and the weeks after. Hard rules first, then a score out of 100 whose parts are shown. You decide the order.`,
    source: travel.source,
  }
}

/** The best places first; where there are more, the way to all of them keeps what was asked. */
function fittingShown(fitting: readonly Match[], shown: MatchShown) {
  const { rows, more } = firstOf(fitting, {
    most: 20,
    all: shown.all,
    href: `?${new URLSearchParams([...shown.query, ['all', 'yes']])}`,
    words: 'places that fit',
  })
  return { fitting: rows.map((match, at) => option(match, at + 1, shown)), moreFitting: more }
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

function wantedRows(term: ToPlace, asked: MatchShown['asked']) {
  const mustHave = [...new Set([...term.characteristics, ...asked.needs])].map(thingWords)
  return [
    { key: 'Outcome', value: term.outcomeWords ?? 'Not named' },
    {
      key: 'When',
      value: `${weekdayName(term.weekday)} ${clockTime(term.startMinute)} to ${clockTime(term.endMinute)}, ${term.everyWeeks === 1 ? 'weekly' : `every ${term.everyWeeks} weeks`} from ${shortDate(term.fromDate)}${term.untilDate === null ? '' : ` until ${shortDate(term.untilDate)}`}`,
    },
    { key: 'Support', value: term.supportBand === 'none' ? 'No support' : term.supportBand },
    {
      key: 'Must have',
      value: mustHave.length === 0 ? 'Nothing recorded' : mustHave.join(', '),
    },
    { key: 'Travel', value: `at most ${asked.minutes} minutes ${wayWords[asked.mode]}` },
    {
      key: 'Price',
      value: term.pricePence === null ? 'Not known yet' : `${formatMoney(pence(term.pricePence))} in the plan`,
    },
    { key: 'Plan', value: term.agreed ? 'Agreed' : 'Contents approved, cost not yet' },
  ]
}

function offerTable({ offers, term, now }: MatchShown) {
  return {
    caption: 'Offers so far',
    head: [{ text: 'To' }, { text: 'State' }, { text: 'Do' }],
    stacked: false,
    rows: offers.map((offer) => ({
      cells: [
        { text: offer.provider, note: instantWords(offer.sentAt) },
        offerState(offer, now),
        offerAct(offer, term),
      ],
    })),
  }
}

function offerState(offer: Offer, now: Date) {
  const price = offer.pricePence === null ? '' : ` at ${formatMoney(offer.pricePence)}`
  if (offer.withdrawn) return { text: '', tag: 'Taken back', colour: 'grey' }
  if (offer.answer === 'accepted')
    return { text: '', tag: `Accepted${price}`, colour: 'green', note: offer.answerReason ?? '' }
  if (offer.answer === 'declined') return { text: '', tag: 'Declined', colour: 'red', note: offer.answerReason ?? '' }
  if (offer.answer === 'change_proposed')
    return { text: '', tag: `Change proposed${price}`, colour: 'orange', note: offer.answerReason ?? '' }
  return now > offer.answerBy
    ? { text: '', tag: 'No answer in time', colour: 'grey' }
    : { text: '', tag: 'Sent', colour: 'blue', note: `answer by ${instantWords(offer.answerBy)}` }
}

function offerAct(offer: Offer, term: ToPlace) {
  if (offer.answer === null && !offer.withdrawn)
    return {
      text: 'Take back',
      href: paths.withdraw(term.personId, term.termId, offer.offerId),
      hidden: `the offer to ${offer.provider}`,
    }
  const dearer =
    offer.answer === 'accepted' && !term.agreed && offer.pricePence !== null && offer.pricePence !== term.pricePence
  return dearer
    ? {
        text: 'Use this price',
        href: `${paths.act(term.personId, term.termId, 'price')}?offer=${offer.offerId}`,
        hidden: `of ${offer.provider}`,
      }
    : { text: '–' }
}

function searchFields({ asked, travel, term, ownMinutes, matches }: MatchShown) {
  const usual = ownMinutes ?? travel.limitMinutes
  return {
    /** Open where something other than the plan’s own wishes was asked for, or nothing fits. */
    wider:
      asked.minutes !== usual ||
      asked.days !== 'same_day' ||
      asked.mode !== 'bus' ||
      asked.needs.length > 0 ||
      !matches.some(({ fits }) => fits),
    minutes: [...new Set([travel.limitMinutes, 40, 60, 90, ...(ownMinutes === undefined ? [] : [ownMinutes])])]
      .sort((one, other) => one - other)
      .map((value) => ({
        value: String(value),
        text: `${value} minutes${value === ownMinutes ? ', the longest they want' : ''}`,
        selected: value === asked.minutes,
      })),
    days: [
      { value: 'same_day', text: 'The planned day only', selected: asked.days === 'same_day' },
      { value: 'any_day', text: 'Any day', selected: asked.days === 'any_day' },
    ],
    needs: accessFeatures
      .filter(({ code }) => !term.characteristics.includes(code))
      .map(({ code, words }) => ({ value: code, text: words, checked: asked.needs.includes(code) })),
    modes: Object.entries(wayWords).map(([value, text]) => ({ value, text, selected: value === asked.mode })),
  }
}

/** The page of a place, with what happens there and who checked it; nothing where the directory has none. */
const entryOf = ({ opportunityId }: Match['candidate']) =>
  opportunityId === undefined ? '' : directoryPaths.opportunity(opportunityId)

function option(match: Match, rank: number, { term, placed }: MatchShown) {
  const { candidate, parts } = match
  const planned = candidate.sessionId === term.sessionId
  let at = 0
  const bar = parts.map(({ about, points }) => {
    const x = at
    at += points * 3
    return { x: x.toFixed(1), width: Math.max(0, points * 3 - 1.5).toFixed(1), colour: colours[about] }
  })
  return {
    rank,
    name: candidate.name,
    entry: entryOf(candidate),
    provider: candidate.provider,
    planned,
    heldHere: planned && term.heldUntil !== null,
    score: match.score,
    bar,
    rest: { x: at.toFixed(1), width: Math.max(0, 300 - at).toFixed(1) },
    parts: parts.map(({ about, points, of }) => `${partWords[about]} ${points}/${of}`).join(' · '),
    reasons: match.reasons.map(({ verdict, words }) => ({ state: states[verdict], text: words })),
    facts: [
      { key: 'Price', value: candidate.price === undefined ? 'Free' : formatMoney(candidate.price) },
      { key: 'Travel', value: match.minutes === undefined ? 'not known' : `about ${match.minutes} minutes` },
      {
        key: 'Friends',
        value: candidate.friendsThere === 0 ? 'none there' : count(candidate.friendsThere, 'goes there', 'go there'),
      },
      { key: 'Dates', value: `${candidate.fitting} of ${candidate.dates} have room` },
    ],
    canPlace: planned && term.agreed && !placed,
    canHold: planned && term.heldUntil === null && !placed,
    hold: paths.act(term.personId, term.termId, 'hold'),
    offer: paths.act(term.personId, term.termId, 'offer'),
    canOffer: planned && !placed,
    propose:
      planned || placed ? '' : `${paths.act(term.personId, term.termId, 'propose')}?session=${candidate.sessionId}`,
  }
}

function otherRow({ candidate, reasons }: Match) {
  const why = reasons.filter(({ verdict }) => verdict === 'does_not_fit').map(({ words }) => words)
  return {
    cells: [{ text: candidate.name, href: entryOf(candidate), note: candidate.provider }, { text: why.join('. ') }],
  }
}
