import { type AllocationTable, unitsInAWeek } from '../../allocation/index.ts'
import { formatMoney } from '../../core/money.ts'
import { type AssessedItem, assessedItems, itemWords, quarterWords } from '../../needs/index.ts'
import { type EstimatePage, radios, type Typed, ticked, ticks, wholeNumber } from './field.ts'

const part = 'The help you need'

/** The things ticked as needing help, in the order an assessment asks them. */
export const itemsTicked = (typed: Typed): readonly AssessedItem[] =>
  assessedItems.filter((item) => ticked(typed, 'help').includes(item))

/** The questions about help: what it is needed with, then for each how much and what somebody else does; then extras. */
export function helpPages(table: AllocationTable | null, typed: Typed): EstimatePage[] {
  if (table === null) return []
  return [
    {
      id: 'help',
      part,
      title: 'What do you need help with?',
      lede: 'Think of an ordinary week, as if nobody helped you. We ask about help that somebody gives you now later on.',
      fields: [
        ticks({
          id: 'help',
          label: 'Tick all that fit',
          options: assessedItems.map((item) => ({ value: item, text: itemWords[item].name })),
          fault: 'Tick at least one thing you need help with',
        }),
      ],
    },
    ...itemsTicked(typed).map(needPage),
    ...(table.addOns.length === 0 ? [] : [addOnPage(table)]),
  ]
}

function needPage(item: AssessedItem): EstimatePage {
  const { name, anchors } = itemWords[item]
  return {
    id: `need-${item}`,
    part,
    title: name,
    lede: '',
    fields: [
      radios({
        id: `level-${item}`,
        label: 'Which is most like you, if nobody helped you?',
        options: anchors.map((text, level) => ({ value: String(level), text })),
        fault: 'Select which is most like you: ' + name.toLowerCase(),
      }),
      radios({
        id: `carer-${item}`,
        label: 'Does family or a friend help with this, and want to go on?',
        hint: 'Nobody has to. If they stop, your budget goes up.',
        options: quarterWords.map((words, quarters) => ({
          value: String(quarters),
          text: quarters === 0 ? 'No' : `Yes, ${words} of it`,
        })),
        fault: 'Select how much family or a friend does: ' + name.toLowerCase(),
      }),
    ],
  }
}

function addOnPage(table: AllocationTable): EstimatePage {
  return {
    id: 'extras',
    part,
    title: 'Getting there, and other extras',
    lede: 'Only if you know. Leave empty what you do not need. A social worker looks at this with you later.',
    fields: table.addOns.map(({ code, words, unit, perUnitPence }) =>
      wholeNumber({
        id: `addon-${code}`,
        label: words,
        hint:
          unit === 'week'
            ? `${formatMoney(perUnitPence)} a week. Enter 1 if you need it`
            : `How many ${unit}s a week? ${formatMoney(perUnitPence)} for each ${unit}`,
        least: 0,
        most: unitsInAWeek[unit],
      }),
    ),
  }
}
