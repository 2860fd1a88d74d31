import type { SheetCell } from '../../platform/workbook.ts'

const months = 'January February March April May June July August September October November December'.split(' ')
const written = /^(−|\+)?(£)?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%)?$/
const dayWritten = /^(?:[A-Z][a-z]+day )?(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/
const isDay = /^\d{4}-\d{2}-\d{2}$/

const text = (words: string): SheetCell => ({ is: 'text', text: words, wrap: true })

function dayOf(words: string): SheetCell | undefined {
  if (isDay.test(words)) return { is: 'day', day: words }
  const [, date = '', month = '', year = ''] = dayWritten.exec(words) ?? []
  const at = months.findIndex((name) => name === month || name.slice(0, 3) === month)
  if (at < 0) return undefined
  return { is: 'day', day: `${year}-${String(at + 1).padStart(2, '0')}-${date.padStart(2, '0')}` }
}

/**
 * A cell of a table as a spreadsheet can add it up: "£1,040,000", "−52", "12.5%" and "3 December 2026" become numbers and days that are
 * written the same way; all else, such as "c", a range or "over 75%", stays the text it is.
 */
export function typedCell(words: string): SheetCell {
  const found = written.exec(words)
  if (found === null) return dayOf(words) ?? text(words)
  const [, sign = '', pound = '', whole = '', part = '', percent = ''] = found
  if (whole.length > 1 && whole.startsWith('0')) return text(words)
  const decimals = part === '' ? '' : `.${'0'.repeat(part.length)}`
  const plain = `${pound === '' ? '' : '"£"'}${whole.includes(',') || pound !== '' ? '#,##0' : '0'}${decimals}${percent}`
  const size = Number(`${whole.replaceAll(',', '')}${part === '' ? '' : `.${part}`}`)
  const value = percent === '' ? size : Number((size / 100).toFixed(part.length + 2))
  return {
    is: 'number',
    value: sign === '−' ? -value : value,
    format: sign === '+' ? `"+"${plain};"−"${plain}` : `${plain};"−"${plain}`,
  }
}

/** A typed cell in words again: what the spreadsheet shows. */
export function cellWords(cell: SheetCell): string {
  if (cell.is === 'text') return cell.text
  if (cell.is === 'day') return cell.day
  const { value, format } = cell
  const [positive = ''] = format.split(';')
  const percent = positive.endsWith('%')
  const decimals = /\.(0+)/.exec(positive)?.[1]?.length ?? 0
  const size = Math.abs(value) * (percent ? 100 : 1)
  const number = positive.includes('#,##0')
    ? size.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
    : size.toFixed(decimals)
  const sign = value < 0 || Object.is(value, -0) ? '−' : positive.startsWith('"+"') ? '+' : ''
  return `${sign}${positive.includes('£') ? '£' : ''}${number}${percent ? '%' : ''}`
}
