import { type CalendarDate, clockTime, longDate, weekdayName } from '../../core/calendar-date.ts'
import { accessFeatures } from '../access-features.ts'
import { checkedWords, closedWords, costLine, listed, placesWords } from '../entry-words.ts'
import { ideas } from '../ideas.ts'
import { kindShown } from '../kinds.ts'
import { paths } from '../paths.ts'
import { askedWords as wordsIn } from '../search/words.ts'
import {
  byChoices,
  byWords,
  costChoices,
  dayChoices,
  farChoices,
  needChoices,
  type SearchCriteria,
  searchAddress,
  settingChoices,
  tierChoices,
  timeChoices,
} from '../search-criteria.ts'
import { whereWordsStand, whyItFits } from '../search-fit.ts'
import { speedAsked } from '../search-query.ts'
import { searchTags } from '../search-tags.ts'
import { type MapTown, sketchMap } from '../sketch-map.ts'
import type { DirectoryAnswer } from '../store/answer.ts'
import type { FoundOpportunity } from '../store/search.ts'
import { durationWords, minutesOver } from '../travel-minutes.ts'
import type { TravelPolicy } from '../travel-policy.ts'

/** Everything the list of things to do shows, in words. */
export function directoryView(
  answer: DirectoryAnswer,
  towns: readonly MapTown[],
  oldBefore: CalendarDate,
  travel: TravelPolicy,
  saved: readonly string[],
) {
  const { criteria, total } = answer
  const shown = [...answer.results, ...answer.beyond]
  const nearly = new Set(answer.beyond.map(({ id }) => id))
  const numbered = shown.map((found, at) => ({
    ...card(found, answer, travel, nearly.has(found.id), oldBefore),
    saved: saved.includes(found.id),
    id: found.id,
    number: at + 1,
  }))
  const pins = shown.flatMap(({ point, town }, at) => (point === null ? [] : [{ number: at + 1, town, point }]))
  const near =
    criteria.place === '' || (answer.place.known && criteria.far !== 'any')
      ? (answer.place.instead ?? criteria.place)
      : ''
  return {
    title: near === '' ? 'Things to do' : `Things to do near ${near}`,
    count: thingsWords(total),
    asked: answer.asked,
    tags: searchTags(criteria),
    more: numberOfMore(criteria),
    criteria: { ...criteria, age: criteria.age ?? '' },
    notices: notices(answer),
    cards: numbered,
    pager: { page: criteria.page, pages: answer.pages, href: pagerAddress(answer) },
    nothing: total === 0,
    meant: answer.meant === null ? null : { ...answer.meant, count: thingsWords(answer.meant.total) },
    ideas: total === 0 && numbered.length === 0 && answer.wider.length === 0 && answer.meant === null ? ideas : [],
    wider: answer.wider.map(({ words, href, total: found }) => ({
      href,
      words,
      count: thingsWords(found),
    })),
    map: sketchMap(towns, pins) ?? null,
    search: paths.search(),
    wish: searchAddress(criteria, paths.wish()),
    list: { href: paths.list(), count: saved.length },
    here: searchAddress(criteria),
    estimates: answer.place.point === null || shown.length === 0 ? null : estimateWords(travel, criteria.by),
    choices: {
      far: farChoices.map(({ code, words }) => ({ value: code, text: words })),
      by: byChoices.map(({ code, words }) => ({ value: code, text: words })),
      times: timeChoices.map(({ code, words }) => ({ value: code, text: words })),
      setting: settingChoices.map(({ code, words }) => ({ value: code, text: words })),
      tiers: tierChoices.map(({ code, words }) => ({ value: code, text: words })),
      days: dayChoices.map(({ code, words }) => ({ value: code, text: words })),
      cost: costChoices.map(({ code, words }) => ({ value: code, text: words })),
      needs: needChoices.map(({ code, words }) => ({ value: code, text: words })),
    },
  }
}

const thingsWords = (total: number) => `${total} ${total === 1 ? 'thing' : 'things'} to do`

