import { addDays } from '../../core/calendar-date.ts'
import type { Making } from './planning.ts'
import { put, type Row } from './settings.ts'

/** One of each thing that few people have, so that no page is empty for whoever looks at a trial: a block contract, a taster and a break for a carer. */
export function exampleRows(making: Making, personId: string): void {
  const { tables, settings } = making
  blockContractRows(making)
  const sessions = tables.get('planning.planned_session') ?? []
  const purpose = (term: Row | undefined, words: string) => {
    const session = sessions.find((one) => one['id'] === term?.['planned_session_id'])
    if (session !== undefined) session['purpose'] = words
  }
  const terms = (tables.get('planning.session_term') ?? []).filter(
    (term) => term['agreed_at'] !== null && term['session_id'] !== null,
  )
  const ends = (term: Row) => String(term['until_date'] ?? '')
  const soon = terms
    .filter((term) => ends(term) >= addDays(settings.today, 7))
    .sort((one, other) =>
      ends(one) < ends(other) ? -1 : ends(one) > ends(other) ? 1 : String(one['id']) < String(other['id']) ? -1 : 1,
    )
  purpose(soon[0], 'taster')
  purpose(terms.filter((term) => term['person_id'] === personId).at(-1), 'carer_break')
}

/** A contract from before the framework, for places that nobody takes up any more: it costs the same until it ends. No date falls under it, so what people’s weeks cost stays as it is. */
function blockContractRows({ tables, staff, settings, id }: Making): void {
  const rates = tables.get('market.rate') ?? []
  const lot = id('lot complex_day')
  const provider = (tables.get('market.provider') ?? []).find(
    (one) =>
      one['kind'] === 'framework' &&
      rates.some((rate) => rate['provider_id'] === one['id']) &&
      !rates.some((rate) => rate['provider_id'] === one['id'] && rate['lot_id'] === lot),
  )
  const [framework] = tables.get('market.framework') ?? []
  if (provider === undefined || framework === undefined) return
  const year = Number(settings.today.slice(0, 4))
  const years = Array.from({ length: 6 }, (_, at) => year - 5 + at)
  const contract = id('block contract')
  put(tables, 'market.block_contract', {
    id: contract,
    provider_id: provider['id'],
    lot_id: lot,
    framework_id: framework['id'],
    framework_from: framework['from_date'],
    reference: `BC/${year - 5}/3`,
    places: 2,
    total_pence: years.length * 600_000,
    from_date: `${year - 5}-04-01`,
    until_date: `${year + 1}-03-31`,
    recorded_by: staff.commissioner.id,
    reason: `Signed in March ${year - 5} for six years; nobody takes up its two places now`,
  })
  for (const one of years)
    put(tables, 'market.block_instalment', {
      block_contract_id: contract,
      due_on: `${one}-04-01`,
      amount_pence: 600_000,
    })
}
