import { expect, test } from 'vitest'
import { drawCircumstances } from '../../../test/support/random-circumstances.ts'
import { budgetExpected, budgetOf, drawAnswers } from '../../../test/support/same-budget.ts'
import { contributionExpected, contributionOf } from '../../../test/support/same-contribution.ts'
import { answerColumns, budgetColumns } from '../../allocation/answer-columns.ts'
import { exampleTable } from '../../allocation/example-table.ts'
import { amountsOfDay } from '../../charging/amounts-of-day.ts'
import { columnsOfPeople } from '../../charging/columns/columns-of-people.ts'
import { contributionColumns } from '../../charging/columns/contribution-columns.ts'
import { nationalRulesOnly } from '../../charging/national-rules-only.ts'
import { day } from '../../core/calendar-date.ts'
import { random } from '../../core/random.ts'
import { openPopulationWorkers } from './population-workers.ts'

test('two workers share the columns: each row is done once, and is right', async () => {
  const rows = 40_000
  const on = day('2023-06-01')
  const chance = random(5)
  const answers = answerColumns(rows, ['night_call'])
  drawAnswers(chance, answers)
  const facts = Array.from({ length: rows }, () => drawCircumstances(chance, on))
  const people = columnsOfPeople(facts)
  const [budgets, results] = [budgetColumns(answers), contributionColumns(people)]
  const workers = await openPopulationWorkers(2)
  try {
    const done = await workers.run({
      rows,
      budgets: { table: exampleTable, answers, results: budgets },
      contributions: { on, demo: false, policy: nationalRulesOnly, people, results },
    })
    expect(done.length).toBe(2)
    expect(done.reduce((sum, one) => sum + one, 0)).toBe(rows)
  } finally {
    await workers.close()
  }
  for (let row = 0; row < rows; row += 997) {
    expect(budgetOf(answers, budgets, row)).toEqual(budgetExpected(exampleTable, answers, row))
    const expected = contributionExpected(
      facts[row] as (typeof facts)[number],
      amountsOfDay(on, { demo: false }),
      nationalRulesOnly,
    )
    expect(contributionOf(results, row)).toEqual(expected)
  }
})
