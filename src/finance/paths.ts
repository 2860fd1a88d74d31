/** Addresses of finance's pages. */
export const paths = {
  home: () => '/finance',
  runs: () => '/finance/pay-runs',
  run: (runId: string) => `/finance/pay-runs/${runId}`,
  runCsv: (runId: string) => `/finance/pay-runs/${runId}/payments.csv`,
  payment: (remittanceId: string) => `/finance/payments/${remittanceId}`,
  paymentAct: (remittanceId: string, act: 'return' | 'approve' | 'stop' | 'paid-again' | 'confirm' | 'take-back') =>
    `/finance/payments/${remittanceId}/${act}`,
  approve: (runId: string) => `/finance/pay-runs/${runId}/approve`,
  pay: (runId: string) => `/finance/pay-runs/${runId}/pay`,
  afterCloseCsv: () => '/finance/after-close.csv',
  periods: () => '/finance/periods',
  held: () => '/finance/payments-held',
  unpaid: () => '/finance/marks-without-pay',
  draft: () => '/finance/pay-runs/draft',
  closePeriod: (periodId: string) => `/finance/periods/${periodId}/close`,
  blockMoney: (contractId: string) => `/finance/block-contracts/${contractId}`,
  paidBeside: (contractId: string) => `/finance/block-contracts/${contractId}/paid-beside`,
  paidBesideCsv: (contractId: string) => `/finance/block-contracts/${contractId}/paid-beside.csv`,
  payouts: () => '/finance/pay-outs',
  payout: (payoutId: string) => `/finance/pay-outs/${payoutId}`,
  approvePayout: (payoutId: string) => `/finance/pay-outs/${payoutId}/approve`,
  returnPayout: (payoutId: string) => `/finance/pay-outs/${payoutId}/return`,
  approveReturn: (payoutId: string) => `/finance/pay-outs/${payoutId}/return/approve`,
  stopReturn: (payoutId: string) => `/finance/pay-outs/${payoutId}/return/stop`,
  stopPayout: (payoutId: string) => `/finance/pay-outs/${payoutId}/stop`,
  askPayout: (personId: string) => `/people/${personId}/finance/pay-out`,
  paidBacks: () => '/finance/paid-back',
  paidBacksCsv: () => '/finance/paid-back.csv',
  paidBack: (paidBackId: string) => `/finance/paid-back/${paidBackId}`,
  undoPaidBack: (paidBackId: string) => `/finance/paid-back/${paidBackId}/take-back`,
  recordPaidBack: (providerId: string, contractId?: string) =>
    `/finance/paid-back/from/${providerId}${contractId === undefined ? '' : `?contract=${contractId}`}`,
  /** What a provider is paid, for the provider itself. */
  myPay: () => '/finance/my-pay',
  myPayToCome: () => '/finance/my-pay/to-come',
  myPayment: (runId: string) => `/finance/my-pay/${runId}`,
  statement: (personId: string) => `/people/${personId}/finance`,
  week: (personId: string) => `/people/${personId}/finance/my-week`,
  /** The person's own address when it is their own page, else the one staff use. */
  myWeek: ({ personId, own, monday, easy }: { personId: string; own: boolean; monday?: string; easy?: boolean }) => {
    const base = own ? '/my-week' : `/people/${personId}/finance/my-week`
    return `${base}${easy ? '/easy-read' : ''}${monday ? `?week=${monday}` : ''}`
  },
} as const
