import { z } from 'zod'
import { longDate } from '../../core/calendar-date.ts'
import { pageAddress, pagerOf, ROWS_A_PAGE } from '../../core/list-page.ts'
import { toCsv } from '../../platform/csv.ts'
import { readForm } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { pageField, wordsField } from '../../platform/list-asked.ts'
import { NotFound } from '../../platform/refused.ts'
import { paths } from '../paths.ts'
import { noteReminderSent, type OpenReminder, openReminders } from '../store.ts'
import { keeperLinks } from './keeper-links.view.ts'
import { dayWords } from './my-entries.view.ts'

const policy = {
  roles: ['commissioner', 'broker'],
  about: 'Questions to providers: is their entry still right?',
} as const
const sentForm = z.object({ reminderId: z.uuid() })
const listAsked = z.object({ words: wordsField, page: pageField })
const most = 100_000

const rowOf = (one: OpenReminder) => ({
  id: one.id,
  name: one.name,
  href: paths.opportunity(one.opportunityId),
  organisation: one.organisation,
  reach: [one.email, one.phone].filter((way) => way !== null).join(', ') || 'No way to reach them is known',
  since: `${dayWords(one.countedFrom)}, more than ${one.months} months ago`,
  sent: one.toldAt === null ? '' : 'Sent',
})

/** What was asked of whoever runs an entry and is not answered: it stands in their own pages; for others somebody writes or phones. */
export const remindersPages: StepPages = async (app) => {
  app.get('/directory/reminders', { config: { policy } }, async (request, reply) => {
    const { words, page } = listAsked.parse(request.query)
    const { total, reminders } = await request.tx((tx) =>
      openReminders(tx, { words, limit: ROWS_A_PAGE, offset: (page - 1) * ROWS_A_PAGE }),
    )
    return reply.page('directory/pages/reminders.njk', {
      total,
      rows: reminders.map(rowOf),
      file: paths.remindersFile(),
      sent: paths.reminderSent(),
      links: keeperLinks(request.who.role),
      asked: words !== '' || page > 1,
      find: {
        action: paths.reminders(),
        title: 'Questions to providers',
        label: 'Name of the entry, or of who runs it',
        value: words,
      },
      pager: pagerOf({ page, all: total, perPage: ROWS_A_PAGE, href: pageAddress(paths.reminders(), { words }) }),
    })
  })
  app.get('/directory/reminders.csv', { config: { policy } }, async (request, reply) => {
    const { reminders } = await request.tx((tx) => openReminders(tx, { words: '', limit: most, offset: 0 }))
    const base = `${request.protocol}://${request.host}`
    const rows = reminders.map((one) => [
      one.organisation,
      one.name,
      one.email,
      one.phone,
      longDate(one.countedFrom),
      one.toldAt === null ? 'no' : 'yes',
      `${base}${paths.myEntry(one.opportunityId)}`,
    ])
    const header = ['organisation', 'entry', 'e_mail', 'phone', 'not_checked_since', 'sent', 'answer_at']
    return reply
      .header('content-disposition', 'attachment; filename="questions-to-providers.csv"')
      .type('text/csv; charset=utf-8')
      .send(toCsv([header, ...rows]))
  })
  app.post('/directory/reminders/sent', { config: { policy } }, async (request, reply) => {
    const form = readForm(sentForm, request.body)
    if (!form.ok) throw new NotFound('reminder')
    await request.tx((tx) => noteReminderSent(tx, form.value.reminderId))
    return reply.done(paths.reminders(), 'It is noted that the question was sent')
  })
}
