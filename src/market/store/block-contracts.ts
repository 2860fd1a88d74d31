import type { CalendarDate } from '../../core/calendar-date.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { appendFact } from '../../platform/facts.ts'
import { newId } from '../../platform/ids.ts'
import { NotFound, Refused } from '../../platform/refused.ts'
import { actor } from '../../platform/who.ts'
import { type BlockTerms, blockFault, type FrameworkDays, frameworkAfter } from '../block-contract.ts'
import { type BlockContract, blockContracts, frameworks } from './providers.ts'

/**
 * The framework that a contract stands from before. Refused where its terms do not agree with each other, where it would be a new
 * guaranteed volume, has not begun, or its reference is written down already (in whatever letters).
 */
export async function foreseeBlockContract(tx: Tx, wanted: BlockTerms): Promise<FrameworkDays> {
  const fault = blockFault(wanted)
  if (fault !== undefined) throw new Refused(fault.code)
  const framework = frameworkAfter(wanted.from, await frameworks(tx), tx.today)
  if (!framework.ok) throw new Refused(framework.refusals[0] ?? 'no_new_block_contract')
  const there = await tx.maybe(
    sql`select b.id from market.block_contract b where lower(b.reference) = lower(${wanted.reference}) limit 1`,
  )
  if (there !== undefined) throw new Refused('block_once')
  return framework.value
}

/**
 * Writes down a block contract that stands from before the framework, with its instalments, and tells later steps (fact
 * `market/block-contract-recorded`). It is not edited afterwards; it can end earlier.
 */
export async function recordBlockContract(tx: Tx, wanted: BlockTerms): Promise<string> {
  const framework = await foreseeBlockContract(tx, wanted)
  const id = newId()
  await tx.query(sql`
    insert into market.block_contract (id, provider_id, lot_id, framework_id, framework_from, reference, places, total_pence, from_date, until_date, recorded_by, reason, citation)
    values (${id}, ${wanted.providerId}, ${wanted.lotId ?? null}, ${framework.id}, ${framework.from}, ${wanted.reference}, ${wanted.places ?? null}, ${wanted.total},
            ${wanted.from}, ${wanted.until}, ${actor(tx)}, ${wanted.reason}, ${wanted.citation ?? null})`)
  await tx.query(sql`
    insert into market.block_instalment (block_contract_id, due_on, amount_pence)
    select ${id}::uuid, x.due_on, x.amount
      from unnest(${wanted.instalments.map(({ dueOn }) => dueOn)}::date[], ${wanted.instalments.map(({ amount }) => amount)}::bigint[]) as x (due_on, amount)`)
  await appendFact(tx, 'market/block-contract-recorded', id, wanted.from)
  await audit(tx, {
    action: 'market/block-contract-recorded',
    subject: 'block_contract',
    subjectId: id,
    detail: {
      providerId: wanted.providerId,
      lotId: wanted.lotId ?? null,
      reference: wanted.reference,
      places: wanted.places ?? null,
      totalPence: wanted.total,
      instalments: wanted.instalments.length,
      from: wanted.from,
      until: wanted.until,
    },
  })
  return id
}

/** One block contract; none when there is none the asker may see. */
export async function blockContract(tx: Tx, contractId: string): Promise<BlockContract> {
  const found = (await blockContracts(tx)).find(({ id }) => id === contractId)
  if (found === undefined) throw new NotFound('block contract')
  return found
}

/** The contract as it stands. Refused (block_ended_already, DW116) where it cannot end on that day. */
export async function foreseeBlockEnd(
  tx: Tx,
  { contractId, lastDay }: { contractId: string; lastDay: CalendarDate },
): Promise<BlockContract> {
  const contract = await blockContract(tx, contractId)
  if (contract.endReason !== null || contract.agreedUntil < tx.today) throw new Refused('block_ended_already')
  if (lastDay < tx.today || lastDay >= contract.agreedUntil) throw new Refused('DW116')
  return contract
}

/** Ends a contract before its agreed last day, from today on: dates after it are paid as any other, and instalments due after it fall away. */
export async function endBlockContract(
  tx: Tx,
  { contractId, lastDay, reason }: { contractId: string; lastDay: CalendarDate; reason: string },
): Promise<void> {
  await foreseeBlockEnd(tx, { contractId, lastDay })
  const ended = await tx.query(
    sql`update market.block_contract set ended_on = ${lastDay}, end_reason = ${reason} where id = ${contractId} and ended_on is null returning id`,
  )
  if (ended.length === 0) throw new Refused('block_ended_already')
  await audit(tx, {
    action: 'market/block-contract-ended',
    subject: 'block_contract',
    subjectId: contractId,
    detail: { lastDay },
  })
}

/** Every provider by name, to choose one of. */
export async function providerNames(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx.query(
    sql`select p.provider_id as id, p.name from market.published_provider p order by lower(p.name), p.provider_id`,
  )
}
