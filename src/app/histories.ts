import { allocationHistory } from '../allocation/store.ts'
import { brokerageHistory } from '../brokerage/store.ts'
import { chargingHistory } from '../charging/store.ts'
import { deliveryHistory } from '../delivery/store.ts'
import type { StepName } from '../journey.ts'
import { needsHistory } from '../needs/store.ts'
import { outcomesHistory } from '../outcomes/store.ts'
import { peopleHistory } from '../people/store.ts'
import { planningHistory } from '../planning/store.ts'
import type { StepHistory } from '../platform/history.ts'

/** The steps that tell of a person's history. */
export const histories: Partial<Record<StepName, StepHistory>> = {
  people: peopleHistory,
  needs: needsHistory,
  allocation: allocationHistory,
  charging: chargingHistory,
  planning: planningHistory,
  brokerage: brokerageHistory,
  delivery: deliveryHistory,
  outcomes: outcomesHistory,
}
