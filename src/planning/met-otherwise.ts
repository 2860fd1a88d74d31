/**
 * The ways in which an eligible need can be met without a line of the week. Care Act 2014, s.18(7): what a carer is meeting the
 * council need not meet; s.25(1): the plan says of every need how it is met. The list is ours.
 */
export const otherWays = ['carer', 'community', 'other_service', 'equipment', 'health', 'not_wanted'] as const
export type OtherWay = (typeof otherWays)[number]

/** How staff read each way, and how the person reads it in their own plan. */
export const otherWayWords: Readonly<Record<OtherWay, { readonly staff: string; readonly mine: string }>> = {
  carer: { staff: 'A carer meets it, willing and able', mine: 'Someone close to me helps me with this' },
  community: { staff: 'Friends, a group or a service open to all', mine: 'I do this with people and places near me' },
  other_service: { staff: 'Other support that the council arranges', mine: 'Other support helps me with this' },
  equipment: { staff: 'Equipment or a change at home', mine: 'Things at home help me with this' },
  health: { staff: 'The NHS or another body', mine: 'The NHS or someone else helps me with this' },
  not_wanted: { staff: 'The person does not want help with it now', mine: 'I do not want help with this now' },
}

/**
 * The eligible needs that a plan leaves open: no line of the week serves an outcome about them, and no other way was agreed.
 * In the order of the eligible needs.
 */
export function needsLeftOpen<Item extends string>(needs: {
  readonly eligible: readonly Item[]
  readonly served: readonly string[]
  readonly otherwise: readonly string[]
}): Item[] {
  const met = new Set([...needs.served, ...needs.otherwise])
  return needs.eligible.filter((item) => !met.has(item))
}
