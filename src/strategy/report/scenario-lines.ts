import { yearWords } from '../scenario/main-assumptions.ts'
import { type Answered, lookedAt, RANGE, range, resultTables, yearsSaid } from '../scenario/result-tables.ts'
import { rough, roughPounds } from '../scenario/said.ts'
import type { ReportLine } from './report-shape.ts'

const WEEKS = 52

const yearOf = ({ result }: Answered) => result.years[lookedAt(result)]

/** What it costs if nothing changes, on average with its range: once where it is the same for all scenarios. */
export function asNowLine(answer: Answered, key: string): ReportLine[] {
  const year = yearOf(answer)
  if (year === undefined) return []
  const { costAsNow } = year.figures
  const text = `If nothing changes, day opportunities cost about ${roughPounds(costAsNow.mean)} in ${yearWords(year.year)}, on average of all runs (${RANGE}: ${range(costAsNow)}).`
  return [{ text, sources: [key] }]
}

/** The financial years of the last target, which is the whole one; without targets those up to the year that is looked at. */
function targetYears({ result }: Answered) {
  const { targets, startYear, years } = result
  const { fromYear, untilYear, pence } = targets.at(-1) ?? {
    fromYear: startYear,
    untilYear: startYear + lookedAt(result),
    pence: null,
  }
  return { fromYear, untilYear, pence, years: years.filter(({ year }) => year >= fromYear && year <= untilYear) }
}

const moreOrLess = (pence: number) => (pence < 0 ? `${roughPounds(-pence)} more` : `${roughPounds(pence)} less`)

/** What it costs with a scenario, on average with its range, and what the difference to now is made of over all years of the target. */
export function costLine(answer: Answered, key: string): ReportLine[] {
  const year = yearOf(answer)
  if (year === undefined) return []
  const { cost, saving } = year.figures
  const { fromYear, untilYear, pence, years } = targetYears(answer)
  const sumOf = (figure: 'saving' | 'cashable' | 'avoided' | 'displaced') =>
    years.reduce((sum, { figures }) => sum + figures[figure].mean, 0)
  const cashable = sumOf('cashable')
  const each = years.map((one) => `${moreOrLess(one.figures.cashable.mean)} in ${yearWords(one.year)}`)
  const budget = `${cashable < 0 ? `${roughPounds(-cashable)} more must be found in the budget` : `${roughPounds(cashable)} leaves the budget`}${each.length > 1 ? ` (${each.join(', ')})` : ''}`
  const target = pence === null ? '' : `, while the target is ${roughPounds(pence)} out of it`
  return [
    {
      text: `Under ${answer.letter} they cost about ${roughPounds(cost.mean)} in ${yearWords(year.year)}, on average (${RANGE}: ${range(cost)}), which is ${moreOrLess(saving.mean)}. Over ${yearsSaid(fromYear, untilYear)}${each.length > 1 ? ' together' : ''} it is ${moreOrLess(sumOf('saving'))}. Not all of that can be spent on something else: ${roughPounds(sumOf('avoided'))} is for people who come later, and ${roughPounds(sumOf('displaced'))} is empty places that still cost money until staff and buildings have gone. So ${budget}${target}. Each sum is rounded by itself.`,
      sources: [key],
    },
  ]
}

/** Sentences that say the same, once, with the sources of all. */
export function merged(lines: readonly ReportLine[]): ReportLine[] {
  const texts = [...new Set(lines.map(({ text }) => text))]
  return texts.map((text) => ({
    text,
    sources: [...new Set(lines.filter((one) => one.text === text).flatMap(({ sources }) => sources))],
  }))
}

/** How many hours a week a scenario asks of all unpaid carers together, with its range. */
export function carerLine(answer: Answered, key: string): ReportLine[] {
  const year = yearOf(answer)
  if (year === undefined) return []
  const hours = year.figures.carerHours
  const [low, average, high] = [hours.q025, hours.mean, hours.q975].map((all) => rough(all / WEEKS))
  return [
    {
      text: `Unpaid carers: ${answer.letter} asks all of them together for about ${average} more hours a week in ${yearWords(year.year)} (${RANGE}: ${low} to ${high}).`,
      sources: [key],
    },
  ]
}

/** How many hours a week away from home or supported people lose and gain under a scenario, all together. */
export function peopleLine(answer: Answered, key: string): ReportLine[] {
  const found = yearOf(answer)
  if (found === undefined) return []
  const { figures } = found
  return [
    {
      text: `People: under ${answer.letter} they lose about ${rough(figures.hoursLost.mean / WEEKS)} hours a week away from home or supported, and gain about ${rough(figures.hoursGained.mean / WEEKS)}, all together, in ${yearWords(found.year)}. No model knows whether a week is a good one.`,
      sources: [key],
    },
  ]
}

const splitNames: Readonly<Record<string, string>> = {
  'split-area': 'of areas,',
  'split-reason': 'of reasons for support,',
  'split-age': 'of ages,',
  'split-ethnic': 'of ethnic groups,',
}

/** The part of each table of who it falls on that loses most hours for each person, read from what the table shows. */
export function fallsOnLine(answer: Answered, key: string): ReportLine[] {
  const tables = resultTables([answer]).filter(({ id }) => id.startsWith('split-'))
  const most = tables.flatMap(({ id, rows }) => {
    const told = rows.flatMap(([part = '', , , lost = '']) => (/^\d/.test(lost) ? [{ part, lost: Number(lost) }] : []))
    const [first] = [...told].sort((one, other) => other.lost - one.lost)
    return first === undefined || first.lost === 0
      ? []
      : [`${splitNames[id] ?? ''} ${first.part} (${first.lost.toFixed(1)})`]
  })
  if (most.length === 0) return []
  return [
    {
      text: `Who loses most hours a week, for each person, under ${answer.letter}: ${most.join('; ')}.`,
      sources: [key],
    },
  ]
}
