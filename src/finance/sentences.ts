/** What each refusal of finance says to whoever met it, and what to do. */
export const sentences: Readonly<Record<string, string>> = {
  nothing_to_pay: 'Nothing is open to pay. New lines appear when registers are marked.',
  paid_once: 'A line of this run was taken up by another run meanwhile. Draft the run again.',
  pay_run_approved_by_another: 'Whoever drafted a run cannot approve it. Ask a colleague in finance.',
  run_not_approved: 'This run is not approved yet. A second person approves it first.',
  run_approved_before: 'This run was approved before.',
  run_paid_before: 'This run was paid before. A run is paid once.',
  not_overdrawn: 'More would go out than is owed. Run the proof of the books and ask for help.',
  posted_once: 'This was posted before.',
  DW008: 'The accounting period is closed. Corrections go to the open period.',
  DW014: 'This day is free for the person.',
  DW015: 'The lines of the charge do not add up to it.',
  period_not_begun: 'This month has not begun. Close it once it is over.',
  period_not_open: 'This period is closed already, or does not exist.',
}
