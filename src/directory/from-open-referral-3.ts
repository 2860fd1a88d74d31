import type { EntryReading } from './directory-entry.ts'
import type { FeedRecord } from './feed-record.ts'
import {
  agesOf,
  contactOf,
  costOf,
  organisationOf,
  placeOf,
  readService,
  statusOf,
  timeOf,
} from './open-referral-parts.ts'

/**
 * Reads one service in the shape of Open Referral UK 3.0 as a directory entry. Never throws: what is odd is a finding,
 * what cannot be an entry is refused.
 *
 * Source: HSDS-UK 3.0, schemata/service.json.
 */
export function fromOpenReferral3(service: unknown): EntryReading {
  return readService(service, (record) => {
    const atLocations = record.records('service_at_locations')
    return {
      description: record.text('description'),
      url: record.web('url'),
      email: record.email('email'),
      status: statusOf(record),
      fees: record.text('fees'),
      accreditations: record.text('accreditations'),
      alert: record.text('alert'),
      ...agesOf(record),
      assuredOn: record.day('assured_date'),
      modifiedAt: record.text('last_modified'),
      howToAttend: record.records('schedules').flatMap((schedule) => schedule.text('attending_type') ?? [])[0],
      howToJoin: undefined,
      organisation: organisationOf(record),
      times: [...record.records('schedules'), ...atLocations.flatMap((at) => at.records('schedules'))].map(timeOf),
      places: atLocations.flatMap((at) => {
        const location = at.record('location')
        return location ? [placeOf(location, { addresses: 'addresses', access: 'accessibility' })] : []
      }),
      costs: record.records('cost_options').map(costOf),
      areas: record.records('service_areas').flatMap((area) => area.text('name', 'service_area') ?? []),
      languages: record.records('languages').flatMap((language) => language.text('name', 'language', 'code') ?? []),
      funding: record.records('funding').flatMap((fund) => fund.text('source') ?? []),
      contacts: record.records('contacts').map(contactOf),
      terms: record.records('attributes').flatMap(termOf),
    }
  })
}

function termOf(attribute: FeedRecord) {
  const term = attribute.record('taxonomy_term')
  const name = term?.text('name', 'term')
  if (term === undefined || name === undefined) return []
  return [{ sourceId: term.text('id'), name, vocabulary: term.text('taxonomy'), description: term.text('description') }]
}
