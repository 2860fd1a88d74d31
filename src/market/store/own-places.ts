import type { CalendarDate } from '../../core/calendar-date.ts'
import {
  type OwnPlace,
  type PlaceChange,
  type PlaceChangeWanted,
  type PlacedAfter,
  peopleAtSiteAfter,
  placeChangesOf,
  placedAfter,
  placesAskedFor,
  placesOf,
  proposePlace,
  proposePlaceChange,
  type SiteProposal,
  type SiteWanted,
  withdrawPlace,
  withdrawPlaceChange,
} from '../../directory/store.ts'
import type { Tx } from '../../platform/db.ts'
import { NotFound } from '../../platform/refused.ts'
import { myOrganisation } from './own-service.ts'

export type { OwnPlace, PlaceChange, PlaceChangeWanted, PlacedAfter, SiteProposal }

/** The places of the provider who asks, those it has asked for, and the changes of its places that it asked for. */
export async function myPlaces(tx: Tx): Promise<{ places: OwnPlace[]; asked: SiteProposal[]; changes: PlaceChange[] }> {
  const organisationId = await myOrganisation(tx)
  return {
    places: await placesOf(tx, organisationId),
    asked: await placesAskedFor(tx, organisationId),
    changes: await placeChangesOf(tx, organisationId),
  }
}

/** Asks for a place of one's own. Refused as `proposePlace` refuses. */
export const askForPlace = async (tx: Tx, place: SiteWanted): Promise<void> =>
  proposePlace(tx, await myOrganisation(tx), place)

/** Takes back a place one asked for. Refused once it is decided (`proposal_decided_already`). */
export const takeBackPlace = async (tx: Tx, proposalId: string): Promise<void> =>
  withdrawPlace(tx, await myOrganisation(tx), proposalId)

/** One place of the provider who asks; another's is not found. */
export async function myPlace(tx: Tx, siteId: string): Promise<OwnPlace> {
  const mine = (await placesOf(tx, await myOrganisation(tx))).find(({ id }) => id === siteId)
  if (mine === undefined) throw new NotFound('place')
  return mine
}

/** Asks for a change of one's own place. Refused as `proposePlaceChange` refuses. */
export const askForPlaceChange = async (tx: Tx, wanted: PlaceChangeWanted): Promise<void> =>
  proposePlaceChange(tx, await myOrganisation(tx), wanted)

/** Takes back a change one asked for. Refused once it is decided (`proposal_decided_already`). */
export const takeBackPlaceChange = async (tx: Tx, changeId: string): Promise<void> =>
  withdrawPlaceChange(tx, await myOrganisation(tx), changeId)

/** Who stands in the way of leaving a place after a day: at one's own sessions by name and until when, in all by number. */
export async function whoIsPlacedAfter(
  tx: Tx,
  siteId: string,
  lastDay: CalendarDate,
): Promise<{ people: number; named: PlacedAfter[] }> {
  return { people: await peopleAtSiteAfter(tx, siteId, lastDay), named: await placedAfter(tx, siteId, lastDay) }
}
