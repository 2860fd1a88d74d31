import { addDays } from '../../core/calendar-date.ts'
import type { Making } from './planning.ts'
import type { Resident } from './residents.ts'
import { put } from './settings.ts'

/** What people looked for and did not find: how often, where, on which days, at what time, with what need. */
const wishes = [
  { times: 9, area: 'Crewe', weekdays: [6], parts: ['afternoon'], needs: ['hoist'], words: 'swimming' },
  { times: 7, area: 'Macclesfield', weekdays: [7], parts: [], needs: [], words: 'company on a Sunday' },
  { times: 6, area: 'Congleton', weekdays: [2, 4], parts: ['evening'], needs: ['quiet'], words: 'drama' },
  { times: 5, area: 'Crewe', weekdays: [6], parts: ['morning'], needs: ['changing_place'], words: 'day out' },
  { times: 3, area: 'Nantwich', weekdays: [5], parts: ['evening'], needs: ['personal_care'], words: 'night out' },
  { times: 2, area: 'Wilmslow', weekdays: [3], parts: ['morning'], needs: ['hearing_loop'], words: 'pottery' },
]
const unplaced = [
  { times: 6, area: 'Crewe', weekday: 6, startMinute: 780, need: 'support 1:2, hoist', cause: 'no_capacity' },
  { times: 5, area: 'Macclesfield', weekday: 7, startMinute: 660, need: 'support 1:4', cause: 'time' },
  { times: 2, area: 'Nantwich', weekday: 5, startMinute: 1080, need: 'support 1:1', cause: 'too_far' },
]

interface DemoReply {
  readonly name: string
  readonly contact: string
  readonly reach: string
  readonly offers: string
  readonly pence: number
  readonly places: number
  readonly accepted?: boolean
  readonly reasons?: string
}
interface DemoCall {
  readonly key: string
  readonly title: string
  readonly words: string
  readonly area: string
  readonly weekdays: readonly number[]
  readonly hours: readonly [number, number]
  readonly needs: readonly string[]
  readonly publishedDaysAgo: number
  readonly openDays: number
  readonly audience: 'all' | 'small'
  readonly question: { readonly asked: string; readonly answer: string | null }
  readonly replies: readonly DemoReply[]
  readonly ended?: string
}

const calls: readonly DemoCall[] = [
  {
    key: 'open',
    title: 'Saturdays in Crewe for people who use a hoist',
    words: 'People want to swim, cook or go out on a Saturday afternoon. They need a hoist, and a place to change.',
    area: 'Crewe',
    weekdays: [6],
    hours: [720, 1020],
    needs: ['hoist', 'changing_place'],
    publishedDaysAgo: 10,
    openDays: 28,
    audience: 'all',
    question: { asked: 'May two of us share one hall?', answer: 'Yes. Say in your reply with whom.' },
    replies: [
      {
        name: 'Float Together',
        contact: 'Ines Example',
        reach: '01632 960211',
        offers: 'A warm pool with a hoist, and two workers who know how to use it.',
        pence: 2_100,
        places: 6,
      },
      {
        name: 'Crewe Saturday Kitchen',
        contact: 'Tom Example',
        reach: 'tom@example.org',
        offers: 'Cooking and eating together in a step-free hall with a mobile hoist.',
        pence: 1_850,
        places: 8,
      },
    ],
  },
  {
    key: 'closed',
    title: 'Walking on weekday mornings in Congleton',
    words: 'People want to walk together, slowly, with somebody who knows the way and a café at the end.',
    area: 'Congleton',
    weekdays: [1, 3],
    hours: [600, 720],
    needs: [],
    publishedDaysAgo: 80,
    openDays: 30,
    audience: 'small',
    question: { asked: 'Can it be every two weeks at first?', answer: 'Yes, if people know the dates.' },
    ended: 'One offer fits. The other would have needed more hours than people want.',
    replies: [
      {
        name: 'Slow Steps',
        contact: 'Mair Example',
        reach: 'mair@example.org',
        offers: 'A slow walk along the canal, 2 leaders, a café at the end.',
        pence: 1_200,
        places: 10,
        accepted: true,
        reasons: 'It is what people asked for, at a fair price, from next month.',
      },
      {
        name: 'Hill Walks with Jo',
        contact: 'Jo Example',
        reach: '01632 960212',
        offers: 'Half-day walks in the hills.',
        pence: 2_800,
        places: 5,
        accepted: false,
        reasons: 'People asked for short and level walks. Thank you for your reply.',
      },
    ],
  },
]

