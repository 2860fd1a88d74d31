import { type CalendarDate, longDate } from '../../core/calendar-date.ts'
import { formatMoney, type Pence, pence } from '../../core/money.ts'
import { type AssessedItem, itemWords } from '../../needs/index.ts'
import { standsNow } from '../agreed-amount.ts'
import { paths } from '../paths.ts'
import type { QuoteLine } from '../quote.ts'
import { lineName, unitWords } from './line-words.ts'
import { carerWords, countedLines, type Given } from './plain.view.ts'
import { countsToday, reliefSteps } from './what-comes.ts'

interface EasyLine {
  readonly symbol: string
  readonly words: string
}
interface EasyBlock {
  readonly id: string
  readonly title: string
  readonly today: boolean
  readonly lines: readonly EasyLine[]
}
const line = (symbol: string, words: string): EasyLine => ({ symbol, words })
const block = (id: string, title: string, lines: readonly EasyLine[], today = false): EasyBlock => ({
  id,
  title,
  today,
  lines,
})

/** A drawing of the public sprite for each thing an assessment asks. */
const symbols: Readonly<Record<AssessedItem, string>> = {
  a: 'pot',
  b: 'hand',
  c: 'person',
  d: 'person',
  e: 'home',
  f: 'home',
  g: 'friends',
  h: 'form',
  i: 'bus',
  j: 'heart',
  x1: 'clock',
  x2: 'home',
  x3: 'friends',
  x4: 'heart',
}
const helpWords = [
  'I need no help.',
  'I need someone to remind me.',
  'I need some help.',
  'I need a lot of help.',
  'I need help all the time.',
] as const
const partWords = ['none', 'a little', 'half', 'most', 'all'] as const

const dayWords = (on: CalendarDate) => longDate(on).split(' ').slice(1).join(' ')

/** One part of my budget: what it is, how much help, what a carer does, what it gives, what one level more would give. */
function needBlock(one: QuoteLine, { budget, carers, voice: v }: Given): EasyBlock {
  const carer = carerWords(carers, v)
  const gives = line('jar', `This gives ${formatMoney(one.weeklyPence)} each week.`)
  if (one.kind === 'base') return block('e-base', 'For everyone', [line('friends', 'Everyone gets this.'), gives])
  if (one.kind === 'add-on') {
    const addOn = budget.adopted.table.addOns.find(({ code }) => code === one.item)
    const often = addOn === undefined ? '' : unitWords(one.units ?? 0, addOn.unit)
    return block(`e-${one.item}`, lineName(one, budget.adopted.table), [line('calendar', `It is for ${often}.`), gives])
  }
  const item = one.item as AssessedItem
  const quarters = one.quarters ?? 0
  const does = carers.length > 1 ? `${v.My} carers do` : `${carer} does`
  return block(`e-${item}`, v.says(itemWords[item].mine), [
    line(symbols[item], v.says(helpWords[one.level ?? 0])),
    ...(quarters === 0 ? [] : [line('hand', `${does} ${partWords[quarters]} of it.`)]),
    gives,
    ...((one.oneLevelMorePence ?? 0) === 0
      ? []
      : [
          line(
            'star',
            v.says(`If I need more help here, I get ${formatMoney(one.oneLevelMorePence ?? pence(0))} more.`),
          ),
        ]),
  ])
}

function enoughLines(given: Given): EasyLine[] {
  const { check } = given
  if (check === undefined) return [line('search', 'Nobody has looked yet.')]
  const looked = line('search', `We looked on ${dayWords(check.checkedOn)}.`)
  const now = standsNow(check.check, countsToday(given).counts)
  if (now.enough)
    return [
      looked,
      line('purse', `A usual week costs ${formatMoney(check.check.pricedWeekPence)}.`),
      line('good', 'My budget is enough.'),
    ]
  if (check.missingSessions > 0)
    return [
      looked,
      line('bad', `There is no room in ${check.missingSessions} of my sessions.`),
      line('say', 'I can ask for another way, or for more.'),
    ]
  return [
    looked,
    line('bad', `My budget is ${formatMoney(now.shortByPence)} too small.`),
    line('say', 'I can ask for more.'),
  ]
}

/** How often a budget like mine is enough, where plans show it. */
function claimLines({ claim }: Given): EasyLine[] {
  if (claim === undefined) return [line('search', 'We do not know yet how often it is enough for others.')]
  return [
    ...(claim.madeUp ? [line('form', 'This borough is made up. So is the next number.')] : []),
    line('friends', `It was enough for ${claim.inHundred} in 100 people like me.`),
    line('search', `We saw this in ${claim.plans} plans of other people.`),
    line('say', 'If it is not enough, I can ask for more.'),
  ]
}

function carerLines({ carers, budget, voice: v }: Given, lowers: Pence): EasyLine[] {
  if (lowers <= 0) return []
  return [
    line('heart', `${carerWords(carers, v)} said yes to this.`),
    line('jar', `Without it ${v.my} budget is ${formatMoney(budget.quote.withoutCarerPence)}.`),
    line('say', `It can stop. Then ${v.I} tell${v.s} the council.`),
    line('star', v.says('Then my budget goes up.')),
  ]
}

