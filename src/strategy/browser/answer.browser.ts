import { chartColours } from '../../core/charts.ts'
import { fanChart } from '../../core/fan-chart.ts'
import { rangeChart } from '../../core/range-chart.ts'
import { answerInWords, errorInWords, leadingSentences, shortAnswer } from '../scenario/answer-words.ts'
import { keyOf } from '../scenario/colours.ts'
import { triedFan } from '../scenario/fans.ts'
import { type Answered, type ResultTable, resultTables } from '../scenario/result-tables.ts'
import { aloneWords, shortPounds } from '../scenario/said.ts'
import { costRanges, savingRanges } from '../scenario/saving-ranges.ts'

const find = (selector: string) => document.querySelector<HTMLElement>(selector)

function cell(kind: 'th' | 'td', text: string, classes: string, more: Record<string, string> = {}): HTMLElement {
  const made = document.createElement(kind)
  made.className = classes
  made.textContent = text
  for (const [name, value] of Object.entries(more)) made.setAttribute(name, value)
  return made
}

function row(cells: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement('tr')
  made.className = 'govuk-table__row'
  made.setAttribute('role', 'row')
  made.append(...cells)
  return made
}

/** Puts the rows of a table in place of those that stand there, with the markup of the page the server makes. */
function fill({ id, head, rows }: ResultTable): void {
  const table = find(`[data-answer="${id}"] table`)
  if (table === null) return
  const numeric = (at: number, name: string) => (at > 0 ? ` govuk-table__${name}--numeric` : '')
  table
    .querySelector('thead')
    ?.replaceChildren(
      row(
        head.map((text, at) =>
          cell('th', text, `govuk-table__header${numeric(at, 'header')}`, { role: 'columnheader', scope: 'col' }),
        ),
      ),
    )
  const lines = rows.map((cells) =>
    row(
      cells.map((text, at) =>
        at === 0
          ? cell('th', text, 'govuk-table__header', { role: 'rowheader', scope: 'row' })
          : cell('td', text, 'govuk-table__cell govuk-table__cell--numeric', {
              role: 'cell',
              'data-l': head[at] ?? '',
            }),
      ),
    ),
  )
  table.querySelector('tbody')?.replaceChildren(...lines)
}

function sentences(lines: readonly string[], leading: number): void {
  find('[data-sentences]')?.replaceChildren(
    ...lines.map((line, at) => {
      const made = document.createElement('p')
      made.className = at < leading ? 'govuk-body-l' : 'govuk-body'
      made.textContent = line
      return made
    }),
  )
}

const part = (kind: 'b' | 'span' | 'small', text: string) => {
  const made = document.createElement(kind)
  made.textContent = text
  return made
}

/** The short answer, which stays in sight: the same markup as the page the server makes. */
function short(answers: readonly Answered[]): void {
  find('[data-short]')?.replaceChildren(
    ...shortAnswer(answers).lines.map(({ letter, money, range, rest }) => {
      const made = document.createElement('li')
      made.append(part('b', `${letter}: ${money}`), ' ', part('span', range), ' ', part('small', rest))
      return made
    }),
  )
}

/** Which colour is which scenario. */
function key(answers: readonly Answered[]): void {
  find('[data-key]')?.replaceChildren(
    ...keyOf(answers).map(({ colour, text }) => {
      const made = document.createElement('li')
      made.innerHTML = `<svg viewBox="0 0 22 12" aria-hidden="true" focusable="false"><rect width="22" height="12" fill="${chartColours[colour]}"/></svg>`
      made.append(text)
      return made
    }),
  )
}

function chart(name: string, { text, rows }: ReturnType<typeof savingRanges>): void {
  const place = find(`[data-chart="${name}"]`)
  if (place !== null) place.innerHTML = rangeChart(text, rows)
}

/** Draws how the cost may go over the years: once the runs rest, so that it never holds up an answer. */
export function showFan(answers: readonly Answered[]): void {
  const tried = triedFan(answers)
  const place = find('[data-chart="fan-tried"]')
  if (tried === undefined || place === null) return
  place.innerHTML = fanChart(tried.text, tried.series, shortPounds)
  fill(tried.table)
  const title = find('[data-fan-title]')
  if (title !== null) title.textContent = tried.text.title
  const caption = find('[data-answer="fan-tried"] caption')
  if (caption !== null) caption.textContent = tried.table.caption
}

/** Shows an answer in place of the one on the page. */
export function showAnswer(answers: readonly Answered[]): void {
  short(answers)
  sentences(answerInWords(answers), leadingSentences(answers))
  const error = find('[data-error]')
  if (error !== null) error.textContent = errorInWords(answers)
  for (const table of resultTables(answers)) fill(table)
  key(answers)
  const saving = savingRanges(answers)
  chart('saving', saving)
  const alone = find('[data-alone]')
  if (alone !== null) alone.textContent = aloneWords(saving.rows)
  for (const answer of answers) chart(`demand-${answer.letter}`, costRanges(answer))
  for (const one of document.querySelectorAll<HTMLElement>('[data-demand]'))
    one.hidden = !answers.some(({ letter }) => one.dataset['demand'] === `demand-${letter}`)
}
