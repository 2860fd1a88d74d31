/** Addresses of this step's pages. */
export const paths = {
  charge: (personId: string) => `/people/${personId}/charging`,
  letter: (personId: string) => `/people/${personId}/charging/letter`,
  assess: (personId: string) => `/people/${personId}/charging/assessment`,
  fromFile: (personId: string) => `/people/${personId}/charging/assessment/from-file`,
  filled: (personId: string) => `/people/${personId}/charging/assessment/filled`,
  assessment: (personId: string, assessmentId: string) => `/people/${personId}/charging/assessments/${assessmentId}`,
  reviews: () => '/charging/reviews',
  noticeLetter: (personId: string, contributionId: string) => `/people/${personId}/charging/letters/${contributionId}`,
  noticeLetterPdf: (personId: string, contributionId: string) =>
    `/people/${personId}/charging/letters/${contributionId}/pdf`,
  noticeEasyRead: (personId: string, contributionId: string) =>
    `/people/${personId}/charging/letters/${contributionId}/easy-read`,
  noticeEasyReadPdf: (personId: string, contributionId: string) =>
    `/people/${personId}/charging/letters/${contributionId}/easy-read/pdf`,
  money: (personId: string) => `/people/${personId}/charging/money`,
  submission: (personId: string, submissionId: string) => `/people/${personId}/charging/submissions/${submissionId}`,
  evidence: (personId: string, submissionId: string) =>
    `/people/${personId}/charging/submissions/${submissionId}/evidence`,
  assessSubmission: (personId: string, submissionId: string) =>
    `/people/${personId}/charging/submissions/${submissionId}/assess`,
  withdrawSubmission: (personId: string, submissionId: string) =>
    `/people/${personId}/charging/submissions/${submissionId}/withdraw`,
  dispute: (personId: string) => `/people/${personId}/charging/dispute`,
  disputed: (personId: string, disputeId: string) => `/people/${personId}/charging/disputes/${disputeId}`,
  answerDispute: (personId: string, disputeId: string) => `/people/${personId}/charging/disputes/${disputeId}/answer`,
  putRight: (personId: string, disputeId: string) => `/people/${personId}/charging/disputes/${disputeId}/put-right`,
  takeBackDispute: (personId: string, disputeId: string) =>
    `/people/${personId}/charging/disputes/${disputeId}/take-back`,
  disputePdf: (personId: string, disputeId: string) => `/people/${personId}/charging/disputes/${disputeId}/pdf`,
  disputes: () => '/charging/disputes',
  upTo: (personId: string) => `/people/${personId}/charging/up-to`,
  tell: (personId: string) => `/people/${personId}/charging/tell`,
  freeDays: (personId: string) => `/people/${personId}/charging/free`,
  /** The amounts of today, or of a day. */
  amounts: (on?: string) => `/charging/amounts${on === undefined ? '' : `?on=${on}`}`,
  checkAmount: (amountId: string) => `/charging/amounts/${amountId}/check`,
  withdrawAmount: (amountId: string) => `/charging/amounts/${amountId}/withdraw`,
  estimate: () => '/estimate',
  estimateFile: () => '/estimate/file',
  handOver: () => '/estimate/hand-over',
}