function notices({ criteria, place, how, instead, total }: DirectoryAnswer): string[] {
  const said: string[] = []
  if (criteria.place !== '' && !place.known)
    said.push(
      `We do not know a place called “${criteria.place}” here, so this list is for the whole area. Try a town, or the first part of a postcode.`,
    )
  else if (place.instead !== undefined)
    said.push(`Showing places near ${place.instead}. We know no “${criteria.place}”.`)
  else if (place.also !== undefined)
    said.push(`There is more than one ${criteria.place}. This is ${place.taken}. Others: ${place.also.join('; ')}.`)
  else if (criteria.place !== '' && place.point === null)
    said.push(`We do not know how far things are from ${criteria.place}, so this list shows only what is there.`)
  if (criteria.what !== '' && wordsIn(criteria.what).length === 0)
    said.push(`Nothing can be found by “${criteria.what}”, so it was left out. Try a word like “music”.`)
  if (total > 0 && how === 'slip') said.push(`Showing results for “${instead}”. Nothing says “${criteria.what}”.`)
  if (total === 0 && how === 'slip') said.push(`We looked for “${instead}”, since nothing says “${criteria.what}”.`)
  if (total > 0 && how === 'some')
    said.push(`Nothing says all of “${criteria.what}”. These say some of it: ${instead}.`)
  return said
}

function card(
  found: FoundOpportunity,
  { criteria, place, how, instead }: DirectoryAnswer,
  travel: TravelPolicy,
  tooFar: boolean,
  oldBefore: CalendarDate,
) {
  const { symbol, colour } = kindShown(found.kind)
  const checked = checkedWords(found, oldBefore)
  const facts = {
    ...found,
    metres: place.point === null ? null : found.metres,
    hasPublishedPrice: found.published !== null,
    tooFar,
    online: found.setting === 'online',
    journey: place.point === null || found.metres === null ? undefined : journeyWords(found.metres, criteria, travel),
    words: whereWordsStand(found, how === 'as asked' ? criteria.what : instead, how !== 'some'),
  }
  return {
    name: found.name,
    href: paths.opportunity(found.id),
    summary: found.summary ?? `Offered by ${found.organisation}.`,
    town: found.town,
    symbol,
    colour,
    why: whyItFits(facts, criteria) ?? null,
    rows: [
      { key: 'Cost', value: costLine(found) },
      { key: found.next === null ? 'When' : 'Next', value: closedWords(found) ?? nextWords(found) },
    ],
    access: accessFeatures
      .filter(({ code }) => found.access.includes(code))
      .map(({ words, symbol: drawing }) => ({ words, symbol: drawing })),
    checked,
  }
}

/** How many of the rarer filters are in use, so that their box stands open when any is. */
const numberOfMore = ({ times, age, setting, tiers }: SearchCriteria): number =>
  times.length + tiers.length + (age === null ? 0 : 1) + (setting === 'any' ? 0 : 1)

/** How long the way takes, as an estimate; nothing for a few steps. */
function journeyWords(metres: number, criteria: SearchCriteria, travel: TravelPolicy): string | undefined {
  const minutes = minutesOver(metres, speedAsked(criteria, travel))
  if (minutes < 2) return undefined
  return `about ${durationWords(minutes)} ${byWords(criteria.by)}`
}

/** What the minutes rest on, so that nobody takes them for a timetable. */
const estimateWords = ({ detourPercent, kilometresPerHour, source }: TravelPolicy, by: SearchCriteria['by']): string =>
  `Times are estimates, not timetables: the straight line and ${detourPercent} in 100 more for the way roads go, at ${kilometresPerHour[by]} kilometres an hour ${byWords(by)}. (${source})`

/** The next date with its places; else the days it names; else that somebody must ask. */
function nextWords(found: Pick<FoundOpportunity, 'next' | 'weekdays' | 'timesWords'>): string {
  if (found.next !== null)
    return `${longDate(found.next.onDate).replace(/ \d{4}$/, '')}, ${clockTime(found.next.startMinute)}. ${placesWords(found.next.left)}`
  const said = found.timesWords?.split('\n')[0]
  if (said !== undefined) return said
  return found.weekdays.length > 0 ? `On ${listed(found.weekdays.map(weekdayName))}` : 'Ask when it is on'
}

function pagerAddress({ criteria }: DirectoryAnswer): string {
  const address = searchAddress({ ...criteria, page: 1 })
  return `${address}${address.includes('?') ? '&' : '?'}page=`
}
