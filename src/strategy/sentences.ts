/** A sentence for each code with which the strategy may refuse, and what to do. */
export const strategySentences: Readonly<Record<string, string>> = {
  projection_not_in_force: 'This file does not stand any more. Look at the needs page again',
  one_projection_in_force:
    'Somebody loaded a file of this kind a moment ago. Look at the needs page, then send yours again',
  report_draft_changed: 'Somebody changed this draft since you opened it. Open it again, and make your change there',
  report_meeting_past: 'The date of the meeting must be today or later: members read the report before they decide',
  report_draft_once: 'A new version of this report is being written already. Open that draft',
  report_replaced_once: 'A newer version of this report was issued already. Make the next version from that one',
  report_number_once: 'Another report was issued at the same moment. Issue this one again',
  counts_not_in_force: 'These counts do not stand any more. Look at how the rates are set again',
  yearly_counts_once: 'Somebody loaded counts a moment ago. Look at how the rates are set, then send yours again',
  too_many_readings: 'Several people have said that this figure was read wrongly. The council is looking at it',
  reading_decided: 'Somebody has decided this already. Look at the list again',
  scenario_off_list: 'This scenario was taken off the list. Save it anew to have it worked out again',
  simulation_is_over: 'This run is over already: it has its answer, or somebody ended it. Ask for a new one',
}
