import { z } from 'zod'
import { type CalendarDate, day, longDate } from '../../core/calendar-date.ts'
import { readForm, typedOf, wholeNumberField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { circumstances } from '../circumstances.ts'
import { paths } from '../paths.ts'
import { workOut } from '../store.ts'
import { moneyQuestions } from './assessment.view.ts'
import { faultsOf } from './assessment-form.page.ts'
import { circumstancesOf, moneyShape } from './money-form.page.ts'
import { sumWords, workingTables } from './working.view.ts'

const form = z.object({ age: wholeNumberField('your age', { least: 18, most: 120 }), ...moneyShape })
const template = 'charging/pages/estimate.njk'

/** What somebody might pay: anybody may ask, without a name, and nothing is kept. */
export const estimatePages: StepPages = async (app) => {
  const policy = { roles: 'public', about: 'Estimate what you might pay; nothing is kept' } as const
  const view = () => ({
    questions: moneyQuestions(true),
    action: paths.estimate(),
    amounts: paths.amounts(),
    answer: null,
  })
  app.get(paths.estimate(), { config: { policy } }, async (_request, reply) => reply.page(template, view()))
  app.post(paths.estimate(), { config: { policy } }, async (request, reply) => {
    const read = readForm(form, request.body)
    if (!read.ok) return reply.page(template, { ...view(), ...read }, 400)
    const on = app.db.clock.today()
    const facts = circumstances.parse(circumstancesOf(read.value, { on, born: bornFor(on, read.value.age) }))
    const answer = await request.tx((tx) => workOut(tx, facts, { demo: app.demo }))
    const typed = typedOf(request.body)
    if (!answer.ok) {
      const errors = faultsOf(answer.refusals)
      const at = Object.fromEntries(errors.map(({ text, href }) => [href.slice(1), text]))
      return reply.page(template, { ...view(), errors, at, typed }, 409)
    }
    const { weekly, fullCost, lines, rules } = answer.value
    const shown = {
      sum: sumWords(weekly),
      unit: weekly === undefined || weekly === 0 ? '' : 'a week at most',
      text: fullCost
        ? 'You would pay what your support really costs. You can still ask the council to arrange it for you.'
        : 'The council would pay the rest.',
      workings: workingTables(lines),
      rules: `Worked out on ${longDate(on)} under rules ${rules}.`,
    }
    return reply.page(template, { ...view(), typed, answer: shown })
  })
}

/** A birth date that makes somebody exactly this old today; on 29 February the day before, since not every year has one. */
function bornFor(on: CalendarDate, age: number): CalendarDate {
  const rest = on.slice(4) === '-02-29' ? '-02-28' : on.slice(4)
  return day(`${Number(on.slice(0, 4)) - age}${rest}`)
}