/** Unmet wishes and failed matches, an open call with two sealed replies, and one that was decided and closed. */
export function callRows(making: Making, residents: readonly Resident[]): void {
  const { tables, staff, settings, id } = making
  const { today } = settings
  wishes.forEach(({ times, area, weekdays, parts, needs, words }, at) => {
    for (let count = 0; count < times; count++)
      put(tables, 'directory.wish', {
        id: id(`wish ${at} ${count}`),
        words,
        local_area: area,
        weekdays,
        day_parts: parts,
        needs,
        sent: count % 3 === 0,
        recorded_on: addDays(today, -((at * 13 + count * 29) % 300) - 1),
      })
  })
  unplaced.forEach(({ times, area, weekday, startMinute, need, cause }, at) => {
    const there = residents.filter((one) => one.area === area)
    for (let count = 0; count < times && there.length > 0; count++)
      put(tables, 'brokerage.failed_match', {
        id: id(`failed ${at} ${count}`),
        person_id: there[(count * 7) % there.length]?.id,
        weekday,
        start_minute: startMinute,
        local_area: area,
        need,
        cause,
        found_on: addDays(today, -((at * 17 + count * 23) % 250) - 1),
        recorded_by: staff.broker.id,
      })
  })
  for (const call of calls) oneCall(making, call)
}

function oneCall(making: Making, call: DemoCall): void {
  const { tables, staff, settings, id } = making
  const { today } = settings
  const by = staff.commissioner
  const callId = id(`call ${call.key}`)
  const published = addDays(today, -call.publishedDaysAgo)
  const closes = addDays(published, call.openDays)
  put(tables, 'market.call', { id: callId, began_by: by.id, began_on: addDays(published, -2) })
  put(tables, 'market.call_version', {
    id: id(`call version ${call.key}`),
    call_id: callId,
    version: 1,
    title: call.title,
    words: call.words,
    local_area: call.area,
    weekdays: call.weekdays,
    start_minute: call.hours[0],
    end_minute: call.hours[1],
    needs: call.needs,
    wanted: 6,
    wanted_unit: 'places',
    promises_no_volume: true,
    audience: call.audience,
    price_basis: 'own',
    closes_on: closes,
    decider_id: by.id,
    decider: by.name,
    sealed: true,
    written_by: by.id,
    published_on: published,
    published_by: by.id,
  })
  put(tables, 'market.call_question', {
    id: id(`call question ${call.key}`),
    call_id: callId,
    asked: call.question.asked,
    asked_on: addDays(published, 2),
    answer: call.question.answer,
    answered_by: by.id,
    answered_on: addDays(published, 3),
  })
  call.replies.forEach((reply, at) => {
    replyRows(making, { reply, at, call, callId, published, closes }, by.id)
  })
  if (call.ended !== undefined)
    put(tables, 'market.call_end', {
      call_id: callId,
      how: 'closed',
      reason: call.ended,
      ended_on: addDays(closes, 3),
      ended_by: by.id,
    })
}

interface ReplyOf {
  readonly reply: DemoReply
  readonly at: number
  readonly call: DemoCall
  readonly callId: string
  readonly published: ReturnType<typeof addDays>
  readonly closes: ReturnType<typeof addDays>
}

function replyRows({ tables, id }: Making, { reply, at, call, callId, published, closes }: ReplyOf, by: string): void {
  const replyId = id(`call reply ${call.key} ${at}`)
  const sent = addDays(published, 4 + at)
  put(tables, 'market.call_reply', {
    id: replyId,
    call_id: callId,
    link_hash: `\\x${replyId.replaceAll('-', '').repeat(2)}`,
    kind: 'micro_provider',
    name: reply.name,
    contact: reply.contact,
    reach: reply.reach,
    replied_on: sent,
    recorded_by: by,
  })
  put(tables, 'market.call_offer', {
    id: id(`call offer ${call.key} ${at}`),
    reply_id: replyId,
    version: 1,
    offers: reply.offers,
    from_date: addDays(closes, 30),
    weekdays: call.weekdays,
    places: reply.places,
    least_weekly_minutes: 120,
    price_pence: reply.pence,
    unit: 'session',
    sent_by: by,
    sent_on: sent,
  })
  if (reply.accepted === undefined) return
  put(tables, 'market.call_decision', {
    reply_id: replyId,
    accepted: reply.accepted,
    reasons: reply.reasons,
    no_interest: true,
    decided_by: by,
    decided_on: addDays(closes, 2),
  })
  put(tables, 'market.call_message', {
    id: id(`call message ${call.key} ${at}`),
    reply_id: replyId,
    kind: 'outcome',
    sent_on: addDays(closes, 3),
    told_on: addDays(closes, 4),
    told_by: by,
  })
}
