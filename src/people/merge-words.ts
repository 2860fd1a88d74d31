/** One kind of thing on a record: its name for one and for several, and what must be done before the record can end. */
interface KindWords {
  readonly one: string
  readonly many: string
  readonly todo: string
}

/** What may stand on a record, in the order of the journey; the same kinds as in `people.on_record` of the database. */
export const standsWords: Readonly<Record<string, KindWords>> = {
  contact: { one: 'contact', many: 'contacts', todo: 'Close it with what came of it' },
  assessment: { one: 'assessment of needs', many: 'assessments of needs', todo: 'Finish it' },
  carer_assessment: { one: 'assessment as a carer', many: 'assessments as a carer', todo: 'Finish it' },
  review: { one: 'review', many: 'reviews', todo: 'Finish the review that was begun' },
  budget: { one: 'budget', many: 'budgets', todo: '' },
  submission: { one: 'statement of means', many: 'statements of means', todo: 'Work it out, or withdraw it' },
  charge: { one: 'charge', many: 'charges', todo: '' },
  dispute: { one: 'charge in question', many: 'charges in question', todo: 'Answer it, and put right what is wrong' },
  plan: { one: 'session of a plan', many: 'sessions of a plan', todo: 'End it in the plan' },
  plan_draft: { one: 'line of a draft plan', many: 'lines of a draft plan', todo: 'Take it out, or return the plan' },
  referral: { one: 'search for a place', many: 'searches for a place', todo: 'Close it' },
  place: { one: 'place', many: 'places', todo: 'End it, with its dates to come' },
  place_held: {
    one: 'weekly place held at a session',
    many: 'weekly places held at sessions',
    todo: 'End the place that it belongs to',
  },
  place_date: {
    one: 'date set aside for a place',
    many: 'dates set aside for places',
    todo: 'End the place, with its dates to come',
  },
  pause: { one: 'pause', many: 'pauses', todo: 'End it' },
  booking: { one: 'single date booked', many: 'single dates booked', todo: 'Give it back' },
  date: { one: 'date of a session', many: 'dates of sessions', todo: 'Mark it, or let it be ended with the place' },
  money: {
    one: 'week charged',
    many: 'weeks charged',
    todo: 'Settle it: charge, pay and collect what is open, so that nobody owes anything',
  },
  account: {
    one: 'account to sign in',
    many: 'accounts to sign in',
    todo: 'Ask an administrator to disable it, under Accounts',
  },
  tie: {
    one: 'friend or person kept apart',
    many: 'friends and people kept apart',
    todo: 'Record it on the other record, and end it here',
  },
  carer: { one: 'unpaid carer', many: 'unpaid carers', todo: 'Record it on the other record, and end it here' },
  cares_for: {
    one: 'person they care for',
    many: 'people they care for',
    todo: 'Record the other record as the carer there, and end this one',
  },
  authority: {
    one: 'person who may act for them',
    many: 'people who may act for them',
    todo: 'Record it on the other record, and end it here',
  },
  acts_for: {
    one: 'person they may act for',
    many: 'people they may act for',
    todo: 'Record the other record there, and end this one',
  },
  restriction: {
    one: 'note of restriction',
    many: 'notes of restriction',
    todo: 'Restrict the other record to the same staff, or lift it here',
  },
  death: { one: 'death', many: 'deaths', todo: 'Record the death on the other record too' },
}

/** What runs, where the words for how many there are do not say it. */
const runsWords: Readonly<Record<string, string>> = {
  money: 'Money that is open',
  death: 'The record says that the person died',
  restriction: 'The record is restricted, the other is not',
  account: 'An account to sign in',
}

const capital = (text: string) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`

/** What runs and must end first: "2 contacts that are open". */
export function runningWords(what: string, count: number): string {
  const words = standsWords[what]
  const own = runsWords[what]
  if (own !== undefined) return own
  return `${count.toLocaleString('en-GB')} ${words === undefined ? what : count === 1 ? words.one : words.many}${count === 1 ? ' that runs' : ' that run'}`
}

/** The name of a kind as the head of a row: "Contacts". */
export const kindTitle = (what: string): string => capital(standsWords[what]?.many ?? what)

/** What stood on a record, by the kinds of `people.what_was`. */
export const wasWords: Readonly<Record<string, string>> = {
  name: 'Name',
  address: 'Address',
  way: 'How to reach them',
  detail: 'About the person',
  team: 'Team',
  number: 'Number',
  talk: 'How to talk with them',
  friend: 'Friend',
  keep_apart: 'To be kept apart from',
  carer: 'Unpaid carer',
  cares_for: 'Cared for',
  authority: 'Who may act for them',
  acts_for: 'May act for',
  consent: 'What they agreed to',
  restriction: 'Restricted',
  contact: 'Contact',
  assessment: 'Assessment',
  eligibility: 'Decision on eligibility',
  carer_assessment: 'Assessment as a carer',
  review_due: 'Review due',
  budget: 'Budget a week, by table',
  outcome: 'What they want',
  session: 'Session of the plan',
  place: 'Place with',
  pause: 'Pause',
  review: 'Review',
  progress: 'How it goes',
  message: 'Message',
  charge_decided: 'Charge decided, a week',
  charge_told: 'Charge told, a week',
  dispute: 'Charge in question',
  charged: 'Week charged',
  paid_in: 'Paid in',
  paid_out: 'Paid out',
}
