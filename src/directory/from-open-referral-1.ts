import type { EntryReading, EntryTerm } from './directory-entry.ts'
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

const attendingTypes = ['phone', 'online', 'venue', 'home visit']
const attendingAccess = ['referral', 'appointment', 'membership', 'drop-in']
const deliverables = [
  'advice',
  'assessment',
  'counselling',
  'equipment',
  'financial support',
  'information',
  'permission',
  'training',
]

/**
 * Reads one service in the shape of Open Referral UK 1.0 as a directory entry, with the lists a full 1.0 record may
 * carry and the fields one supplier adds (pc_…). The supplier's own notes on who checked the record are never kept:
 * they name a member of staff.
 *
 * Source: Open Referral UK 1.0, openapi.json.
 */
export function fromOpenReferral1(service: unknown): EntryReading {
  return readService(service, (record) => {
    const eligibility = record.record('eligibilitys', 'eligibilities', 'eligibility')
    const atLocations = record.records('service_at_locations')
    return {
      description: record.text('description'),
      url: record.web('url'),
      email: record.email('email'),
      status: statusOf(record),
      fees: record.text('fees'),
      accreditations: record.text('accreditations'),
      alert: undefined,
      ...(eligibility ? agesOf(eligibility) : { minimumAge: undefined, maximumAge: undefined }),
      assuredOn: record.day('assured_date'),
      modifiedAt: undefined,
      howToAttend: oneOf(record, 'attending_type', attendingTypes),
      howToJoin: joined([
        oneOf(record, 'attending_access', attendingAccess),
        record.text('pc_attendingAccess_additionalInfo'),
      ]),
      organisation: organisationOf(record),
      times: [
        ...record.records('regular_schedules', 'regular_schedule'),
        ...atLocations.flatMap((at) => at.records('regular_schedules', 'regular_schedule')),
      ].map(timeOf),
      places: atLocations.flatMap((at) => {
        const location = at.record('location')
        const names = { addresses: 'physical_addresses', access: 'accessibility_for_disabilities' }
        return location ? [placeOf(location, names)] : []
      }),
      costs: record.records('cost_options').map(costOf),
      areas: record.records('service_areas').flatMap((area) => area.text('service_area', 'name') ?? []),
      languages: record.records('languages').flatMap((language) => language.text('language') ?? []),
      funding: record.records('fundings', 'funding').flatMap((fund) => fund.text('source') ?? []),
      contacts: record.records('contacts').map(contactOf),
      terms: termsOf(record),
    }
  })
}

/** A word of a closed list of the standard; another word is kept as it is and noted. */
function oneOf(record: FeedRecord, field: string, words: readonly string[]): string | undefined {
  const found = record.text(field)
  if (found !== undefined && !words.includes(found.toLowerCase()))
    record.note({ field, value: found, problem: `is not one of: ${words.join(', ')}`, kept: true })
  return found
}

function termsOf(record: FeedRecord): EntryTerm[] {
  const listed = record
    .records('service_taxonomys', 'service_taxonomies')
    .flatMap((link) => link.record('taxonomy') ?? [])
  const terms = listed.flatMap((term) => {
    const name = term.text('name')
    return name === undefined
      ? []
      : [{ sourceId: term.text('id'), name, vocabulary: term.text('vocabulary'), description: undefined }]
  })
  const audiences = record.records('pc_targetAudience').flatMap((audience) => {
    const name = audience.text('audienceType')
    return name === undefined
      ? []
      : [{ sourceId: undefined, name, vocabulary: 'Who it is for', description: undefined }]
  })
  const deliverable = oneOf(record, 'deliverable_type', deliverables)
  const kinds =
    deliverable === undefined
      ? []
      : [{ sourceId: undefined, name: deliverable, vocabulary: 'What it gives', description: undefined }]
  return [...terms, ...audiences, ...kinds]
}

const joined = (parts: (string | undefined)[]) => parts.filter((part) => part !== undefined).join('. ') || undefined
