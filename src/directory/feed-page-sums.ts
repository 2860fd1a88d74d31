import type { Finding } from './directory-entry.ts'

/** What a page of a list says of itself, under the names that its version of the standard uses. */
interface PageSaid {
  readonly page: Readonly<Record<string, unknown>>
  /** How many records it really holds. */
  readonly held: number
  readonly fields: { readonly number: string; readonly total: string; readonly first: string; readonly last: string }
  /** The number of the first page; undefined where feeds count from 0 or from 1 as they like (version 1.0). */
  readonly firstNumber: number | undefined
}

/**
 * Where the sums of a page do not agree with what it holds: its size, whether it is empty, first and last. The records
 * are read all the same. Only what a page says counts; what it leaves out is no finding. Source: HSDS-UK 3.0, page.
 */
export function pageFindings({ page, held, fields, firstNumber }: PageSaid): Finding[] {
  const findings: Finding[] = []
  const expect = (field: string, right: unknown) => {
    if (page[field] === undefined || right === undefined || page[field] === right) return
    findings.push({
      service: '(page)',
      field,
      value: String(page[field]),
      problem: `does not agree with the page, which makes it ${String(right)}`,
      kept: true,
    })
  }
  const number = page[fields.number]
  const total = page[fields.total]
  expect('size', held)
  expect('empty', held === 0)
  if (firstNumber === undefined || typeof number !== 'number') return findings
  expect(fields.first, number === firstNumber)
  if (typeof total === 'number') expect(fields.last, number >= total)
  return findings
}
