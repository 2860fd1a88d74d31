import { paths as brokerage } from '../brokerage/paths.ts'
import { paths as charging } from '../charging/paths.ts'
import { paths as delivery } from '../delivery/paths.ts'
import { paths as directory } from '../directory/paths.ts'
import { paths as finance } from '../finance/paths.ts'
import { paths as needs } from '../needs/paths.ts'
import { paths as outcomes } from '../outcomes/paths.ts'
import { paths as people } from '../people/paths.ts'
import { paths as planning } from '../planning/paths.ts'

const pages: Readonly<Record<string, (personId: string) => string>> = {
  contact: needs.needs,
  assessment: needs.needs,
  carer_assessment: needs.needs,
  review: outcomes.outcomes,
  submission: charging.charge,
  dispute: charging.charge,
  plan: planning.plan,
  plan_draft: planning.plan,
  referral: brokerage.places,
  place: brokerage.places,
  place_held: brokerage.places,
  place_date: brokerage.places,
  pause: delivery.pauses,
  booking: directory.booked,
  date: finance.week,
  money: finance.statement,
  restriction: people.restriction,
}

/** The page on which a thing of a person's record is ended; what stands on no page of its own is among the details. */
export const whereEnded = (what: string, personId: string): string => (pages[what] ?? people.details)(personId)
