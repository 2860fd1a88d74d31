import { expect, test } from 'vitest'
import { openReferralValidator, standard, withStandards } from '../../test/support/standards.ts'
import { lastOfEachId, readEntries, readPage } from './read-feed.ts'

const latitude = 'service_at_locations[0].location.latitude is not a number from -90 to 90 (left out)'
const postcode = 'service_at_locations[0].location.addresses[0].postal_code does not look like a UK postcode (kept)'
const web = 'url is not a full web address that begins with https:// or http:// (kept)'
const email = 'email does not look like an e-mail address (kept)'
const nameless = 'name a service needs a name (left out)'
const sum = (field: string, right: string) => `${field} does not agree with the page, which makes it ${right} (kept)`
const termFaults = ["/ must have required property 'description'", '/term_uri must match format "uri"']
const badAddresses = ['/url must match format "uri"', '/email must match format "email"']
/**
 * What is found in each file of the standard's own examples of answers, read and agreed by hand. `schema`: against the
 * schemas of the standard; `page`: where the sums of a page do not agree; `read`: what our reader says of the services;
 * `arrive`: how many services arrive. A file that is not named here has no fault at all.
 */
interface Expected {
  readonly schema?: readonly string[]
  readonly page?: readonly string[]
  readonly read?: readonly string[]
  readonly arrive?: number
}
const wholeService = { read: [latitude, postcode], arrive: 1 }

const reviewed: Record<string, Record<string, Expected>> = {
  // Its services are valid, as its name promises. Its list of organisations is shortened by hand: it says one and holds ten.
  Default: {
    'organization_list.json': {
      page: [sum('size', '10')],
      schema: [
        "/organization_identifiers/0 must have required property 'identifier_type'",
        '/organization_identifiers/0/id must match format "uuid"',
        '/attributes/0/id must match format "uuid"',
        '/attributes/1/id must match format "uuid"',
      ],
    },
    'service_full.json': wholeService,
    'service_list.json': { arrive: 1 },
  },
  // The services are valid; the optional parts are not.
  Warn: {
    'service_full.json': wholeService,
    'service_list.json': { arrive: 1 },
    'taxonomy_term.json': { schema: termFaults },
    'taxonomy_term_list.json': { page: [sum('last_page', 'false')] },
  },
  // The root and the services break the standard; a service without a name does not arrive.
  Fail: {
    'api_details.json': {
      schema: ["/ must have required property 'profile'", '/openapi_url must match format "uri"'],
    },
    'service_full.json': { schema: badAddresses, read: [web, email, latitude, postcode], arrive: 1 },
    'service_list.json': {
      page: [sum('size', '4')],
      schema: ["/ must have required property 'name'", ...badAddresses, '/email must be string'],
      read: [nameless],
      arrive: 0,
    },
    'taxonomy_term.json': { schema: termFaults },
  },
  // One service 128 times over, on a page that says it holds 31.
  Test: {
    'service_full.json': wholeService,
    'service_list.json': {
      page: [sum('size', '128')],
      read: ['id the same id comes again later in this import; the last one stands (left out)'],
      arrive: 1,
    },
  },
}

const kinds = ['organization', 'service_at_location', 'service', 'taxonomy', 'taxonomy_term'] as const
const whole = (folder: string, kind: string) =>
  kind.startsWith('taxonomy') || (folder === 'Default' && kind === 'organization')
    ? `${kind}.json`
    : `${kind}_full.json`
const files = (folder: string) => [
  'api_details.json',
  ...kinds.flatMap((kind) => [whole(folder, kind), `${kind}_list.json`]),
]

withStandards('the standard’s own examples of answers', () => {
  const faultsOf = openReferralValidator()

  function foundIn(file: string, text: string): Expected {
    const kind = file.replace(/(_full|_list)?\.json$/, '')
    const json = JSON.parse(text) as { contents?: unknown[] }
    const schema = [json.contents ?? [json]].flat().flatMap((record) => faultsOf(kind, record))
    const page = readPage(text)
    if (!page.ok) return { schema }
    const words = ({ field, problem, kept }: { field: string; problem: string; kept: boolean }) =>
      `${field} ${problem} (${kept ? 'kept' : 'left out'})`
    const { entries, findings } = lastOfEachId(readEntries(page.value))
    const services = kind === 'service' ? { read: [...new Set(findings.map(words))], arrive: entries.length } : {}
    return { schema: [...new Set(schema)], page: page.value.findings.map(words), ...services }
  }

  test.each(Object.keys(reviewed).flatMap((folder) => files(folder).map((file) => [folder, file] as const)))(
    '%s, %s: exactly what was agreed by hand',
    (folder, file) => {
      const nothing = { schema: [], page: [], read: [], arrive: 0 }
      const found = foundIn(file, standard(`oruk/validator-mocks/V3.0-UK-${folder}/${file}`))
      expect({ ...nothing, ...found }).toEqual({ ...nothing, ...reviewed[folder]?.[file] })
    },
  )

  test('the folder of version 1.0 holds a validator’s answers, so no service arrives from it', () => {
    expect(readPage(standard('oruk/validator-mocks/V1.0-UK-Default/V1_ValidateResponse.json'))).toEqual({
      ok: false,
      refusals: ['no-services'],
    })
    const list = readPage(standard('oruk/validator-mocks/V1.0-UK-Default/V1_DashboardResponse.json'))
    expect(list.ok && lastOfEachId(readEntries(list.value)).entries).toEqual([])
  })
})
