import { type AssessedItem, assessedItems, careActOutcomes, levelNames, modifiers } from '../assessed-items.ts'
import type { Levels } from '../carers-part.ts'
import { itemWords } from '../item-words.ts'
import { levelsText } from '../levels-text.ts'
import { paths } from '../paths.ts'
import type { Assessment } from '../store.ts'

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

/** Everything levels.njk shows; after a clash also what somebody else saved beside what was typed. */
export function levelsView(assessment: Assessment, person: { given: string }, typed: Levels, clash = false) {
  const { personId, assessmentId, levels } = assessment
  const differ = clash ? assessedItems.filter((item) => typed[item] !== levels[item]) : []
  return {
    title: 'Needs, as if no carer helped',
    lede: `Think of ${person.given}’s usual weeks. Say what help is needed whoever gives it. What a carer does comes after.`,
    back: paths.assessment(personId, assessmentId),
    action: paths.levels(personId, assessmentId),
    seen: levelsText(levels),
    outcomes: careActOutcomes.map((item) => question(item, typed)),
    modifiers: modifiers.map((item) => question(item, typed)),
    missing: [] as string[],
    clash,
    changes: differ.map((item) => ({
      cells: [{ text: itemWords[item].name }, { text: said(levels[item]) }, { text: said(typed[item]) }],
    })),
  }
}
