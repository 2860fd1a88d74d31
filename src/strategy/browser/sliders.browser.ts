import { mixRows } from '../scenario/main-assumptions.ts'
import { mixWith } from '../scenario/slider.ts'

const inputOf = (form: HTMLFormElement, name: string) =>
  form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)

const numberIn = (input: HTMLInputElement | null): number =>
  Number((input?.value ?? '').trim().replace(/^£/, '').replaceAll(',', '').replace(/%$/, ''))

/** Sets a number; of three shares that add to 100 the other two follow. */
function setNumber(form: HTMLFormElement, input: HTMLInputElement, value: string): void {
  const row = mixRows.find((keys) => keys.includes(input.name))
  if (row === undefined) {
    input.value = value
    return
  }
  const shares = mixWith(
    row.map((key) => numberIn(inputOf(form, key)) || 0),
    row.indexOf(input.name),
    Number(value),
  )
  for (const [at, key] of row.entries()) {
    const one = inputOf(form, key)
    if (one !== null) one.value = String(shares[at])
  }
}

function sliderBeside(form: HTMLFormElement, input: HTMLInputElement): HTMLInputElement {
  const slider = document.createElement('input')
  slider.type = 'range'
  slider.className = 'dw-slider'
  slider.min = input.dataset['min'] ?? '0'
  slider.max = input.dataset['max'] ?? '100'
  slider.step = input.dataset['step'] ?? '1'
  slider.setAttribute('aria-label', `${input.labels?.[0]?.textContent ?? input.name}: slider`)
  slider.addEventListener('input', () => setNumber(form, input, slider.value))
  ;(input.closest('.govuk-input__wrapper') ?? input).after(slider)
  return slider
}

/** Puts a slider under every number that has one. It sets the number, and follows it; only the number is sent. */
export function addSliders(form: HTMLFormElement): void {
  const pairs = [...form.querySelectorAll<HTMLInputElement>('input[data-max]')].map(
    (input) => [input, sliderBeside(form, input)] as const,
  )
  const follow = () => {
    for (const [input, slider] of pairs) {
      const number = numberIn(input)
      if (Number.isFinite(number) && slider !== document.activeElement) slider.value = String(number)
    }
  }
  form.addEventListener('input', follow)
  follow()
}
