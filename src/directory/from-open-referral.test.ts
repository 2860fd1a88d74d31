import { describe, expect, test } from 'vitest'
import { standard, withStandards } from '../../test/support/standards.ts'
import type { CalendarDate } from '../core/calendar-date.ts'
import { opportunityRow, tierOf } from './entry-rows.ts'
import { fromOpenReferral1 } from './from-open-referral-1.ts'
import { fromOpenReferral3 } from './from-open-referral-3.ts'
import { lastOfEachId, readEntries, readPage, readText } from './read-feed.ts'

const page = (file: string) => {
  const read = readPage(standard(`oruk/${file}`))
  if (!read.ok) throw new Error(`${file}: ${read.refusals.join()}`)
  return read.value
}

test('a schedule that has ended is no time of an entry, one with an end says so, and a rare frequency stands as its word', () => {
  const tuesday = { freq: 'WEEKLY', byday: 'TU', opens_at: '10:00', closes_at: '12:00' }
  const schedules = [
    { ...tuesday, byday: 'MO', valid_to: '2026-04-05' },
    { ...tuesday, valid_to: '2026-06-30' },
    { ...tuesday, byday: 'WE', valid_from: '2026-05-06' },
    { ...tuesday, byday: 'TH', valid_from: '2020-01-01' },
    { ...tuesday, byday: 'FR', freq: 'FORTNIGHTLY' },
  ]
  const { entry } = fromOpenReferral3({ id: 's', name: 'Club', status: 'active', schedules })
  if (entry === undefined) throw new Error('no entry')
  const row = opportunityRow(entry, '2026-04-06' as CalendarDate)
  expect(row.weekdays).toEqual([2, 3, 4, 5])
  expect(row.timesWords?.split('\n')).toEqual([
    'Tuesday, 10am to noon, until 30 June 2026',
    'Wednesday, 10am to noon, from 6 May 2026',
    'Thursday, 10am to noon',
    'Friday, 10am to noon. Fortnightly',
  ])
})

test.each([
  ['Itâ€™s Â£5 at the cafÃ©', 'It’s £5 at the café'],
  ['Teaâ€“time ðŸ˜€', 'Tea–time 😀'],
  ['CAFÉ’S “É” and Ångström', 'CAFÉ’S “É” and Ångström'],
])('%s is read as %s', (text, meant) => {
  const { entry, findings } = fromOpenReferral3({ id: 's', name: text, status: 'active' })
  expect(entry?.name).toBe(meant)
  expect(findings.map(({ problem }) => problem)).toEqual(
    text === meant ? [] : ['was encoded twice, read as it was meant'],
  )
})

