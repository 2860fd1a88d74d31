import type { CalibrationRefusal } from './calibrate.ts'
import type { LeftOut } from './plan-file.ts'

/** Why a calibration is refused: what is so, and what to do. */
export const calibrationSentences: Readonly<Record<CalibrationRefusal, string>> = {
  no_evidence:
    'No plan comes with evidence that it was enough: needs met at a review, no need left open, no complaint upheld. Add plans that do',
  one_person: 'One plan says nothing about others, and could be recognised. Add more plans',
  one_group:
    'In one of the group columns every plan is of the same group, so nobody can see whether the table is fair to others. Add plans of other groups, or take that column out',
  quantile_out_of_range:
    'The share of people a budget should be enough for must be from 0.5 to 0.95. Give for example 0.6',
  recovery_out_of_range: 'The share of surpluses that comes back must be from 0 to 1. Give for example 0.5',
  nothing_to_explain: 'Every plan costs the same, so points would explain nothing. Check the weekly_pence column',
}

/** Why a plan is left out of the evidence. */
export const leftOutWords: Readonly<Record<LeftOut, string>> = {
  not_met: 'The needs were not found met',
  open_unmet_need: 'A need is recorded as not met',
  upheld_complaint: 'A complaint that it was not enough was upheld',
  no_units: 'The week is not given in units, so it cannot be priced again',
  no_price: 'The rate card has no price for a unit of the week',
  add_ons_only: 'Published add-ons pay for the whole week',
}
