import {
  type OwnPlace,
  placesAskedFor,
  placesOf,
  proposePlace,
  type SiteProposal,
  type SiteWanted,
  withdrawPlace,
} from '../../directory/store.ts'
import type { Tx } from '../../platform/db.ts'
import { myOrganisation } from './own-service.ts'

export type { OwnPlace, SiteProposal }

/** The places of the provider who asks, and those it has asked for. */
export async function myPlaces(tx: Tx): Promise<{ places: OwnPlace[]; asked: SiteProposal[] }> {
  const organisationId = await myOrganisation(tx)
  return { places: await placesOf(tx, organisationId), asked: await placesAskedFor(tx, organisationId) }
}

/** Asks for a place of one's own. Refused as `proposePlace` refuses. */
export const askForPlace = async (tx: Tx, place: SiteWanted): Promise<void> =>
  proposePlace(tx, await myOrganisation(tx), place)

/** Takes back a place one asked for. Refused once it is decided (`proposal_decided_already`). */
export const takeBackPlace = async (tx: Tx, proposalId: string): Promise<void> =>
  withdrawPlace(tx, await myOrganisation(tx), proposalId)
