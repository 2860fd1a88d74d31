import type { Fault } from '../estimate/faults.ts'
import { type EstimatePage, type Field, type Typed, ticked } from '../estimate/field.ts'
import { element, withAttributes } from './element.browser.ts'

const inputs = (within: ParentNode) => [
  ...within.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input[name], textarea[name]'),
]

function fill(group: Element, field: Field, typed: Typed): void {
  const value = typed[field.id] ?? ''
  for (const input of inputs(group)) {
    if (!(input instanceof HTMLInputElement) || input.type === 'text') input.value = value
    else {
      input.checked = input.type === 'radio' ? input.value === value : ticked(typed, field.id).includes(input.value)
      if (!field.options.some((option) => option.value === input.value))
        input.closest('.govuk-checkboxes__item, .govuk-radios__item')?.remove()
    }
  }
}

/** Says the fault above the question, as the page the server makes does. */
function showFault(group: Element, { id, text }: Fault): void {
  const form = group.querySelector('.govuk-form-group')
  if (form === null) return
  form.classList.add('govuk-form-group--error')
  const said = withAttributes(
    element('p', 'govuk-error-message', element('span', 'govuk-visually-hidden', 'Error:'), ` ${text}`),
    { id: `${id}-error` },
  )
  const before = form.querySelector(
    '.govuk-radios, .govuk-checkboxes, .govuk-input__wrapper, .govuk-input, .govuk-textarea',
  )
  before?.before(said)
  const described = form.querySelector('fieldset') ?? inputs(form)[0]
  described?.setAttribute('aria-describedby', `${described.getAttribute('aria-describedby') ?? ''} ${said.id}`.trim())
  for (const input of inputs(form)) {
    if (input.classList.contains('govuk-input')) input.classList.add('govuk-input--error')
    if (input.classList.contains('govuk-textarea')) input.classList.add('govuk-textarea--error')
  }
}

/** The summary at the top: every fault, with a link to its question. */
export function faultSummary(faults: readonly Fault[]): HTMLElement {
  const list = faults.map(({ id, text }) =>
    element('li', '', withAttributes(element('a', '', text), { href: `#${id}` })),
  )
  return withAttributes(
    element(
      'div',
      'govuk-error-summary',
      withAttributes(
        element(
          'div',
          '',
          element('h2', 'govuk-error-summary__title', 'There is a problem'),
          element('div', 'govuk-error-summary__body', element('ul', 'govuk-list govuk-error-summary__list', ...list)),
        ),
        { role: 'alert' },
      ),
    ),
    { tabindex: '-1' },
  )
}

/** A screen of questions, cut from those the page brought along, with what was typed and what is wrong. */
export function questions(
  screens: HTMLTemplateElement,
  { page, typed, faults }: { page: EstimatePage; typed: Typed; faults: readonly Fault[] },
): Element {
  const kept = screens.content.querySelector(`[data-screen="${page.id}"]`)
  if (kept === null) throw new Error(`The page brought no screen ${page.id}`)
  const shown = document.importNode(kept, true)
  for (const group of shown.querySelectorAll('[data-field]')) {
    const field = page.fields.find(({ id }) => id === group.getAttribute('data-field'))
    if (field === undefined) group.remove()
    else fill(group, field, typed)
    const fault = faults.find(({ id }) => id === field?.id)
    if (fault !== undefined) showFault(group, fault)
  }
  return shown
}

/** What stands in the questions of a screen now; a question with nothing ticked is empty. */
export function typedIn(form: HTMLFormElement, page: EstimatePage): Typed {
  const sent = new FormData(form)
  return Object.fromEntries(page.fields.map(({ id }) => [id, sent.getAll(id).map(String).join(',')]))
}
