import { type AssessedItem, assessedItems, type Level } from '../needs/index.ts'
import type { AllocationTable, SupportBand } from './allocation-table.ts'
import type { Answers } from './answers.ts'

/** What one item would usually take in a week, after the carer's part. */
export interface WantedSessions {
  readonly item: AssessedItem
  /** Sessions a week. */
  readonly sessions: number
  /** Staff to people. */
  readonly band: SupportBand
}

/**
 * The sessions a usual week would take for these answers: from the level of each item, less the carer's part (a part
 * session counts whole), at the support that the higher of "being in a group" and "health during activities" asks for.
 * Only for checking whether a budget is enough; it sets no budget and no plan.
 */
export function typicalWeek(table: AllocationTable, answers: Answers): WantedSessions[] {
  const intensity = Math.max(answers.levels.x3, answers.levels.x4) as Level
  const band = table.typicalWeek.bandByIntensity[intensity]
  return assessedItems.flatMap((item) => {
    const full = table.typicalWeek.sessions[item]?.[answers.levels[item]] ?? 0
    const sessions = Math.ceil((full * table.carerShare.paidPerMille[answers.carer[item]]) / 1000)
    return sessions === 0 ? [] : [{ item, sessions, band }]
  })
}
