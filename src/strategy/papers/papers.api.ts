import { z } from 'zod'
import type { StepApi } from '../../platform/http.ts'
import type { Checked, WorkedSide } from './check.ts'
import { placesOf } from './check-words.ts'
import { papersChecked, verdictCounts } from './checked-papers.ts'
import { papersRead, shortNameOf } from './papers.ts'
import { checksAsked, papersFilter } from './papers-asked.ts'
import { printedFigures } from './printed-figures.ts'

const sideOf = (side: WorkedSide | null) =>
  side === null
    ? null
    : { is: side.is, value: side.value ?? side.text, unit: side.unit, sum: side.sum, where: placesOf(side) }

/** A check as data: both sides, the gap and the reading. */
export const checkOut = (one: Checked) => ({
  id: one.id,
  title: one.title,
  verdict: one.verdict,
  papers: one.papers,
  one: sideOf(one.one),
  other: sideOf(one.other),
  gap: one.gap,
  also: one.also.map(sideOf),
  reading: one.reading,
  used: one.used,
})

/** The papers checked, and every printed figure, as data for everybody. */
export const papersApi: StepApi = async (app) => {
  const policy = { roles: 'public', about: 'The figures of the councils’ papers, checked' } as const
  const tags = ['strategy']
  app.get(
    '/api/strategy/papers',
    {
      config: { policy },
      schema: {
        tags,
        summary: 'Figures that follow from others, worked out again: both sides, gap, verdict and reading',
        querystring: papersFilter,
        response: { 200: z.looseObject({}) },
      },
    },
    async ({ query }) => {
      const checks = checksAsked(papersChecked(), query)
      return { papers: papersRead, counts: verdictCounts(checks), checks: checks.map(checkOut) }
    },
  )
  app.get(
    '/api/strategy/papers/figures',
    {
      config: { policy },
      schema: { tags, summary: 'Every figure that the papers print', response: { 200: z.looseObject({}) } },
    },
    async () => ({
      figures: printedFigures.map(({ id, printed, value, bound, unit, dates, paragraph, says }) => ({
        ...{ id, paper: shortNameOf(id), says, value: value ?? printed, bound, unit, dates, paragraph },
      })),
    }),
  )
}
