import { addDays } from '../../core/calendar-date.ts'
import { pence } from '../../core/money.ts'
import type { CheckKind } from '../../market/checks.ts'
import type { Joining } from '../../market/joining.ts'
import { checksRequired } from '../../market/market-policy.ts'
import { upliftBetween, upliftRule } from '../../market/uplift.ts'
import type { CouncilPolicy } from '../council-policy/council-policy.ts'
import type { Making } from './planning.ts'
import { put } from './settings.ts'
import type { Supply } from './supply.ts'

const notice = 'DEMO 2022/S 000-000001'
const seen: Record<CheckKind, string> = {
  insurance: 'Certificate of Example Mutual, public liability of £5 million',
  safeguarding: 'Training of this year, and a named person to tell',
  staff_checks: 'List of enhanced checks, all within three years',
  references: 'Two references, both good',
  policies: 'Health and safety, complaints, data protection, equality',
  exclusion_grounds: 'Declaration, and a look at the public lists',
}

/** The notice of the framework, what was checked of everybody in it, what they take on, and who wants to join. Once a borough. */
export function joiningRows(making: Making, policy: CouncilPolicy, supply: Supply): void {
  const { tables, staff, settings, id } = making
  const { today } = settings
  put(tables, 'market.framework_notice', {
    id: id('notice'),
    framework_id: id('framework'),
    kind: 'tender',
    reference: notice,
    published_on: addDays(today, -365 * 4 - 60),
    recorded_by: staff.commissioner.id,
  })
  const rule = { ...policy.value('market.joining', today), from: '' }
  const providers = supply.providers.filter(({ kind }) => kind !== 'in_house' && kind !== 'community_group')
  providers.forEach((one, at) => {
    for (const kind of checksRequired(one.kind, rule))
      put(tables, 'market.check_item', {
        id: id(`check ${one.id} ${kind}`),
        provider_id: one.id,
        kind,
        met: true,
        evidence: seen[kind],
        expires_on: kind === 'insurance' ? addDays(today, 20 + ((at * 37) % 320)) : null,
        checked_by: staff.commissioner.id,
        checked_on: addDays(today, -((at * 29) % 300) - 1),
      })
    if (one.kind !== 'framework')
      put(tables, 'market.least_hours', {
        id: id(`least ${one.id}`),
        provider_id: one.id,
        weekly_minutes: 60 * (1 + (at % 3)),
        from_date: addDays(today, -300),
        recorded_by: staff.commissioner.id,
      })
  })
  upliftRow(making, policy)
  applicants.forEach((one, at) => {
    applicantRows(making, one, at)
  })
}

/** An uplift of support in the community that waits for somebody to decide. */
function upliftRow({ tables, staff, settings: { today }, id }: Making, policy: CouncilPolicy): void {
  const years = { baseYear: 2025, toYear: 2026, ...policy.value('market.uplift', today) }
  const working = upliftBetween(years)
  if ('refused' in working) return
  put(tables, 'market.uplift_proposal', {
    id: id('uplift'),
    lot_id: id('lot outreach'),
    from_date: `${Number(today.slice(0, 4)) + 1}-04-01`,
    base_year: years.baseYear,
    to_year: years.toYear,
    wage_percent: years.wagePercent,
    basis_points: working.basisPoints,
    working,
    rule_version: upliftRule,
    proposed_by: staff.commissioner.id,
    proposed_on: addDays(today, -3),
  })
}

interface Applicant {
  readonly kind: 'micro_provider' | 'personal_assistant' | 'framework'
  readonly lot: string
  readonly daysAgo: number
  readonly checked: readonly CheckKind[]
  readonly refused?: string
  readonly says: Omit<Joining, 'lotIds' | 'evidence'>
}

const applicants: readonly Applicant[] = [
  {
    kind: 'micro_provider',
    lot: 'community',
    daysAgo: 9,
    checked: ['insurance', 'safeguarding'],
    says: {
      name: 'Saturday Bakers',
      contact: 'Noor Example',
      phone: '01632 960201',
      email: 'noor@example.org',
      offer: {
        kind: 'cooking',
        title: 'Saturday Bakers',
        summary: 'Four people bake bread together and take a loaf home.',
        town: 'Congleton',
        session: { weekday: 6, startMinute: 600, endMinute: 750, places: 4 },
      },
      price: { pence: pence(1_650), unit: 'hour', supportBand: '1:4' },
      leastWeeklyMinutes: 120,
    },
  },
  {
    kind: 'personal_assistant',
    lot: 'personal_assistant',
    daysAgo: 4,
    checked: ['insurance', 'safeguarding', 'staff_checks', 'exclusion_grounds'],
    says: {
      name: 'Rhys D, personal assistant',
      contact: 'Rhys Example',
      phone: '01632 960202',
      offer: {
        kind: 'personal_assistant',
        title: 'Out and about with Rhys',
        summary: 'Swimming, walking, the library: one to one, in your own time.',
        town: 'Macclesfield',
      },
      price: { pence: pence(1_600), unit: 'hour', supportBand: '1:1' },
      leastWeeklyMinutes: 180,
    },
  },
  {
    kind: 'framework',
    lot: 'outreach',
    daysAgo: 120,
    checked: [],
    refused: 'No insurance was shown after two letters. You can apply again at any time.',
    says: { name: 'Quick Care Example Ltd', contact: 'A Example', phone: '01632 960203' },
  },
]

function applicantRows({ tables, staff, settings: { today }, id }: Making, one: Applicant, at: number): void {
  const application = id(`application ${at}`)
  const lotId = id(`lot ${one.lot}`)
  const sentOn = addDays(today, -one.daysAgo)
  const joining: Joining = { ...one.says, lotIds: [lotId], evidence: [] }
  put(tables, 'market.application', {
    id: application,
    framework_id: id('framework'),
    kind: one.kind,
    short_path: one.kind !== 'framework',
    name: one.says.name,
    joining,
    began_on: sentOn,
    sent_on: sentOn,
    recorded_by: staff.commissioner.id,
  })
  put(tables, 'market.application_lot', { application_id: application, lot_id: lotId })
  for (const kind of one.checked)
    put(tables, 'market.check_item', {
      id: id(`check ${application} ${kind}`),
      application_id: application,
      kind,
      met: true,
      evidence: seen[kind],
      expires_on: kind === 'insurance' ? addDays(today, 200) : null,
      checked_by: staff.commissioner.id,
      checked_on: addDays(sentOn, 1),
    })
  if (one.refused !== undefined)
    put(tables, 'market.decision', {
      id: id(`decision ${application}`),
      application_id: application,
      lot_id: lotId,
      framework_id: id('framework'),
      notice_id: id('notice'),
      admitted: false,
      reasons: one.refused,
      checks_required: ['insurance', 'exclusion_grounds'],
      no_interest: true,
      decided_by: staff.commissioner.id,
      decided_on: addDays(sentOn, 30),
    })
}
