const yesNo = ['Yes', 'No', 'Unknown'] as const

/**
 * The values that national Client Level Data (release 2) takes about a person, by kind of detail.
 * Sources: the literal values in DHSC's published Client Level Data dashboard queries (June 2026); primary support reason from an
 * NHS board's published mapping to release 2 (April 2026); sight, hearing and "Unknown" funding from a published data standard that quotes the
 * specification (July 2026). A value that no public source prints (gender "Other") is not offered. How long a journey somebody wants to make is
 * no national detail: its values are Daywell's own, and no return takes it.
 */
const detailCodes = {
  gender: ['Male', 'Female', 'Unknown'],
  ethnicity: [
    'White: English, Welsh, Scottish, Northern Irish or British',
    'White: Irish',
    'White: Gypsy or Irish Traveller',
    'White: Roma',
    'White: Any other White background',
    'Mixed or multiple ethnic groups: White and Black Caribbean',
    'Mixed or multiple ethnic groups: White and Black African',
    'Mixed or multiple ethnic groups: White and Asian',
    'Mixed or multiple ethnic groups: Any other Mixed or multiple ethnic background',
    'Asian or Asian British: Indian',
    'Asian or Asian British: Pakistani',
    'Asian or Asian British: Bangladeshi',
    'Asian or Asian British: Chinese',
    'Asian or Asian British: Any other Asian background',
    'Black, Black British, Caribbean or African: African',
    'Black, Black British, Caribbean or African: Caribbean',
    'Black, Black British, Caribbean or African: Any other Black, Black British or Caribbean background',
    'Other ethnic group: Arab',
    'Other ethnic group: Any other ethnic group',
    'No data: Refused',
    'No data: Undeclared or not known',
  ],
  primary_support_reason: [
    'Physical support: Access and mobility only',
    'Physical support: Personal care support',
    'Sensory support: Support for visual impairment',
    'Sensory support: Support for hearing impairment',
    'Sensory support: Support for dual impairment',
    'Support with memory and cognition',
    'Learning disability support',
    'Mental health support',
    'Social support: Substance misuse support',
    'Social support: Asylum seeker support',
    'Social support: Support for social isolation or other',
    'Social support: Support to unpaid carer',
    'Unknown',
  ],
  client_type: ['Service user', 'Unpaid carer', 'Unpaid carer known by association'],
  employment: [
    'Paid: Less than 16 hours a week',
    'Paid: 16 or more hours a week',
    'Paid: Hours per week unknown',
    'Not in paid employment: Seeking work',
    'Not in paid employment: Not actively seeking work or retired',
    'Not in paid employment: Voluntary work only',
    'Unknown',
  ],
  accommodation: [
    'Owner occupier or shared ownership scheme',
    'Tenant: Local authority or other social housing provider',
    'Tenant: Private landlord',
    'Settled mainstream housing with family or friends',
    'Supported accommodation, supported lodgings or supported group home',
    'Shared Lives scheme',
    'Approved premises for offenders released from prison or under probation supervision',
    'Sheltered housing, extra care housing or other sheltered housing',
    'Mobile accommodation for Gypsy, Roma and Traveller communities',
    'Rough sleeper or squatting',
    'Night shelter, emergency hostel or direct access hostel',
    'Refuge',
    'Placed in temporary accommodation by the council (inc. homelessness resettlement)',
    'Staying with family or friends as a short term guest',
    'Acute hospital or long term healthcare residential facility',
    'Registered care home',
    'Registered nursing home',
    'Prison, young offenders institution or detention centre',
    'Other temporary accommodation',
    'Unknown',
  ],
  sight: [
    'Blind/severely sight impaired',
    'Partial sight/sight impaired',
    'Visual impairment: Severity unknown',
    'No visual impairment',
    'Unknown',
  ],
  hearing: [
    'Deaf with speech',
    'Deaf without speech',
    'Hard of hearing',
    'Hearing impairment: Severity unknown',
    'No hearing impairment',
    'Unknown',
  ],
  funding_status: ['Fully client funded', 'Joint client and social care funded', 'Fully social care funded', 'Unknown'],
  autism: yesNo,
  dementia: yesNo,
  sight_and_hearing: yesNo,
  has_carer: yesNo,
  capacity: yesNo,
  longest_journey: ['15 minutes', '20 minutes', '30 minutes', '45 minutes', '60 minutes', '90 minutes'],
} as const satisfies Record<string, readonly string[]>

export type CodedDetail = keyof typeof detailCodes

/** Details that are told in the person's own words: no national list of values was found for them. */
export const freeDetails = ['sexual_orientation', 'religion', 'language'] as const

export const detailTitles = {
  primary_support_reason: 'Primary support reason',
  client_type: 'Client type',
  gender: 'Gender',
  ethnicity: 'Ethnicity',
  language: 'First language',
  religion: 'Religion or belief',
  sexual_orientation: 'Sexual orientation',
  accommodation: 'Where they live (accommodation status)',
  employment: 'Work (employment status)',
  autism: 'Autism',
  dementia: 'Dementia',
  sight: 'Sight',
  hearing: 'Hearing',
  sight_and_hearing: 'Sight and hearing together',
  has_carer: 'Has an unpaid carer',
  capacity: 'Can agree to care and support',
  funding_status: 'Funding status',
  longest_journey: 'Longest journey they want to make',
} as const satisfies Record<CodedDetail | (typeof freeDetails)[number], string>

export type DetailKind = keyof typeof detailTitles
export const detailKinds = Object.keys(detailTitles) as DetailKind[]

/** The values that may be chosen for a kind; undefined for one that is told in words. */
export function codesFor(kind: DetailKind): readonly string[] | undefined {
  return kind in detailCodes ? detailCodes[kind as CodedDetail] : undefined
}

/** How a page says a value: the national word for who is supported is not one that people use of themselves. */
export function detailWords(value: string): string {
  return value === 'Service user' ? 'Needs care and support' : value
}
