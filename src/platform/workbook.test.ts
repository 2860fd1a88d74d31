import { expect, test } from 'vitest'
import { readXlsx } from '../../test/support/read-xlsx.ts'
import { toXlsx } from './workbook.ts'

test('text is shown and never run, letters that no file may hold are left out, and lines stay', async () => {
  const rows = ['=1+1', 'a\u0007b\u0000c', 'one\ntwo', '+3.5 points'].map((text) => [{ is: 'text' as const, text }])
  const [sheet] = await readXlsx(await toXlsx([{ name: 'What/ever', rows, widths: [20] }]))
  expect(sheet?.name).toBe('What ever')
  expect(sheet?.rows.map(([cell]) => cell)).toEqual(["'=1+1", 'abc', 'one\ntwo', '+3.5 points'])
})
