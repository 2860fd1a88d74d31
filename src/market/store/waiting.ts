import { addDays, type CalendarDate, latestDay, shortDate } from '../../core/calendar-date.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { mostWaiting, type Waiting } from '../../platform/waiting.ts'
import { checkWords } from '../checks.ts'
import type { MarketPolicy, MarketPolicyOn } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { inOrderOfRisk, warningFrom } from '../service-viability.ts'
import { warningWords } from '../viability-words.ts'
import { applicationsList } from './applications.ts'
import { assuranceWaitingFor } from './assurance-waiting.ts'
import { callsThatWait } from './call-questions.ts'
import { lastChecks } from './checks.ts'
import { documentsOf, documentsToCheck } from './documents.ts'
import { pricesDueNow, reasonsToRead } from './price-reasons.ts'
import { proposalsWaiting } from './rate-proposals.ts'
import { exitOf, suspensionsOf } from './standing.ts'
import { upliftLetters } from './uplifts.ts'
import { servicesKnown } from './viability.ts'

const noticeDays = 60

/** Rates that end within sixty days with nothing to follow them: the commissioner decides, the provider should know. */
export async function waitingFor(tx: Tx, policyOn: MarketPolicyOn): Promise<Waiting[]> {
  const { role, providerId } = tx.who
  if (role !== 'commissioner' && role !== 'provider') return []
  const ending = await tx.query<{ providerId: string; provider: string; lot: string; until: CalendarDate }>(sql`
    select p.provider_id as "providerId", p.name as provider, string_agg(distinct l.name, ', ' order by l.name) as lot, min(upper(r.in_force) - 1) as until
      from market.rate r join market.published_provider p on p.provider_id = r.provider_id join market.lot l on l.id = r.lot_id
     where upper(r.in_force) - 1 between ${tx.today}::date and ${addDays(tx.today, noticeDays)}::date
       and (${role} = 'commissioner' or r.provider_id::text = ${providerId ?? ''})
       and not exists (select from market.published_exit e where e.provider_id = r.provider_id and e.ended_early and e.last_day <= upper(r.in_force) - 1)
       and not exists (select from market.rate n where n.provider_id = r.provider_id and n.lot_id = r.lot_id and n.support_band = r.support_band and n.unit = r.unit and n.from_date >= upper(r.in_force))
     group by p.provider_id, p.name order by min(upper(r.in_force)), p.name, p.provider_id`)
  const prices = ending.map((one) =>
    role === 'commissioner'
      ? {
          what: one.provider,
          kind: 'Price that ends',
          why: `Prices for ${one.lot} end and nothing follows`,
          dueOn: one.until,
          href: paths.provider(one.providerId),
          act: 'Decide a rate',
        }
      : {
          what: `Your prices for ${one.lot}`,
          kind: 'Price that ends',
          why: `They end on ${shortDate(one.until)}. Talk with the council about what follows`,
          dueOn: one.until,
          href: paths.myService(),
          act: 'See my prices',
        },
  )
  const rule = policyOn(tx.today)
  return role === 'commissioner'
    ? [
        ...(await applicationsThatWait(tx)),
        ...(await callsToWorkOn(tx)),
        ...(await documentsThatWait(tx)),
        ...(await proposalsThatWait(tx)),
        ...prices,
        ...(await reasonsGiven(tx)),
        ...(await pricesDue(tx, rule.prices.reviewMonths)),
        ...(await assuranceWaitingFor(tx, rule.assurance)),
        ...(await servicesAtRisk(tx, rule)),
      ]
    : [
        ...(await standingNews(tx, providerId ?? '')),
        ...(await newsOfCalls(tx, providerId ?? '')),
        ...(await pricesThatChange(tx, providerId ?? '')),
        ...(await reasonsAsked(tx, providerId ?? '')),
        ...(await checksDue(tx, providerId ?? '', rule.joining.againDays)),
        ...(await assuranceWaitingFor(tx, rule.assurance)),
        ...prices,
      ]
}

