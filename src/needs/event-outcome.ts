/**
 * What happened next after a contact or an assessment: our code, and the label of the national Client Level Data list
 * (release 2, event outcome). The export writes the label; screens may use `plain`.
 */
export const eventOutcomes = {
  reablement: { label: 'Progress to reablement/ST-Max', plain: 'Help to get going again for a while (reablement)' },
  assessment: { label: 'Progress to assessment, review or reassessment', plain: 'An assessment or a review' },
  planning: { label: 'Progress to support planning or services', plain: 'Planning support' },
  continues: { label: 'Continuation of support or services', plain: 'Support goes on as it is' },
  hospital: { label: 'Admitted to hospital', plain: 'Went into hospital' },
  moved: { label: 'NFA: Responsibility moved to another local authority', plain: 'Another council is now responsible' },
  nhs: { label: 'NFA: Referral to NHS services or NHS funded social care', plain: 'The NHS will help' },
  self_funder: {
    label: 'NFA: Self-funded client or under 12wk disregard',
    plain: 'Pays for and arranges their own support',
  },
  advice: { label: 'NFA: Information and advice or signposting', plain: 'Information and advice' },
  other_service: {
    label: 'NFA: Referral to other service within the local authority',
    plain: 'Another part of the council will help',
  },
  declined: { label: 'NFA: Support declined', plain: 'Does not want support' },
  died: { label: 'NFA: Deceased', plain: 'Has died' },
  ended_as_planned: { label: 'NFA: Support ended as planned', plain: 'Support ended as planned' },
  ended_otherwise: { label: 'NFA: Support ended for other reason', plain: 'Support ended for another reason' },
  not_offered: { label: 'NFA: No services offered for other reason', plain: 'No support offered, for another reason' },
  other: { label: 'NFA: Other', plain: 'Something else' },
} as const

export type EventOutcome = keyof typeof eventOutcomes

/** What may follow a contact: all but the outcomes that speak of support already there. */
export const contactOutcomes: readonly EventOutcome[] = (Object.keys(eventOutcomes) as EventOutcome[]).filter(
  (code) => !['continues', 'ended_as_planned', 'ended_otherwise'].includes(code),
)
