import { toCsv } from '../../../platform/csv.ts'
import type { StepPages } from '../../../platform/http.ts'
import { mayOpen } from '../../../platform/may-open.ts'
import { readAddress } from '../../../platform/read-address.ts'
import { paths } from '../../paths.ts'
import { publishedReadings } from '../../store.ts'
import { checkRows, printedWords } from '../check-words.ts'
import { papersChecked } from '../checked-papers.ts'
import { shortNameOf } from '../papers.ts'
import { checksAsked, figuresAsked, papersQuery } from '../papers-asked.ts'
import { printedFigures } from '../printed-figures.ts'
import { figuresView, papersView } from './papers.view.ts'

/** The councils' papers, checked: for everybody, since the papers are public and nothing in them is about a person. */
export const papersPages: StepPages = async (app) => {
  const policy = { roles: 'public', about: 'The figures of the councils’ papers, checked' } as const
  app.get('/strategy/papers', { config: { policy } }, async (request, reply) =>
    reply.page('strategy/papers/pages/papers.njk', {
      ...papersView(
        papersChecked(),
        readAddress(papersQuery, request.query),
        await request.tx((tx) => publishedReadings(tx)),
      ),
      readings: request.who.role === 'commissioner' ? paths.readings() : '',
      back: mayOpen(request.who.role, app.routeTable)(paths.strategy()) ? paths.strategy() : null,
    }),
  )
  app.get('/strategy/papers/figures', { config: { policy } }, async (request, reply) =>
    reply.page(
      'strategy/papers/pages/figures.njk',
      figuresView(
        printedFigures,
        readAddress(papersQuery, request.query),
        await request.tx((tx) => publishedReadings(tx)),
      ),
    ),
  )
  app.get('/strategy/papers/checks.csv', { config: { policy } }, async (request, reply) => {
    const { head, rows } = checkRows(checksAsked(papersChecked(), readAddress(papersQuery, request.query)))
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="papers-checked.csv"')
      .send(toCsv([head, ...rows]))
  })
  app.get('/strategy/papers/figures.csv', { config: { policy } }, async (request, reply) => {
    const rows = figuresAsked(printedFigures, readAddress(papersQuery, request.query)).map((one) => [
      one.id,
      one.says,
      one.value ?? one.printed,
      one.bound ?? '',
      one.unit,
      printedWords(one),
      one.dates.join('; '),
      shortNameOf(one.id),
      one.paragraph,
    ])
    const head = ['Name', 'What', 'Value', 'Bound', 'Unit', 'In words', 'Date', 'Paper', 'Paragraph']
    return reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="printed-figures.csv"')
      .send(toCsv([head, ...rows]))
  })
}
