import { clockTime } from '../../core/calendar-date.ts'
import { minuteInEngland } from '../../core/local-time.ts'
import { type AssessedItem, assessedItems, careActOutcomes, levelNames, modifiers } from '../assessed-items.ts'
import type { Levels } from '../carers-part.ts'
import { itemWords } from '../item-words.ts'
import { levelsText } from '../levels-text.ts'
import { paths } from '../paths.ts'
import type { Assessment, LevelsSaved } from '../store.ts'

const LEVELS = [0, 1, 2, 3, 4] as const

function question(item: AssessedItem, levels: Levels) {
  const words = itemWords[item]
  return {
    id: item,
    name: words.name,
    letter: item.length === 1 ? `Outcome (${item})` : '',
    asks: words.asks,
    items: LEVELS.map((value) => ({
      value: String(value),
      text: `${value} ${levelNames[value]}`,
      hint: { text: words.anchors[value] },
      checked: levels[item] === value,
    })),
  }
}

const said = (level: number | undefined) => (level === undefined ? 'Not answered' : `${level} ${levelNames[level]}`)

/** Whose levels stand saved while others were being chosen: the reader's own, from another tab, or somebody else's. */
export function clashOf(saved: LevelsSaved, readerId: string) {
  const at = clockTime(minuteInEngland(saved.at))
  const compare = 'Nothing is lost: compare, then save'
  return saved.byId === readerId
    ? {
        title: 'You wrote in two tabs',
        text: `Saved is what you saved in another tab at ${at}.`,
        sentence: `You saved this in another tab at ${at}. ${compare}`,
      }
    : {
        title: 'Two people wrote at once',
        text: `Saved is what ${saved.by ?? 'somebody else'} wrote at ${at}.`,
        sentence: `${saved.by ?? 'Somebody else'} saved levels at ${at}, while you were writing. ${compare}`,
      }
}

/** Everything levels.njk shows; after a clash also what was saved in between beside what was typed. */
export function levelsView(
  assessment: Assessment,
  person: { given: string },
  typed: Levels,
  clash?: { title: string; text: string },
) {
  const { personId, assessmentId, levels } = assessment
  const differ = clash !== undefined ? assessedItems.filter((item) => typed[item] !== levels[item]) : []
  return {
    title: 'Needs, as if no carer helped',
    lede: `Think of ${person.given}’s usual weeks. Say what help is needed whoever gives it. What a carer does comes after.`,
    back: paths.assessment(personId, assessmentId),
    action: paths.levels(personId, assessmentId),
    seen: levelsText(levels),
    outcomes: careActOutcomes.map((item) => question(item, typed)),
    modifiers: modifiers.map((item) => question(item, typed)),
    missing: [] as string[],
    clash: clash ?? null,
    changes: differ.map((item) => ({
      cells: [{ text: itemWords[item].name }, { text: said(levels[item]) }, { text: said(typed[item]) }],
    })),
  }
}