/** What the council decided about a provider itself: a suspension that lasts or is to come, and that it leaves. */
async function standingNews(tx: Tx, providerId: string): Promise<Waiting[]> {
  if (providerId === '') return []
  const exit = await exitOf(tx, providerId)
  const suspensions = (await suspensionsOf(tx, providerId)).filter(
    ({ until }) => until === undefined || until >= tx.today,
  )
  const at = { href: paths.myService(), act: 'Read it' }
  return [
    ...suspensions.map(({ from, until, reason }) => ({
      what: 'Nothing new is bought from you',
      kind: 'Suspension',
      why: `${until === undefined ? `From ${shortDate(from)} until the council ends it` : `${shortDate(from)} to ${shortDate(until)}`}. People who have a place keep it. Why: ${reason}`,
      dueOn: latestDay(from, tx.today),
      ...at,
    })),
    ...(exit === undefined || exit.lastDay < tx.today
      ? []
      : [
          {
            what: 'You leave the framework',
            kind: 'Leaving',
            why: `Your lots and prices end. Who has a place keeps it until the council finds another${exit.reason === null ? '' : `. Why: ${exit.reason}`}`,
            dueOn: exit.lastDay,
            ...at,
          },
        ]),
  ]
}

/** The services that make a loss, or soon will, as the council's rule has it; the worst first. */
async function servicesAtRisk(tx: Tx, rule: MarketPolicy): Promise<Waiting[]> {
  return inOrderOfRisk(await servicesKnown(tx, rule))
    .filter(({ found }) => ['loss', 'soon'].includes(warningFrom(found).level))
    .slice(0, mostWaiting)
    .map((one) => ({
      what: `${one.name}: ${one.lot}`,
      kind: 'Service at risk',
      why: warningWords(one.found).join(' '),
      href: paths.viability(one.providerId, one.lotId),
      act: 'See its figures',
    }))
}

/** How many prices are to be looked at again, as one thing: they are done in one sitting. */
async function pricesDue(tx: Tx, months: number): Promise<Waiting[]> {
  const { due, first } = await pricesDueNow(tx, months)
  if (first === null) return []
  const why = `${due} ${due === 1 ? 'price is' : 'prices are'} due; the longest waits since ${shortDate(first)}`
  const kind = 'Price to look at again'
  return [
    { what: 'Schedule of prices', kind, why, count: due, dueOn: first, href: paths.priceReviews(), act: 'Look again' },
  ]
}

/** The uplifts that a provider's prices still await. */
async function pricesThatChange(tx: Tx, providerId: string): Promise<Waiting[]> {
  const letters = providerId === '' ? [] : await upliftLetters(tx, providerId)
  return letters
    .filter(({ from }) => from > tx.today)
    .map(({ decisionId, lot, from, basisPoints }) => ({
      what: `Your prices for ${lot}`,
      kind: 'New prices',
      why: basisPoints === 0 ? 'The council decided that they stay as they are' : 'The council decided an uplift',
      dueOn: from,
      href: paths.upliftLetter(decisionId, providerId),
      act: 'Read the letter',
    }))
}

/** The reasons that a provider was asked for and has not given. */
async function reasonsAsked(tx: Tx, providerId: string): Promise<Waiting[]> {
  const asked = await tx.query<{ rateId: string; lot: string; on: CalendarDate }>(sql`
    select q.rate_id as "rateId", r.lot, q.asked_on as "on" from market.price_question q join market.published_rate r on r.rate_id = q.rate_id
     where r.provider_id::text = ${providerId} and r.in_force @> ${tx.today}::date and not exists (select from market.price_reason x where x.rate_id = q.rate_id) order by q.asked_on, q.rate_id`)
  return asked.map(({ rateId, lot, on }) => ({
    what: `Your price for ${lot}`,
    kind: 'Reason asked for',
    why: `It is above the middle of prices like it. The council asked why on ${shortDate(on)}`,
    href: paths.priceReason(rateId),
    act: 'Give the reason',
  }))
}

/** The reasons that providers gave when they were asked, until the price is looked at again. */
async function reasonsGiven(tx: Tx): Promise<Waiting[]> {
  return (await reasonsToRead(tx)).map(({ rateId, provider, lot, givenOn }) => ({
    what: `${provider}: ${lot}`,
    kind: 'Reason given',
    recordId: rateId,
    why: `It said on ${shortDate(givenOn)} why its price is above the middle`,
    href: paths.priceReview(rateId),
    act: 'Read it',
  }))
}

