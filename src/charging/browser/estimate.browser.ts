import { checkRows } from '../estimate/check-rows.ts'
import { nextScreen, type Screen } from '../estimate/conversation.ts'
import { estimateFile, FILE_NAME } from '../estimate/estimate-file.ts'
import type { Typed } from '../estimate/field.ts'
import type { HandOver } from '../estimate/hand-over.ts'
import { asked } from '../estimate/pages.ts'
import { resultBlocks } from '../estimate/result-blocks.ts'
import { screenTitle } from '../estimate/screen-title.ts'
import type { EstimateSettings } from '../estimate/settings.ts'
import { blockElement, toldList } from './block.browser.ts'
import { button, element, withAttributes } from './element.browser.ts'
import { faultSummary, questions, typedIn } from './question.browser.ts'

/** The parts of the page that the script takes over. */
interface Page {
  readonly form: HTMLFormElement
  readonly screens: HTMLTemplateElement
  readonly settings: EstimateSettings
  /** The offer to open one's own form with the answers, and where it goes. */
  readonly hand: { readonly words: HandOver | null; readonly to: string; readonly token: string }
}

const secondary = 'govuk-button govuk-button--secondary'

function heading(screen: Screen): HTMLElement {
  const title = screenTitle(screen)
  if (screen.show !== 'result') return element('h1', 'govuk-heading-xl dw-h1', title)
  return element('h1', 'govuk-heading-xl dw-h1', element('span', 'govuk-caption-xl', 'What you may get'), title)
}

function content(screen: Screen, typed: Typed, { screens, settings, hand }: Page): readonly Element[] {
  const buttons = (...all: readonly HTMLElement[]) => element('div', 'govuk-button-group', ...all)
  switch (screen.show) {
    case 'start':
      return []
    case 'questions': {
      const { page, faults } = screen
      const asked = questions(screens, { page, typed, faults })
      const acts = buttons(button('Continue', 'next'), button('Back', 'back', secondary))
      return faults.length > 0 ? [faultSummary(faults), asked, acts] : [asked, acts]
    }
    case 'check':
      return [
        heading(screen),
        toldList(checkRows(typed, settings)),
        buttons(button('See my estimate', 'result'), button('Back', 'back', secondary)),
      ]
    case 'result':
      return [
        heading(screen),
        ...resultBlocks(typed, settings).map(blockElement),
        buttons(
          button('Save as a file', 'save'),
          button('Print', 'print', secondary),
          button('Change my answers', 'back', secondary),
          button('Start again', 'again', 'dw-linkbutton govuk-link'),
        ),
        element(
          'p',
          'govuk-body',
          'The file holds your answers and no name: bring it to an assessment, and nobody has to ask you twice.',
        ),
        ...(hand.words === null ? [] : [handOverPanel(hand.words)]),
      ]
  }
}

function handOverPanel({ heading: title, text, signIn, button: act }: HandOver): HTMLElement {
  const way = withAttributes(element('a', 'govuk-link', signIn), {
    href: '/sign-in',
    target: '_blank',
    rel: 'noopener',
  })
  return withAttributes(
    element(
      'section',
      'dw-panel',
      withAttributes(element('h2', 'govuk-heading-m', title), { id: 'hand-over' }),
      element('p', 'govuk-body', text),
      ...(signIn === '' ? [] : [element('p', 'govuk-body', way)]),
      button(act, 'hand', secondary),
    ),
    { 'aria-labelledby': 'hand-over' },
  )
}

/** Sends the answers to the person's own form, once they asked for it: the only thing this page ever sends. */
function handOver(typed: Typed, { settings, hand }: Page): void {
  const sent = { ...asked(settings, typed), at: 'result', handed: 'yes', _csrf: hand.token }
  const inputs = Object.entries(sent).map(([name, value]) =>
    withAttributes(element('input', ''), { type: 'hidden', name, value }),
  )
  const form = withAttributes(element('form', '', ...inputs), { method: 'post', action: hand.to })
  document.body.append(form)
  form.submit()
}

/** Hands the file to the browser, which saves it on this device. */
function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = address
  link.download = FILE_NAME
  link.click()
  URL.revokeObjectURL(address)
}

/** Runs the conversation in the browser: every answer stays in this page, and nothing is sent unless they press the button that hands it over. */
function run(page: Page): void {
  const begin = [...page.form.children]
  const beginTitle = document.title
  const shown: Screen[] = [{ show: 'start' }]
  let typed: Typed = {}
  let screen: Screen = { show: 'start' }

  function show(next: Screen): void {
    screen = next
    const faulty = next.show === 'questions' && next.faults.length > 0
    page.form.replaceChildren(...(next.show === 'start' ? begin : content(next, typed, page)))
    document.title = next.show === 'start' ? beginTitle : `${faulty ? 'Error: ' : ''}${screenTitle(next)} – Daywell`
    const first = page.form.querySelector<HTMLElement>('.govuk-error-summary, h1')
    first?.setAttribute('tabindex', '-1')
    first?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }

  page.form.addEventListener('submit', (event) => {
    event.preventDefault()
    const pressed = event instanceof SubmitEvent ? event.submitter : null
    const go = pressed instanceof HTMLButtonElement ? pressed.value : 'next'
    if (go === 'save') return save(estimateFile(typed, page.settings))
    if (go === 'hand') return handOver(typed, page)
    if (go === 'print') return window.print()
    if (go === 'again') {
      typed = {}
      shown.length = 1
    }
    const here = screen.show === 'questions' ? screen.page : undefined
    if (here !== undefined) typed = { ...typed, ...typedIn(page.form, here) }
    const toCheck = screen.show === 'questions' && screen.toCheck
    const next: Screen =
      go === 'again'
        ? { show: 'start' }
        : nextScreen(typed, { at: here?.id ?? screen.show, go, toCheck }, page.settings)
    shown.push(next)
    history.pushState({ at: shown.length - 1 }, '')
    show(next)
  })

  window.addEventListener('popstate', (event: PopStateEvent) => {
    const at = (event.state as { at?: number } | null)?.at ?? 0
    show(shown[at] ?? { show: 'start' })
  })
}

const root = document.getElementById('estimate')
const screens = document.getElementById('estimate-screens')
const form = root?.querySelector('form')
if (root && form && screens instanceof HTMLTemplateElement) {
  const privacy = document.getElementById('estimate-privacy')
  if (privacy !== null)
    privacy.textContent =
      'It is worked out in this page, on your own device. Nothing you answer is sent to anybody, unless you press the last button to open your own form with it.'
  run({
    form,
    screens,
    settings: JSON.parse(root.getAttribute('data-settings') ?? '{}') as EstimateSettings,
    hand: {
      words: JSON.parse(root.getAttribute('data-hand-over') ?? 'null') as HandOver | null,
      to: root.getAttribute('data-hand-to') ?? '',
      token: form.querySelector<HTMLInputElement>('input[name="_csrf"]')?.value ?? '',
    },
  })
}
