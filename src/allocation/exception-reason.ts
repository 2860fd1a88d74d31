/**
 * Why a person may need more than the indicative budget: coded, so that every exception teaches the next table.
 * There is no upper limit to any of them.
 */
export const exceptionReasons = {
  rate: 'The prices here are higher than the table allows for',
  rare_need: 'A need the questions do not ask about',
  market_gap: 'No local place fits, so it must be bought another way',
  answer_wrong: 'An answer was wrong or has changed',
  preference: 'A wish of the person that costs more and is reasonable',
  transition: 'A change takes time, for example from children’s services',
} as const
export type ExceptionReason = keyof typeof exceptionReasons

/** What was decided about an exception. */
export const exceptionDecisions = {
  agreed: 'Agreed in full',
  'agreed in part': 'Agreed in part, for the reasons given',
  'not agreed': 'Not agreed, for the reasons given',
} as const
export type ExceptionDecision = keyof typeof exceptionDecisions
