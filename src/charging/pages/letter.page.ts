import type { FastifyRequest } from 'fastify'
import { type CalendarDate, longDate, parseCalendarDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { type Voice, voiceOf } from '../../people/index.ts'
import type { Tx } from '../../platform/db.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { chargeLetter } from '../charge-letter.ts'
import { disputeSays } from '../dispute-words.ts'
import { firstDayToTell, mayBeFirst } from '../held-from.ts'
import type { MoneyBack } from '../money-back.ts'
import { paths } from '../paths.ts'
import { isExample, MADE_UP } from '../plain-line.ts'
import { toldAndHeld, toldBefore } from '../standing-charge.ts'
import { assessmentOf, contributionsOf, disputesOf, noticesOf, personCharged } from '../store.ts'
import { easyReadLetter } from './letter-easy-read.view.ts'
import { workingTables } from './working.view.ts'

const template = 'charging/pages/letter.njk'
const easyTemplate = 'charging/pages/letter-easy-read.njk'
type Whose = { personId: string; contributionId: string }
type Council = { readonly name: string; readonly phone: string }

/** Asks a later step, which keeps the charges of weeks, what a lower charge gives back. */
export type AskMoneyBack = (
  tx: Tx,
  charge: { personId: string; from: CalendarDate; weekly: number; decidedAt: Date },
) => Promise<MoneyBack>

/** The letter about one contribution, plain and in Easy Read, to print or to read. The person sees it once they have been told. */
export const letterPages =
  (moneyBack: AskMoneyBack): StepPages =>
  async (app) => {
    const policy = {
      roles: ['practitioner', 'team_manager', 'finance', 'person'],
      about: 'Read and print the letter about what a person pays',
    } as const
    type Params = { Params: { personId: string; contributionId: string }; Querystring: { firstDay?: string } }
    const shown = (request: FastifyRequest<Params>) =>
      request.tx((tx) =>
        letterView(tx, request.params, request.who.role, {
          council: app.council,
          moneyBack,
          entered: parseCalendarDate(request.query.firstDay ?? ''),
        }),
      )
    app.get<Params>(
      paths.noticeLetter(':personId', ':contributionId'),
      { config: { policy } },
      async (request, reply) => reply.page(template, await shown(request)),
    )
    app.get<Params>(
      paths.noticeLetterPdf(':personId', ':contributionId'),
      { config: { policy } },
      async (request, reply) => {
        const view = await shown(request)
        return reply.letter(template, view, { title: view.letter.heading, fileName: 'what-you-pay', easyRead: false })
      },
    )
    const easyShown = async (request: FastifyRequest<Params>) => {
      const { easy, council, standard, easyPdf, back, own } = await shown(request)
      const v = voiceOf(request.personBar?.actsFor ?? '')
      return { ...easy(v), v, council, standard, pdf: easyPdf, back, own }
    }
    app.get<Params>(
      paths.noticeEasyRead(':personId', ':contributionId'),
      { config: { policy } },
      async (request, reply) => reply.page(easyTemplate, await easyShown(request)),
    )
    app.get<Params>(
      paths.noticeEasyReadPdf(':personId', ':contributionId'),
      { config: { policy } },
      async (request, reply) => {
        const view = await easyShown(request)
        const name = request.personBar?.actsFor
        const letter = {
          title: `${name ? `What ${name} pays` : 'What I pay'} (Easy Read)`,
          fileName: 'what-i-pay-easy-read',
          easyRead: true,
        }
        return reply.letter(easyTemplate, view, letter)
      },
    )
  }

/** What the letter of one contribution shows; the person's own is there once they have been told it. */
async function letterView(
  tx: Tx,
  { personId, contributionId }: Whose,
  role: string,
  { council, moneyBack, entered }: { council: Council; moneyBack: AskMoneyBack; entered: CalendarDate | undefined },
) {
  const contributions = await contributionsOf(tx, personId)
  const notices = await noticesOf(tx, personId)
  const one = contributions.find((other) => other.contributionId === contributionId)
  const notice = notices.filter((other) => other.contributionId === contributionId).at(-1)
  if (one === undefined || (role === 'person' && notice === undefined)) throw new NotFound('letter')
  const behind = one.assessmentId === null ? undefined : await assessmentOf(tx, personId, one.assessmentId)
  const disputed = (await disputesOf(tx, personId)).find((other) => other.contributionId === contributionId)
  const comesBack = await moneyBack(tx, { personId, from: one.from, weekly: one.weekly, decidedAt: one.decidedAt })
  const asked = role !== 'person' && mayBeFirst(entered, one, tx.today) ? entered : undefined
  const query = asked === undefined ? '' : `?firstDay=${asked}`
  const about = {
    name: (await personCharged(tx, personId)).name,
    council,
    weekly: one.weekly,
    provisional: one.basis === 'provisional',
    takenOver: one.basis === 'migrated',
    from: one.from,
    before: toldBefore(one, { contributions, notices }),
    firstDayCharged:
      asked ?? notice?.firstDayCharged ?? firstDayToTell(one, toldAndHeld(one, { contributions, notices }), tx.today),
    decidedBy: one.decidedBy,
    decidedOn: dayInEngland(one.decidedAt),
    reason: one.reason,
    disputed: disputed === undefined ? [] : disputeSays(disputed),
    apart: (behind?.lines ?? []).filter(({ part }) => part === 'apart'),
    comesBack,
  }
  return {
    letter: chargeLetter(about),
    easy: (voice: Voice) =>
      easyReadLetter(about, behind?.lines ?? [], {
        derived: behind?.usedDerivedAmount ?? false,
        voice,
        dispute: disputed,
      }),
    council,
    date: longDate(about.takenOver ? about.decidedOn : asked === undefined ? (notice?.toldOn ?? tx.today) : tx.today),
    workings: behind === undefined ? [] : workingTables(behind.lines, 'you'),
    rules: behind === undefined ? '' : `Worked out for ${longDate(behind.on)} under rules ${behind.rules}.`,
    madeUp: behind?.lines.some(isExample) ? MADE_UP : '',
    back: paths.charge(personId),
    pdf: `${paths.noticeLetterPdf(personId, contributionId)}${query}`,
    easyRead: `${paths.noticeEasyRead(personId, contributionId)}${query}`,
    standard: `${paths.noticeLetter(personId, contributionId)}${query}`,
    easyPdf: `${paths.noticeEasyReadPdf(personId, contributionId)}${query}`,
    own: role === 'person',
  }
}
