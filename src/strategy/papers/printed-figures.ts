import { besideThePapers } from './beside-the-papers.ts'
import { cheshireEast2009 } from './cheshire-east-2009.ts'
import { cheshireEast2021 } from './cheshire-east-2021.ts'
import { cheshireEast2022 } from './cheshire-east-2022.ts'
import { nottinghamshire2021 } from './nottinghamshire-2021.ts'
import { readFigures } from './printed-figure.ts'
import type { Figures } from './sum.ts'

/** Every figure that the papers print, by paper in the order of the text. */
export const printedFigures = [cheshireEast2022, nottinghamshire2021, cheshireEast2021, cheshireEast2009].flatMap(
  readFigures,
)

/** The printed figures and what stands beside them, by name. */
export const figuresByName: Figures = new Map(
  [...printedFigures, ...readFigures(besideThePapers)].map((figure) => [figure.id, figure]),
)
