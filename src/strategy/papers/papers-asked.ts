import { z } from 'zod'
import { type Checked, type Verdict, verdicts } from './check.ts'
import { papersRead } from './papers.ts'
import { type PrintedFigure, placeInWords } from './printed-figure.ts'

const paper = z.enum(papersRead.map(({ id }) => id))

/** What may be asked of the papers in an address: one paper, one verdict, words to look for. What is unknown asks for all. */
export const papersQuery = z.object({
  paper: paper.optional().catch(undefined),
  verdict: z.enum(verdicts).optional().catch(undefined),
  words: z
    .string()
    .trim()
    .max(100)
    .transform((text) => (text === '' ? undefined : text))
    .optional()
    .catch(undefined),
  page: z.coerce.number().int().min(1).max(100).catch(1),
})
export type PapersAsked = z.infer<typeof papersQuery>

/** The same for a program, which is told what it got wrong. */
export const papersFilter = z.object({ paper: paper.optional(), verdict: z.enum(verdicts).optional() })

interface Asked {
  readonly paper?: string | undefined
  readonly verdict?: Verdict | undefined
}

/** The checks that use a figure of the paper asked for, and came out as asked. */
export function checksAsked(checks: readonly Checked[], asked: Asked): Checked[] {
  return checks.filter(
    (one) =>
      (asked.paper === undefined || one.papers.includes(asked.paper)) &&
      (asked.verdict === undefined || one.verdict === asked.verdict),
  )
}

/** The figures of one paper, or with certain words in what they say, their name or paragraph. */
export function figuresAsked(
  figures: readonly PrintedFigure[],
  asked: { readonly paper?: string | undefined; readonly words?: string | undefined },
): PrintedFigure[] {
  const wanted = asked.words === undefined ? undefined : placeInWords(asked.words).toLowerCase()
  return figures.filter(
    (one) =>
      (asked.paper === undefined || one.id.startsWith(`${asked.paper}.`)) &&
      (wanted === undefined ||
        [one.says, one.id, one.paragraph, one.printed].some((text) => text.toLowerCase().includes(wanted))),
  )
}
