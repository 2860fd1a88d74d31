import type { StepPages } from '../../platform/http.ts'
import { changePages } from './change.page.ts'
import { detailsPages } from './details.page.ts'
import { mergedPages } from './merged.page.ts'
import { newPersonPages } from './new.page.ts'
import { restrictionPages } from './restriction.page.ts'
import { samePages } from './same.page.ts'
import type { WhereEnded } from './same.view.ts'
import { takeOnPages } from './take-on.page.ts'
import { type AreasOf, teamsPages } from './teams.page.ts'

/** Every page of this step: the areas that the council has, and where later steps end what runs on a record, are told. */
export const peoplePages = (areasOf: AreasOf, where: WhereEnded): readonly StepPages[] => [
  newPersonPages,
  detailsPages,
  samePages(where),
  mergedPages,
  restrictionPages,
  takeOnPages,
  teamsPages(areasOf),
  changePages,
]