describe('a service of Open Referral UK 3.0', () => {
  const { entry, findings } = fromOpenReferral3({
    id: 'ac148810-d857-441c-9679-408f346de14b',
    name: ' Walking&nbsp;club ',
    description: '<p>Slow walks.</p><p>Tea after.</p>',
    url: 'www.example.org',
    email: 'walks at example.org',
    status: 'Active',
    fees: '',
    minimum_age: '18',
    maximum_age: 16,
    assured_date: '2026-02-30',
    schedules: [{ freq: 'WEEKLY', byday: 'TH,FR,XX', opens_at: '10:00:00', closes_at: '25:00' }],
    service_at_locations: [
      {
        location: {
          latitude: 100,
          longitude: 1,
          addresses: [{ address_1: '1 Main Street', city: 'Crewe', postal_code: 'ABC 1234' }],
        },
      },
    ],
    cost_options: [{ amount: 3.1, amount_description: 'a walk' }, { amount: -1 }],
    contacts: [{ name: 'Reception', phones: [{ number: '01632 960001' }] }, 'nobody'],
    organization: { name: '' },
  })

  test('arrives as plain text, whole pence, minutes of the day and days of the week', () => {
    expect(entry).toMatchObject({
      name: 'Walking club',
      description: 'Slow walks.\n\nTea after.',
      status: 'active',
      fees: undefined,
      times: [{ repeats: 'weekly', weekdays: [4, 5], startMinute: 600, endMinute: undefined }],
      costs: [{ amount: 310, words: 'a walk' }, { amount: undefined }],
      contacts: [{ name: 'Reception', phones: ['01632 960001'] }],
      places: [{ town: 'Crewe', postcode: 'ABC 1234', point: undefined }],
    })
  })

  test('keeps odd addresses and flags them, leaves out what means nothing, and says each', () => {
    expect(findings.map(({ field, kept }) => [field, kept])).toEqual([
      ['url', true],
      ['email', true],
      ['minimum_age', false],
      ['assured_date', false],
      ['organization.name', false],
      ['schedules[0].byday', false],
      ['schedules[0].closes_at', false],
      ['service_at_locations[0].location.latitude', false],
      ['service_at_locations[0].location.addresses[0].postal_code', true],
      ['cost_options[1].amount', false],
      ['contacts', false],
    ])
  })

  test.each([
    ['is not a record', 'hello'],
    ['has no name', { id: '1', name: ' ' }],
    ['has no id', { name: 'Club' }],
    ['is nothing', null],
  ])('a service that %s is refused with its reason', (_, service) => {
    const reading = fromOpenReferral3(service)
    expect(reading.entry).toBeUndefined()
    expect(reading.findings.length).toBeGreaterThan(0)
  })
})

describe('a service of Open Referral UK 1.0', () => {
  test('brings its lists, and the words of one supplier, but never who checked it', () => {
    const { entry } = fromOpenReferral1({
      id: '7',
      name: 'Choir',
      status: 'active',
      attending_access: 'Self referral',
      pc_metadata: { assured_by: 'officer@example.org' },
      pc_targetAudience: [{ id: '1', audienceType: 'Women' }],
      service_taxonomys: [{ taxonomy: { id: 'a', name: 'Music', vocabulary: 'esd' } }],
      eligibilitys: [{ minimum_age: 18 }],
      regular_schedules: [{ byday: 'MO', opens_at: '9:30', closes_at: '11:00' }],
    })
    expect(entry).toMatchObject({
      howToJoin: 'Self referral',
      minimumAge: 18,
      terms: [{ name: 'Music' }, { name: 'Women' }],
      times: [{ weekdays: [1], startMinute: 570 }],
    })
    expect(JSON.stringify(entry)).not.toContain('officer@example.org')
  })

  withStandards('on the published samples', () => {
    test('every service of the real sample arrives, without a tag or an entity', () => {
      const sample = page('real-feeds/well-aware-v1-sample.json')
      const { entries, findings, rejected } = lastOfEachId(readEntries(sample))
      expect(sample.version).toBe('1.0')
      expect([entries.length, rejected]).toEqual([20, 0])
      expect(JSON.stringify(entries)).not.toMatch(/<[a-z/!]|&[a-z]+;|redacted@|""/i)
      expect(findings.every(({ kept }) => kept)).toBe(true)
    })
  })
})

