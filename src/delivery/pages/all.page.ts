import type { StepPages } from '../../platform/http.ts'
import { cancelDatePages } from './cancel-date.page.ts'
import { cannotGoPages } from './cannot-go.page.ts'
import { correctPages } from './correct.page.ts'
import { headCountPages } from './head-count.page.ts'
import { pauseChangePages } from './pause-change.page.ts'
import { type PauseMoney, pausesPages } from './pauses.page.ts'
import { registerPages } from './register.page.ts'
import { tastersPages } from './tasters.page.ts'
import { toTellPages } from './to-tell.page.ts'

/** Every page of delivery; what finance makes of dates that do not happen, or come back, comes from there. */
export const deliveryPages = (money: PauseMoney): readonly StepPages[] => [
  registerPages,
  correctPages,
  cannotGoPages,
  cancelDatePages,
  toTellPages,
  headCountPages,
  tastersPages,
  pausesPages(money),
  pauseChangePages(money),
]
