import type { Block, CheckRow } from '../estimate/blocks.ts'
import type { WorkingTable } from '../pages/working.view.ts'
import { button, element, withAttributes } from './element.browser.ts'

const hidden = (text: string) => element('span', 'govuk-visually-hidden', text)
const link = (href: string, text: string) => withAttributes(element('a', 'govuk-link', text), { href })

/** What was told, each line with its button to change it. The markup is that of the page the server makes. */
export function toldList(rows: readonly CheckRow[]): HTMLElement {
  return element(
    'dl',
    'govuk-summary-list',
    ...rows.map(({ key, value, page }) => {
      const change = button('Change', `change:${page}`, 'dw-linkbutton govuk-link')
      change.append(hidden(` ${key}`))
      return element(
        'div',
        'govuk-summary-list__row',
        element('dt', 'govuk-summary-list__key', key),
        element('dd', 'govuk-summary-list__value', value),
        element('dd', 'govuk-summary-list__actions', change),
      )
    }),
  )
}

function workingTable({ caption, head, lines }: WorkingTable): HTMLElement {
  const header = (text: string, more = '') =>
    withAttributes(element('th', `govuk-table__header${more}`, text), { scope: 'col' })
  const rows = lines.map((line) => {
    const label = withAttributes(element('th', 'govuk-table__header', line.label), { scope: 'row' })
    if (line.cite !== '') label.append(element('span', 'dw-cite dw-small dw-muted', line.cite))
    const amount = element('td', 'govuk-table__cell govuk-table__cell--numeric', line.amount)
    return element('tr', `govuk-table__row${line.total ? ' dw-table-total dw-row--total' : ''}`, label, amount)
  })
  return element(
    'table',
    'govuk-table dw-working',
    element('caption', 'govuk-table__caption govuk-table__caption--s', caption),
    element(
      'thead',
      'govuk-table__head',
      element('tr', 'govuk-table__row', header(head[0]), header(head[1], ' govuk-table__header--numeric')),
    ),
    element('tbody', 'govuk-table__body', ...rows),
  )
}

/** One part of the estimate, with the markup of the page the server makes. */
export function blockElement(block: Block): HTMLElement {
  switch (block.is) {
    case 'answer': {
      const sum = element('p', 'dw-answer__sum', block.sum)
      if (block.unit !== '') sum.append(' ', element('span', '', block.unit))
      return element(
        'div',
        'dw-answer',
        element('h2', 'govuk-heading-m', block.title),
        sum,
        element('p', 'govuk-body', block.text),
      )
    }
    case 'lead':
      return element('p', 'govuk-body-l', block.text)
    case 'text':
      return element('p', 'govuk-body', block.text)
    case 'note':
      return element('p', 'govuk-body dw-note', block.text)
    case 'promise':
      return element('div', 'govuk-inset-text dw-promise', block.text)
    case 'heading':
      return withAttributes(element('h2', 'govuk-heading-l', block.text), { id: block.id })
    case 'working':
      return workingTable(block.table)
    case 'link':
      return element('p', 'govuk-body', `${block.text} `, link(block.href, block.act))
    case 'steps':
      return element(
        'ol',
        'dw-steps',
        ...block.steps.map(({ title, text, href, act }) => {
          const step = element('li', '', element('strong', '', title), text)
          if (href !== '') step.append(' ', link(href, act))
          return step
        }),
      )
    case 'told':
      return toldList(block.rows)
  }
}
