import { addDays, mondayOf } from '../../core/calendar-date.ts'
import { sharesOfAWorker } from '../../directory/index.ts'
import { addOffer, type CostToPublish, publishCost } from '../../directory/store.ts'
import { audit } from '../../platform/audit.ts'
import { sql, type Tx } from '../../platform/db.ts'
import { Refused } from '../../platform/refused.ts'
import type { Joining } from '../joining.ts'

/**
 * Publishes what a small provider said it offers: its page in the directory, its weekly session with room and dates, and
 * the price that was agreed. Refused before somebody has admitted it, and a second time.
 */
export async function publishOffer(tx: Tx, applicationId: string): Promise<string> {
  const asked = await tx.maybe<{
    joining: Joining
    providerId: string
    organisationId: string
    opportunityId: string | null
  }>(sql`
    select a.joining, a.provider_id as "providerId", p.organisation_id as "organisationId", o.opportunity_id as "opportunityId"
      from market.application a join market.provider p on p.id = a.provider_id left join market.published_offer o on o.application_id = a.id
     where a.id = ${applicationId} and exists (select from market.admission m join market.decision d on d.id = m.decision_id
       where d.application_id = a.id and not isempty(m.in_force) and (upper_inf(m.in_force) or upper(m.in_force) > ${tx.today}::date)) for update of a`)
  const offer = asked?.joining.offer
  if (asked === undefined || offer === undefined) throw new Refused('offer_cannot_be_published')
  if (asked.opportunityId !== null) throw new Refused('offer_published_once')
  const { joining, organisationId } = asked
  const opportunityId = await addOffer(tx, {
    organisationId,
    name: offer.title,
    summary: offer.summary,
    phone: joining.phone,
    email: joining.email,
    town: offer.town,
    kind: offer.kind,
    supportBands: joining.price === undefined ? [] : [joining.price.supportBand],
    needsReferral: false,
    session: offer.session && {
      ...offer.session,
      staffShares: sharesOfAWorker,
      firstMonday: mondayOf(tx.today),
      from: addDays(tx.today, 1),
    },
  })
  await tx.query(
    sql`insert into market.published_offer (application_id, opportunity_id) values (${applicationId}, ${opportunityId})`,
  )
  const rates = await tx.query<Omit<CostToPublish, 'organisationId'>>(sql`
    select r.id as "rateId", r.support_band as "supportBand", r.unit, r.price_pence as price, r.from_date as "from", least(r.until_date, r.ended_on) as until
      from market.rate r where r.provider_id = ${asked.providerId} and r.in_force && daterange(${tx.today}::date, null) order by r.from_date, r.id`)
  for (const rate of rates) await publishCost(tx, { ...rate, organisationId })
  await audit(tx, {
    action: 'market/offer-published',
    subject: 'opportunity',
    subjectId: opportunityId,
    detail: { applicationId },
  })
  return opportunityId
}