/** A provider's own checks that run out soon or have run out, unless it has sent a paper that waits for a look. */
async function checksDue(tx: Tx, providerId: string, againDays: number): Promise<Waiting[]> {
  const last = providerId === '' ? [] : await lastChecks(tx, { providerId })
  const sent = last.length === 0 ? [] : await documentsOf(tx, providerId)
  return last
    .filter(({ expiresOn }) => expiresOn !== null && expiresOn <= addDays(tx.today, againDays))
    .filter(({ kind }) => !sent.some((one) => one.kind === kind && one.met === null))
    .map(({ kind, expiresOn }) => ({
      what: checkWords(kind),
      kind: 'Check that runs out',
      why: 'Send the council a new one before it runs out',
      ...(expiresOn === null ? {} : { dueOn: expiresOn }),
      href: `${paths.newDocument()}?kind=${kind}`,
      act: 'Send a document',
    }))
}

/** Prices that providers ask for and nobody has answered. */
async function proposalsThatWait(tx: Tx): Promise<Waiting[]> {
  return (await proposalsWaiting(tx)).map((one) => ({
    what: `${one.provider}: ${one.lot}`,
    kind: 'Price asked for',
    recordId: one.id,
    why: `Asked on ${shortDate(one.proposedOn)}`,
    dueOn: one.from,
    href: paths.proposal(one.id),
    act: 'Answer',
  }))
}

/** Papers that providers sent and nobody has looked at. */
async function documentsThatWait(tx: Tx): Promise<Waiting[]> {
  return (await documentsToCheck(tx)).map((one) => ({
    what: `${one.provider}: ${checkWords(one.kind)}`,
    kind: 'Document to look at',
    recordId: one.id,
    why: `Sent on ${shortDate(one.sentOn)}`,
    href: paths.documentCheck(one.id),
    act: 'Look at it',
  }))
}

/** Applications that nobody has decided, the oldest first. */
async function applicationsThatWait(tx: Tx): Promise<Waiting[]> {
  const { applications } = await applicationsList(tx, { limit: mostWaiting, offset: 0 })
  return applications
    .filter(({ state }) => state === 'waits')
    .map((one) => ({
      what: one.name,
      kind: 'Application to join',
      recordId: one.id,
      why: `Applied on ${shortDate(one.sentOn)} for ${one.lots.join(', ')}`,
      href: paths.application(one.id),
      act: 'Check and decide',
    }))
}

/** Calls on which something waits: a question, replies to decide, people to tell. */
async function callsToWorkOn(tx: Tx): Promise<Waiting[]> {
  const number = (count: number, one: string, more: string) =>
    count === 0 ? [] : [`${count} ${count === 1 ? one : more}`]
  return (await callsThatWait(tx)).map((call) => {
    const due = !call.ended && call.closesOn < tx.today
    const why = [
      ...number(call.ended ? 0 : call.questions, 'question to answer', 'questions to answer'),
      ...(due ? number(call.undecided, 'reply to decide', 'replies to decide') : []),
      ...(due && call.undecided === 0 ? ['every reply is decided, or nobody replied: close it'] : []),
      ...number(call.untold, 'person to tell', 'people to tell'),
    ]
    return {
      what: call.title,
      kind: 'Call for offers',
      recordId: call.id,
      why: why.join(', '),
      ...(due ? { dueOn: call.closesOn } : {}),
      href: paths.callWork(call.id),
      act: 'Work on it',
    }
  })
}

/** What a provider that replied must hear and has not read: a correction, a withdrawal, the outcome. */
async function newsOfCalls(tx: Tx, providerId: string): Promise<Waiting[]> {
  if (providerId === '') return []
  const news = await tx.query<{ callId: string; title: string; kind: 'corrected' | 'withdrawn' | 'outcome' }>(sql`
    select r.call_id as "callId", c.title, m.kind from market.call_reply r join market.call_message m on m.reply_id = r.id join market.current_call c on c.call_id = r.call_id
     where r.provider_id::text = ${providerId} and m.told_on is null order by m.sent_on, m.id`)
  const words = {
    corrected: 'The call was corrected',
    withdrawn: 'The call was withdrawn',
    outcome: 'The call is decided',
  }
  return news.map(({ callId, title, kind }) => ({
    what: title,
    kind: 'Call you replied to',
    why: words[kind],
    href: paths.myReply(callId),
    act: 'Read it',
  }))
}
