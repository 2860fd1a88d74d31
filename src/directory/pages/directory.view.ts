import { type CalendarDate, clockTime, longDate, weekdayName } from '../../core/calendar-date.ts'
import { accessFeatures } from '../access-features.ts'
import { checkedWords, costLine, listed, placesWords } from '../entry-words.ts'
import { kindShown } from '../kinds.ts'
import { paths } from '../paths.ts'
import { costChoices, dayChoices, farChoices, needChoices, searchAddress } from '../search-criteria.ts'
import { whyItFits } from '../search-fit.ts'
import { type MapTown, sketchMap } from '../sketch-map.ts'
import type { DirectoryAnswer } from '../store/answer.ts'
import type { FoundOpportunity } from '../store/search.ts'

/** Everything the list of things to do shows, in words. */
export function directoryView(answer: DirectoryAnswer, towns: readonly MapTown[], today: CalendarDate) {
  const { criteria, total } = answer
  const shown = [...answer.results, ...answer.beyond]
  const nearly = new Set(answer.beyond.map(({ id }) => id))
  const numbered = shown.map((found, at) => ({ ...card(found, answer, nearly.has(found.id), today), number: at + 1 }))
  const pins = shown.flatMap(({ point, town }, at) => (point === null ? [] : [{ number: at + 1, town, point }]))
  const near = criteria.place === '' || (answer.place.known && criteria.far !== 'any') ? criteria.place : ''
  return {
    title: near === '' ? 'Things to do' : `Things to do near ${near}`,
    count: `${total} ${total === 1 ? 'thing' : 'things'} to do`,
    asked: answer.asked,
    criteria,
    notices: notices(answer),
    cards: numbered,
    pager: { page: criteria.page, pages: answer.pages, href: pagerAddress(answer) },
    wider: answer.wider.map(({ words, href, total: found }) => ({
      href,
      words,
      count: `${found} ${found === 1 ? 'thing' : 'things'} to do`,
    })),
    map: sketchMap(towns, pins) ?? null,
    search: paths.search(),
    choices: {
      far: farChoices.map(({ code, words }) => ({ value: code, text: words })),
      days: dayChoices.map(({ code, words }) => ({ value: code, text: words })),
      cost: costChoices.map(({ code, words }) => ({ value: code, text: words })),
      needs: needChoices.map(({ code, words }) => ({ value: code, text: words })),
    },
  }
}

function notices({ criteria, place, how, instead, total }: DirectoryAnswer): string[] {
  const said: string[] = []
  if (criteria.place !== '' && !place.known)
    said.push(
      `We do not know a place called “${criteria.place}” here, so this list is for the whole area. Try a town, or the first part of a postcode.`,
    )
  else if (criteria.place !== '' && place.point === null)
    said.push(`We do not know how far things are from ${criteria.place}, so this list shows only what is there.`)
  if (total > 0 && how === 'slip') said.push(`Showing results for “${instead}”. Nothing says “${criteria.what}”.`)
  if (total > 0 && how === 'some')
    said.push(`Nothing says all of “${criteria.what}”. These say some of it: ${instead}.`)
  return said
}

function card(found: FoundOpportunity, { criteria, place }: DirectoryAnswer, tooFar: boolean, today: CalendarDate) {
  const { symbol, colour } = kindShown(found.kind)
  const closed = found.status === 'temporarily closed'
  const checked = checkedWords(found.checkedOn, today)
  const facts = {
    ...found,
    metres: place.point === null ? null : found.metres,
    hasPublishedPrice: found.published !== null,
    tooFar,
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
      { key: 'Next', value: closed ? 'Closed for now. Phone before you go.' : nextWords(found) },
    ],
    access: accessFeatures
      .filter(({ code }) => found.access.includes(code))
      .map(({ words, symbol: drawing }) => ({ words, symbol: drawing })),
    checked,
  }
}

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
