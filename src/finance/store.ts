export { linesToSetRight, setCommitmentsRight } from './store/adjustments.ts'
export { blockLeftBetween } from './store/block-not-taken-up.ts'
export type { Hold, PositionRow } from './store/budget-position.ts'
export { chargeWeek, weekChargeOf, weeksChargedSince, weeksToCharge } from './store/charges.ts'
export { commitLines } from './store/commitments.ts'
export { keepLaterYears } from './store/held-by-year.ts'
export { postInstalments } from './store/instalments.ts'
export { takeBackClosed } from './store/laid-again.ts'
export { type LineMoney, lineMoneyOf } from './store/line-money.ts'
export { moneyBackFor } from './store/money-back.ts'
export {
  type PaidBack,
  type PaidBackPart,
  paidBackOf,
  paidBackParts,
  paidBacks,
  paidBacksFound,
  recordPaidBack,
  undoPaidBack,
} from './store/paid-back.ts'
export { moneyBack, moneyWithout } from './store/pause-money.ts'
export { followMark, marksToFollow, type Unpaid } from './store/pay-lines.ts'
export { type PayLineRow, payLinesOf } from './store/pay-lines-of.ts'
export {
  approveRun,
  draftRun,
  everyPayRun,
  payRun,
  payRuns,
  type RemittanceRow,
  type RunRow,
  remittances,
} from './store/pay-runs.ts'
export {
  approvePaymentReturn,
  askPaymentReturn,
  confirmPaidAgain,
  type Payment,
  type PaymentReturned,
  payAgainByHand,
  paymentOf,
  paymentsBack,
  stopPaymentReturn,
  undoPaidAgain,
} from './store/payment-returns.ts'
export { approveReturn, askReturn, stopReturn } from './store/payout-returns.ts'
export {
  approvePayout,
  askPayout,
  type Credit,
  creditOf,
  credits,
  type Payout,
  payoutOf,
  payouts,
  payoutsOf,
  type Returned,
  stopPayout,
} from './store/payouts.ts'
export { closePeriod } from './store/periods.ts'
export {
  datesOfPayment,
  datesToBePaid,
  isInHouse,
  type PaidDate,
  type ProviderPayment,
  providerPayments,
  sentBackToPay,
} from './store/provider-pay.ts'
export { giveServiceMonths, monthsToGive } from './store/service-income.ts'
export {
  addCostCentre,
  budgetsOfYear,
  costCentresThere,
  openPeriods,
  type PeriodSpan,
  periodsWithin,
  setBudget,
} from './store/setting-up.ts'
export { recordReceipt, type Statement, statementOf } from './store/statement.ts'
export { type PaidProvider, paidProviders, type ToPayBack, toPayBack } from './store/to-pay-back.ts'
export { monthsUnderBlock, payMonthByInstalments } from './store/under-block.ts'
export { type BookFault, bookRules, verifyBooks } from './store/verify.ts'
export { progress, waitingFor } from './store/waiting.ts'
export { bookYearEnds } from './store/year-end.ts'
