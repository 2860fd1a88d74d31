import { z } from 'zod'
import { type CareActOutcome, careActOutcomes, itemWords } from '../../needs/index.ts'
import { choiceField, dateField, dateTyped, readForm, textField } from '../../platform/form.ts'
import type { StepPages } from '../../platform/http.ts'
import { NotFound } from '../../platform/refused.ts'
import { otherWays, otherWayWords } from '../met-otherwise.ts'
import { paths } from '../paths.ts'
import { endOtherWay, meetOtherwise, metOtherwise, namesOf } from '../store.ts'
import { formPage } from './form-page.ts'
import { ofPerson, planners } from './page-parts.ts'
import { refusalAt } from './refusal-at.page.ts'

const ofNeed = ofPerson.extend({ item: z.string() })
interface Need {
  readonly personId: string
  readonly item: CareActOutcome
}

/** The need that an address names; not found when it is none of the ten. */
function needOf(params: unknown): Need {
  const { personId, item } = ofNeed.parse(params)
  const known = careActOutcomes.find((one) => one === item)
  if (known === undefined) throw new NotFound('need')
  return { personId, item: known }
}

const form = z.object({
  how: choiceField('how it is met', otherWays),
  words: textField('who does what, in a few words', { most: 300 }),
  agreedOn: dateField('the day it was agreed'),
})
const ending = z.object({ reason: textField('why it ends', { most: 300 }) })

function otherWayForm({ personId, item }: Need, given: string) {
  return formPage({
    title: `How else is this need met: ${itemWords[item].name}?`,
    lede: `The need is eligible, and no session of the week is planned for it. Say what was agreed with ${given}. It stands in the plan that ${given} reads.`,
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.meetOtherwise(personId, item),
    button: 'Record how it is met',
    fields: [
      {
        type: 'radios',
        id: 'how',
        label: 'How is it met?',
        options: otherWays.map((way) => ({ value: way, text: otherWayWords[way].staff })),
      },
      {
        type: 'long',
        id: 'words',
        label: 'Who does what?',
        hint: `${given} reads this. For example: My sister cooks with me on Sundays.`,
        rows: 2,
      },
      { type: 'date', id: 'agreedOn', label: 'Agreed on' },
    ],
  })
}

function endForm({ personId, item }: Need, words: string) {
  return formPage({
    title: `Is this need not met like this any more: ${itemWords[item].name}?`,
    lede: `Until now: ${words} The next plan must say anew how the need is met.`,
    back: { href: paths.plan(personId), text: 'Plan' },
    action: paths.endOtherWay(personId, item),
    button: 'End it',
    fields: [{ type: 'long', id: 'reason', label: 'Why does it end?', rows: 2 }],
  })
}

/** How an eligible need is met without a session of the week. */
export const metOtherwisePages: StepPages = async (app) => {
  const policy = { roles: planners, about: 'Say how a need is met without a session' } as const

  app.get('/people/:personId/planning/needs/:item', { config: { policy } }, async (request, reply) => {
    const need = needOf(request.params)
    const { given, today } = await request.tx(async (tx) => ({
      ...(await namesOf(tx, need.personId)),
      today: tx.today,
    }))
    return reply.page('platform/pages/form.njk', { ...otherWayForm(need, given), typed: dateTyped('agreedOn', today) })
  })
  app.post('/people/:personId/planning/needs/:item', { config: { policy } }, async (request, reply) => {
    const need = needOf(request.params)
    const read = readForm(form, request.body)
    const done = read.ok
      ? await request.attempt((tx) =>
          meetOtherwise(tx, { personId: need.personId, careActItem: need.item, ...read.value }),
        )
      : undefined
    if (done?.ok) return reply.done(paths.plan(need.personId), 'Recorded. The plan says how this need is met')
    const { given } = await request.tx((tx) => namesOf(tx, need.personId))
    return reply.page('platform/pages/form.njk', { ...otherWayForm(need, given), ...refusalAt(read, done, 'how') }, 400)
  })

  app.get('/people/:personId/planning/needs/:item/end', { config: { policy } }, async (request, reply) => {
    const need = needOf(request.params)
    const { words } = await request.tx((tx) => wayOf(tx, need))
    return reply.page('platform/pages/form.njk', endForm(need, words))
  })
  app.post('/people/:personId/planning/needs/:item/end', { config: { policy } }, async (request, reply) => {
    const need = needOf(request.params)
    const read = readForm(ending, request.body)
    const { id, words } = await request.tx((tx) => wayOf(tx, need))
    if (!read.ok) return reply.page('platform/pages/form.njk', { ...endForm(need, words), ...read }, 400)
    await request.tx((tx) => endOtherWay(tx, need.personId, id, read.value.reason))
    return reply.done(paths.plan(need.personId), 'Ended. Say in the plan how this need is met now')
  })
}

async function wayOf(tx: Parameters<typeof metOtherwise>[0], { personId, item }: Need) {
  const way = (await metOtherwise(tx, personId)).find(({ careActItem }) => careActItem === item)
  if (way === undefined) throw new NotFound('another way for this need')
  return way
}