function changeLines({ before, budget }: Given): EasyLine[] {
  if (before === undefined) return []
  const more = budget.weeklyPence - before.weeklyPence
  return [
    line('calendar', `My last budget was on ${dayWords(before.workedOutOn)}.`),
    line('jar', `It was ${formatMoney(before.weeklyPence)} each week.`),
    more === 0
      ? line('tick', 'Now it is the same.')
      : line('jar', `Now it is ${formatMoney(pence(Math.abs(more)))} ${more > 0 ? 'more' : 'less'}.`),
    line('form', 'The standard page shows each change.'),
  ]
}

function moreAskedLines({ exceptions, voice: v }: Given): EasyLine[] {
  return exceptions.flatMap((one) => [
    line('say', `${formatMoney(one.weeklyPence)} each week was asked for.`),
    one.decision === null
      ? line('clock', 'Nobody has decided yet.')
      : line(
          one.decision === 'not agreed' ? 'bad' : 'good',
          one.decision === 'agreed'
            ? 'They said yes.'
            : one.decision === 'not agreed'
              ? 'They said no.'
              : 'They said yes to a part.',
        ),
    ...(one.agreedPence === null ? [] : [line('jar', v.says(`I get ${formatMoney(one.agreedPence)} each week.`))]),
    ...(one.decisionReason === null ? [] : [line('form', `Why: ${one.decisionReason}`)]),
  ])
}

function whoLines({ budget, issue, voice: v }: Given): EasyLine[] {
  return [
    ...(budget.workedOutBy === null ? [] : [line('person', `${budget.workedOutBy} worked it out.`)]),
    line('form', `It was made from ${v.my} answers and a table.`),
    ...(issue?.issuedBy ? [line('say', `${issue.issuedBy} told ${v.I === 'I' ? 'me' : v.I}.`)] : []),
    line('person', v.says('A person decides at the end, and tells me why.')),
  ]
}

const rights = [
  line('hand', 'An answer is wrong: I tell my social worker.'),
  line('say', 'I need more: I can ask for any sum.'),
  line('friends', 'I want help to speak up: I can have an advocate.'),
  line('form', 'I am not happy: I can complain.'),
  line('tick', 'All of this is free.'),
]

/** What changes and when: nothing before the review; a fall goes down step by step. */
function comesLines({ budget, coming }: Given): EasyLine[] {
  const { inForce, reviewOn, relief } = coming
  if (relief !== undefined)
    return [
      line('form', 'There is a new table. It gives less.'),
      line('ok', 'My budget goes down step by step.'),
      ...reliefSteps(relief).map((step) =>
        line('calendar', `From ${dayWords(step.from)}: ${formatMoney(step.weeklyPence)} each week.`),
      ),
    ]
  if (inForce === undefined || inForce.version === budget.tableVersion)
    return [line('good', 'Nothing changes before my review.')]
  return [
    line('form', 'There is a new table.'),
    line('good', 'Nothing changes before my review.'),
    reviewOn === undefined
      ? line('calendar', 'My review has no day yet.')
      : line('calendar', `My review is due on ${dayWords(reviewOn)}.`),
  ]
}

/** My budget in Easy Read: the same sums as the standard page, one idea a line, a drawing beside each. */
export function easyReadView(given: Given) {
  const { budget, issue, staff, voice: v } = given
  const { counts, because } = countsToday(given)
  const say = (lines: readonly EasyLine[]) => lines.map(({ symbol, words }) => line(symbol, v.says(words)))
  const lowers = pence(Math.max(0, budget.quote.withoutCarerPence - budget.weeklyPence))
  const some = (id: string, title: string, lines: readonly EasyLine[]) =>
    lines.length === 0 ? [] : [block(id, title, lines)]
  return {
    v,
    letter: paths.easyReadLetter(budget.personId, budget.budgetId),
    standard: paths.plain(budget.personId, budget.budgetId),
    back: staff ? paths.budget(budget.personId, budget.budgetId) : '',
    staffNote: staff && issue === undefined ? 'Not issued yet: only staff can see this page.' : '',
    blocks: [
      block(
        'e-sum',
        'A first idea',
        [
          ...(because !== undefined
            ? [
                line('jar', `${v.My} budget is ${formatMoney(counts)} each week.`),
                because === 'agreed'
                  ? line('say', 'More was asked for and agreed.')
                  : line('calendar', 'It goes down step by step.'),
                line('form', `The table gives ${formatMoney(budget.weeklyPence)}.`),
              ]
            : [line('jar', `${v.My} budget is about ${formatMoney(budget.weeklyPence)} each week.`)]),
          line('friends', v.says('It is for my support.')),
          line('star', v.says('It is not a limit. I can get more.')),
          line('clock', 'It is not decided yet. It can change.'),
          line('pound', v.says('I may pay some of it. I am told first.')),
        ],
        true,
      ),
      ...countedLines(budget).map((one) => needBlock(one, given)),
      ...some('e-carer', `What ${v.my} carer does`, carerLines(given, lowers)),
      block('e-enough', 'Is it enough?', say([...enoughLines(given), ...claimLines(given)])),
      ...some('e-more', 'More was asked for', moreAskedLines(given)),
      ...some('e-changed', 'What changed', say(changeLines(given))),
      block('e-comes', 'What changes, and when', say(comesLines(given))),
      block('e-who', 'Who decided this?', whoLines(given)),
      block('e-right', 'If this is not right', say(rights)),
    ],
  }
}
