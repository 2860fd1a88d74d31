import { addDays, type CalendarDate, mondayOf } from '../../core/calendar-date.ts'
import { type Pence, pence } from '../../core/money.ts'
import { noticeHours, type Pay, payFor, ruleFor, startOf } from '../../delivery/index.ts'
import { marksOf, payRulesInForce } from '../../delivery/store.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { newId } from '../../platform/ids.ts'
import { actor } from '../../platform/who.ts'
import { accounts } from '../account.ts'
import { correcting } from '../correcting.ts'
import { costCentreOf } from '../cost-centre.ts'
import { bornBy, lineShare } from '../line-share.ts'
import { committingMore, type Delivered, delivering, type Payee, type Posting, releasing } from '../postings.ts'
import { chargeWeek } from './charges.ts'
import { boundOnOf, commitLines } from './commitments.ts'
import { held, post, postedFor } from './ledger.ts'
import { linesOfOccasion, type OccasionLine, type OccasionMoney, occasionMoney } from './occasion-lines.ts'

/** Why a date that was marked has no pay yet; someone must act. */
export interface Unpaid {
  readonly occasionId: string
  readonly budgetLineId: string
  readonly why: 'no_pay_rule' | 'note_needed' | 'no_payee'
}

/**
 * What follows in money from the mark that stands on a date: one pay line for each line of money, what is bound and owed
 * set right in the ledger, and the week's charge worked out when the week is over. Safe to repeat: the same mark changes
 * nothing. A correction replaces the pay line and posts the difference. Gives what could not be worked out, and why.
 */
export async function followMark(tx: Tx, occasionId: string): Promise<Unpaid[]> {
  const occasion = await occasionMoney(tx, occasionId)
  if (!occasion) return []
  const unpaid: Unpaid[] = []
  for (const line of await linesOfOccasion(tx, occasion)) {
    const refused = await followLine(tx, occasion, line)
    if (refused) unpaid.push({ occasionId, budgetLineId: line.budgetLineId, why: refused })
  }
  const monday = mondayOf(occasion.onDate)
  if (addDays(monday, 6) < tx.today) await chargeWeek(tx, occasion.personId, monday)
  return unpaid
}

/** A date whose pay is worked out already, before the block contract that pays for it was written down. Gives whether anything changed; what a run took up stays. */
export async function followAgainUnderBlock(tx: Tx, occasionId: string): Promise<boolean> {
  const occasion = await occasionMoney(tx, occasionId)
  if (!occasion) return false
  let changed = false
  for (const line of await linesOfOccasion(tx, occasion)) {
    if (line.standing?.markId !== occasion.markId) continue
    const payee = await underBlock(tx, occasion, line, payeeOf(occasion, line))
    if (payee?.kind !== 'block') continue
    changed = (await layLine(tx, occasion, line, payee)) === undefined || changed
  }
  return changed
}

async function followLine(tx: Tx, occasion: OccasionMoney, line: OccasionLine): Promise<Unpaid['why'] | undefined> {
  if (line.standing?.markId === occasion.markId) return undefined
  const payee = await underBlock(tx, occasion, line, payeeOf(occasion, line))
  return payee ? layLine(tx, occasion, line, payee) : 'no_payee'
}

/** Lays the pay line of a date, in place of the one that stands if there is one, and posts what follows. */
async function layLine(
  tx: Tx,
  occasion: OccasionMoney,
  line: OccasionLine,
  payee: Payee,
): Promise<Unpaid['why'] | undefined> {
  const share = lineShare(line.price, line.payers)
  const pay = await payOf(tx, occasion, line, share.paidOut)
  if (typeof pay === 'string') return pay
  const chargeable = bornBy(share.careAct, pay.chargeable, share)
  const payLineId = newId()
  await tx.query(sql`
    insert into finance.pay_line (id, occasion_id, term_id, person_id, on_date, budget_line_id, payee_id, payee_kind, holder_id, block_contract_id, agreed_pence, mark_id, pay_rule_id,
      amount_pence, chargeable_pence, replaces, recorded_by)
    values (${payLineId}, ${occasion.occasionId}, ${occasion.termId}, ${occasion.personId}, ${occasion.onDate}, ${line.budgetLineId},
      ${payee.kind === 'direct_payment' ? null : payee.id}, ${payee.kind}, ${payee.kind === 'direct_payment' ? payee.id : null}, ${payee.kind === 'block' ? payee.contractId : null}, ${line.price}, ${occasion.markId},
      ${pay.payRuleId ?? null}, ${pay.amount}, ${chargeable}, ${line.standing?.payLineId ?? null}, ${actor(tx)})`)
  const now: Delivered = {
    payLineId,
    budgetLineId: line.budgetLineId,
    personId: occasion.personId,
    occasionId: occasion.occasionId,
    costCentre: costCentreOf(line),
    payee,
    amount: pay.amount,
    effectiveOn: occasion.onDate,
  }
  await postPay(tx, now, line, share.paidOut)
  return undefined
}

