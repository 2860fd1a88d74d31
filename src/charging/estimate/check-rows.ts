import { formatMoney, parseMoney } from '../../core/money.ts'
import type { CheckRow } from './blocks.ts'
import { type EstimatePage, type Field, type Typed, ticked } from './field.ts'
import { estimatePages } from './pages.ts'
import type { EstimateSettings } from './settings.ts'

function answerOf(field: Field, typed: Typed): string {
  const text = (typed[field.id] ?? '').trim()
  if (text === '') return ''
  const words = (value: string) => field.options.find((option) => option.value === value)?.text ?? value
  switch (field.kind) {
    case 'radios':
      return words(text)
    case 'ticks':
      return ticked(typed, field.id).map(words).join('; ')
    case 'money': {
      const amount = parseMoney(text)
      return amount === undefined ? text : formatMoney(amount)
    }
    case 'number':
      return text
    case 'lines':
      return text
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .join('; ')
  }
}

/** "Needs someone with them every time. Help from family or a friend: a quarter of it". */
function levelOf(page: EstimatePage, typed: Typed): string {
  const [level, carer] = page.fields.map((field) => answerOf(field, typed))
  return `${level ?? ''} Help from family or a friend: ${(carer ?? '').replace('Yes, ', '').toLowerCase()}`
}

/** What was told, in the order it was asked: each need with its two answers, then every answer that was given. */
export function checkRows(typed: Typed, settings: Pick<EstimateSettings, 'table' | 'policy'>): CheckRow[] {
  return estimatePages(settings, typed).flatMap((page): CheckRow[] => {
    if (page.id.startsWith('need-')) return [{ key: page.title, value: levelOf(page, typed), page: page.id }]
    const rows = page.fields
      .map((field) => ({ key: field.label, value: answerOf(field, typed), page: page.id }))
      .filter(({ value }) => value !== '')
    if (page.id === 'help') return rows.map((row) => ({ ...row, key: 'Help is needed with' }))
    return rows.length > 0 ? rows : [{ key: page.title, value: 'Nothing', page: page.id }]
  })
}
