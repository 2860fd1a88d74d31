/** Who gets money that goes back to a person. */
export const payees = ['person', 'acts_for_them', 'estate'] as const
export type Payee = (typeof payees)[number]
export const payeeWords: Readonly<Record<Payee, string>> = {
  person: 'The person',
  acts_for_them: 'Who acts for their money',
  estate: 'Who settles their estate',
}

/** How it goes back. */
export const waysBack = ['bank transfer', 'card', 'cheque', 'cash'] as const
export type WayBack = (typeof waysBack)[number]

/** Where a pay-out stands: asked for by one person, then paid with another’s approval, or stopped with a reason; or paid and sent back by the bank. */
export type PayoutState = 'asked' | 'paid' | 'stopped' | 'returned'