async function payOf(
  tx: Tx,
  occasion: OccasionMoney,
  line: OccasionLine,
  paidOut: Pence,
): Promise<Pay | Unpaid['why']> {
  const mark = (await marksOf(tx, [occasion.occasionId])).at(-1)
  if (!mark) return 'no_pay_rule'
  const notice = mark.noticedAt
    ? noticeHours({ noticedAt: mark.noticedAt, startsAt: startOf(occasion.onDate, occasion.startMinute) })
    : undefined
  const rules = await payRulesInForce(tx, occasion.onDate)
  const sought = { lotId: line.lotId ?? undefined, reason: mark.reason, on: occasion.onDate, noticeHours: notice }
  const outcome = payFor(
    { budgetLineId: line.budgetLineId, agreed: paidOut },
    { happened: mark.happened, reason: mark.reason, note: mark.note ?? undefined },
    ruleFor(rules, sought),
    occasion.absencesBefore,
  )
  return outcome.ok ? outcome.value : (outcome.refusals[0] as Unpaid['why'])
}

async function postPay(tx: Tx, now: Delivered, line: OccasionLine, paidOut: Pence): Promise<void> {
  await commitLines(tx, { budgetLineIds: [line.budgetLineId] })
  const posted = line.standing ? await postedFor(tx, [line.standing.payLineId]) : []
  const settled = line.settled?.amount ?? pence(0)
  const inARun = line.settled?.payLineId === line.standing?.payLineId
  const rows = line.standing ? correcting({ now, posted, inARun, settled }) : delivering(now)
  const code = accounts.committed(line.budgetLineId).code
  const bound = (await held(tx, 'commitment', [code])).get(code) ?? 0
  const back = posted
    .filter(({ kind }) => kind === 'deliver' || kind === 'release')
    .reduce((all, { amount }) => all + amount, 0)
  const left = bound + back - now.amount
  await post(tx, [
    ...committingMore(now, pence(Math.max(0, -left))),
    ...rows,
    ...(await givingBack(tx, now, Math.min(paidOut - now.amount, left))),
  ])
}

/** What a date does not take of the money bound for it goes back: a missed session, one paid in part. */
async function givingBack(tx: Tx, now: Delivered, amount: number): Promise<Posting[]> {
  if (amount <= 0) return []
  const boundOn = (await boundOnOf(tx, now.budgetLineId)) ?? now.effectiveOn
  return releasing({ ...now, sourceId: now.payLineId, part: 'committed', amount: pence(amount), boundOn })
}

/** Who is paid: whoever delivered; a direct payment goes to its holder, and the council's own service is recharged; a block contract pays what it was made for (`underBlock`). */
function payeeOf(occasion: OccasionMoney, line: OccasionLine): Payee | undefined {
  if (line.route === 'direct_payment' || line.route === 'prepaid_card')
    return { kind: 'direct_payment', id: line.poolId ?? occasion.personId }
  const served = line.component === 'support' ? occasion.provider : undefined
  const provider = served ?? (line.providerId ? { id: line.providerId, inHouse: line.inHouse === true } : undefined)
  return provider && { kind: provider.inHouse ? 'in_house' : 'provider', id: provider.id }
}

/**
 * The block contract whose instalments pay for a date, in place of its provider: a place of the contract is never paid a second time.
 * What a run has paid already stays with the provider, and is set right from there.
 */
async function underBlock(
  tx: Tx,
  { occasionId }: OccasionMoney,
  { budgetLineId, component, settled }: OccasionLine,
  payee: Payee | undefined,
): Promise<Payee | undefined> {
  if (payee?.kind !== 'provider' || component !== 'support' || settled !== null) return payee
  const { contractId } = await tx.one<{ contractId: string | null }>(
    sql`select finance.block_for(${occasionId}::uuid, ${budgetLineId}::uuid, ${payee.id}::uuid) as "contractId"`,
  )
  return contractId === null ? payee : { kind: 'block', id: payee.id, contractId }
}

/** Dates with a mark whose money has not been worked out, the earliest (or latest) first: work for the hourly round and for finance. From the kept list (`finance.mark_to_pay`). */
export async function marksToFollow(
  tx: Tx,
  most = 1000,
  first: 'earliest' | 'latest' = 'earliest',
): Promise<{ occasionId: string; on: CalendarDate }[]> {
  const order = first === 'earliest' ? sql`w.on_date, w.occasion_id` : sql`w.on_date desc, w.occasion_id desc`
  return tx.query(sql`
    select w.occasion_id as "occasionId", w.on_date as "on" from finance.mark_without_pay w order by ${order} limit ${most}`)
}