describe('a whole file', () => {
  test.each([
    ['empty', new Uint8Array()],
    ['empty', new TextEncoder().encode(' \n ')],
    ['not-text', new Uint8Array([0x7b, 0x00, 0x7d])],
  ])('%s is refused before it is read as JSON', (refusal, bytes) => {
    expect(readText(bytes)).toEqual({ ok: false, refusals: [refusal] })
  })

  test.each([
    ['UTF-8', Buffer.from('Café £5'), 0],
    ['UTF-8 with its mark', Buffer.from('\ufeffCafé £5'), 0],
    ['UTF-16', Buffer.from('\ufeffCafé £5', 'utf16le'), 0],
    ['Windows-1252', Buffer.from('Café £5', 'latin1'), 1],
    ['half of each', Buffer.concat([Buffer.from('Café '), Buffer.from('£5', 'latin1')]), 1],
  ])('%s is read with every letter, and said so when it is mixed', (_, bytes, findings) => {
    const read = readText(bytes)
    expect(read.ok && [read.value.text, read.value.findings.length]).toEqual(['Café £5', findings])
  })

  test('quotation marks, dashes and the euro of Windows-1252 are letters too', () => {
    const read = readText(Buffer.from([0x93, 0x49, 0x74, 0x92, 0x73, 0x94, 0x20, 0x96, 0x20, 0x80, 0x35]))
    expect(read.ok && read.value.text).toBe('“It’s” – €5')
  })

  test.each([
    ['not-json', '<html>Gateway timeout</html>'],
    ['not-json', '{"contents": ['],
    ['no-services', '{"hello": 1}'],
    ['no-services', '42'],
    ['empty', ''],
  ])('%s is the answer to text that holds no feed', (refusal, text) => {
    expect(readPage(text)).toEqual({ ok: false, refusals: [refusal] })
  })

  test('one service, a list and a page of either version are all read; an empty page holds nothing', () => {
    expect(readPage('{"id":"1","name":"Choir","attending_type":"venue"}')).toMatchObject({ value: { version: '1.0' } })
    expect(readPage('[{"id":"1"},{"id":"2"}]')).toMatchObject({ value: { version: '3.0', services: [{}, {}] } })
    expect(readPage('{"contents":[],"total_pages":3,"page_number":2}')).toMatchObject({
      value: { services: [], pages: { total: 3, number: 2 } },
    })
    expect(readPage('{"content":[],"totalPages":1,"number":1}')).toMatchObject({ value: { version: '1.0' } })
  })

  withStandards('on the published samples', () => {
    test('the validator’s example, warning and list files are read as their names promise', () => {
      const read = (file: string) => lastOfEachId(readEntries(page(`validator-mocks/${file}`)))
      expect(read('V3.0-UK-Default/service_full.json')).toMatchObject({
        entries: [{ name: 'Community Counselling' }],
        rejected: 0,
      })
      expect(read('V3.0-UK-Warn/service_list.json')).toMatchObject({ entries: [{}], rejected: 0 })
      expect(read('V3.0-UK-Fail/service_list.json').entries).toEqual([])
      expect(read('V3.0-UK-Fail/service_full.json').findings.map(({ field }) => field)).toEqual(
        expect.arrayContaining(['url', 'email']),
      )
      const repeated = read('V3.0-UK-Test/service_list.json')
      expect([repeated.entries.length, repeated.rejected]).toEqual([1, 127])
    })
  })
})

test('a tier is what a list of tiers says, the most support of several; any other list or word says nothing', () => {
  const term = (name: string, vocabulary?: string) => ({
    sourceId: undefined,
    name,
    vocabulary,
    description: undefined,
  })
  expect(tierOf([term('Tier 3', 'Tiers of support'), term('2', 'Support tier')])).toBe(2)
  for (const other of [
    term('2', 'Age'),
    term('Tier 4', 'Tiers'),
    term('Tier 1 and 2', 'Tier'),
    term('2'),
    term('1', 'Frontier'),
  ])
    expect(tierOf([other])).toBeNull()
})

test('a name without end is cut, and a time that ends before it begins is told; both services arrive', () => {
  const walk = { id: 'w', name: 'Walk', status: 'active' }
  const long = fromOpenReferral3({ ...walk, name: 'x'.repeat(100_000) })
  expect([long.entry?.name.length, long.findings[0]?.problem]).toEqual([300, 'has more than 300 letters, cut there'])
  const schedules = [{ freq: 'WEEKLY', byday: 'MO', opens_at: '10:00', closes_at: '09:00' }]
  const late = fromOpenReferral3({ ...walk, schedules })
  expect(late.findings).toMatchObject([{ field: 'schedules[0].closes_at', problem: 'is before it opens', kept: true }])
  expect(late.entry?.times[0]).toMatchObject({ startMinute: 600, endMinute: 540 })
})
