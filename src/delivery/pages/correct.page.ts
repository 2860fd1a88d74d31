import { z } from 'zod'
import { clockTime, longDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { sawPerson } from '../../platform/audit.ts'
import type { Tx } from '../../platform/db.ts'
import { choiceField, type FormErrors, faultAt, optionalTextField, readForm, textField } from '../../platform/form.ts'
import type { Policy, StepPages } from '../../platform/http.ts'
import { isId, newId } from '../../platform/ids.ts'
import { NotFound } from '../../platform/refused.ts'
import { consequence } from '../consequence.ts'
import { paths } from '../paths.ts'
import { ruleFor } from '../pay-rule.ts'
import { sentences } from '../sentences.ts'
import { type CurrentMark, marksOf, type OneDate, oneDate, payRulesInForce, reasons, recordMark } from '../store.ts'
import { shownName } from './register.view.ts'

const policy: Policy = {
  roles: ['provider', 'broker', 'practitioner', 'team_manager'],
  about: 'Whoever may mark a date may correct the mark and must say why',
}
const params = z.object({ occasionId: z.uuid() })
const id = z.string().refine(isId, 'This page is incomplete. Go back, reload it and try again')
const form = (codes: readonly string[]) =>
  z.object({
    markId: id,
    replaces: id,
    reason: choiceField('what happened', codes),
    note: optionalTextField('the note'),
    why: textField('why you correct it', { most: 300 }),
  })

interface Loaded {
  readonly date: OneDate
  readonly marks: readonly CurrentMark[]
  readonly choices: readonly { code: string; words: string; hint: string; noteNeeded: boolean }[]
}

async function load(tx: Tx, occasionId: string): Promise<Loaded> {
  const date = await oneDate(tx, occasionId)
  const marks = await marksOf(tx, [occasionId])
  if (!date || marks.length === 0) throw new NotFound('mark')
  const rules = await payRulesInForce(tx, date.on)
  const choices = (await reasons(tx))
    .filter(({ code }) => code !== 'attended_part')
    .map(({ code, words }) => ({
      code,
      words,
      rule: ruleFor(rules, { lotId: date.lotId ?? undefined, reason: code, on: date.on, noticeHours: undefined }),
    }))
    .filter(({ code, rule }) => rule !== undefined || code === 'attended' || code === 'no_reason_given')
    .map(({ code, words, rule }) => ({
      code,
      words,
      hint: consequence(rule, date.absencesBefore),
      noteNeeded: rule?.noteNeeded === true,
    }))
  return { date, marks, choices }
}

function view({ date, marks, choices }: Loaded, typed: Record<string, string>) {
  return {
    title: `Correct the mark of ${shownName(date)}`,
    lede: `${date.session}, ${longDate(date.on)}, ${clockTime(date.startMinute)} to ${clockTime(date.endMinute)}.`,
    back: paths.register(date.on),
    action: paths.correct(date.occasionId),
    markId: typed['markId'] ?? newId(),
    replaces: marks.at(-1)?.id ?? '',
    marks: marks.map(({ words, markedAt, correctionReason }) => ({
      title: words,
      by: '',
      when: longDate(dayInEngland(markedAt)),
      text: correctionReason ? `Corrected, because: ${correctionReason}` : 'First mark',
    })),
    choices: choices.map((choice) => ({ ...choice, checked: typed['reason'] === choice.code })),
  }
}

/** Whether a correction says nothing new: the form begins with what stands, so it can be sent as it came. */
const isAsItStands = ({ marks }: Loaded, said: { replaces: string; reason: string; note: string | undefined }) => {
  const now = marks.at(-1)
  return now?.id === said.replaces && now.reason === said.reason && (now.note ?? undefined) === said.note
}

/** Correcting a mark: what stands, what it should be, and why. The old mark stays readable for ever. */
export const correctPages: StepPages = async (app) => {
  const url = '/delivery/occasions/:occasionId/correct'
  app.get(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const loaded = await request.tx(async (tx) => {
      const found = await load(tx, request.params.occasionId)
      await sawPerson(tx, found.date.personId, url)
      return found
    })
    const now = loaded.marks.at(-1)
    const typed = { reason: now?.reason ?? '', note: now?.note ?? '', why: '' }
    return reply.page('delivery/pages/correct.njk', { ...view(loaded, typed), typed })
  })
  app.post(url, { config: { policy }, schema: { params } }, async (request, reply) => {
    const { occasionId } = request.params
    const loaded = await request.tx((tx) => load(tx, occasionId))
    const again = ({ errors, at, typed }: FormErrors, status = 400) =>
      reply.page(
        'delivery/pages/correct.njk',
        { ...view(loaded, typed), errors, at, typed: { note: '', why: '', ...typed } },
        status,
      )
    const read = readForm(form(loaded.choices.map(({ code }) => code)), request.body)
    if (!read.ok) return again(read)
    const { markId, replaces, reason, note, why } = read.value
    if (loaded.choices.find(({ code }) => code === reason)?.noteNeeded && !note)
      return again(faultAt(read, 'note', 'Enter a short note: this reason needs one'))
    if (isAsItStands(loaded, { replaces, reason, note }))
      return again(faultAt(read, 'reason', 'This is what stands already. Choose what happened instead, or go back'))
    const done = await request.attempt((tx) =>
      recordMark(tx, { id: markId, occasionId, reason, note, markedAt: tx.now, replaces, correctionReason: why }),
    )
    if (!done.ok)
      return again(
        faultAt(
          read,
          'reason',
          sentences[done.refusals[0] ?? ''] ?? 'This could not be saved. Open the register again.',
        ),
        409,
      )
    return reply.done(paths.register(loaded.date.on), 'The mark is corrected. Pay and charge follow it')
  })
}
