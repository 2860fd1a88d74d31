import { mixRows } from '../scenario/main-assumptions.ts'
import { mixWith } from '../scenario/slider.ts'

const inputOf = (form: HTMLFormElement, name: string) =>
  form.querySelector<HTMLInputElement>(`input[name="${CSS.escape(name)}"]`)

const numberIn = (input: HTMLInputElement | null): number =>
  Number((input?.value ?? '').trim().replace(/^£/, '').replaceAll(',', '').replace(/%$/, '') || Number.NaN)

/**
 * Three shares that add to 100: whichever of them is moved or typed, the others follow. They follow from where they stood when that one
 * was taken hold of, so that going to the end and back, or typing a number figure by figure, loses nothing.
 */
class Mix {
  private readonly form: HTMLFormElement
  private readonly keys: readonly string[]
  private set: string | undefined
  private held: string | undefined
  private from: number[] = []

  constructor(form: HTMLFormElement, keys: readonly string[]) {
    this.form = form
    this.keys = keys
  }

  follow(key: string): void {
    const value = numberIn(inputOf(this.form, key))
    if (!(value >= 0 && value <= 100)) return
    if (key !== this.set) {
      this.held = this.set
      this.set = key
      this.from = this.keys.map((one) => (one === key ? 0 : numberIn(inputOf(this.form, one)) || 0))
    }
    const held = this.held === undefined ? undefined : this.keys.indexOf(this.held)
    const shares = mixWith(this.from, this.keys.indexOf(key), value, held)
    for (const [at, one] of this.keys.entries()) {
      const input = inputOf(this.form, one)
      if (input !== null && one !== key) input.value = String(shares[at])
    }
  }
}

/** A number with its unit, as the slider says it to whoever cannot see it. */
const saidBy = (input: HTMLInputElement): string =>
  ['prefix', 'suffix']
    .map((side) => input.closest('.govuk-input__wrapper')?.querySelector(`.govuk-input__${side}`)?.textContent ?? '')
    .join(input.value)

function sliderBeside(input: HTMLInputElement): HTMLInputElement {
  const slider = document.createElement('input')
  slider.type = 'range'
  slider.className = 'dw-slider'
  slider.min = input.dataset['min'] ?? '0'
  slider.max = input.dataset['max'] ?? '100'
  slider.step = input.dataset['step'] ?? '1'
  slider.setAttribute('aria-label', `${input.labels?.[0]?.textContent ?? input.name}: slider`)
  // The number is set first; the form then hears of both in one way.
  slider.addEventListener('input', () => {
    input.value = slider.value
  })
  ;(input.closest('.govuk-input__wrapper') ?? input).after(slider)
  return slider
}

/** Puts a slider under every number that has one. Slider and number do the same: each sets the other, and only the number is sent. */
export function addSliders(form: HTMLFormElement): void {
  const pairs = [...form.querySelectorAll<HTMLInputElement>('input[data-max]')].map(
    (input) => [input, sliderBeside(input)] as const,
  )
  const mixes = mixRows.map((keys) => [keys, new Mix(form, keys)] as const)
  const follow = ({ target }: { target: EventTarget | null }) => {
    const [moved] = pairs.find((pair) => pair.some((one) => one === target)) ?? []
    if (moved !== undefined) mixes.find(([keys]) => keys.includes(moved.name))?.[1].follow(moved.name)
    for (const [input, slider] of pairs) {
      const number = numberIn(input)
      if (Number.isFinite(number) && slider !== target) slider.value = String(number)
      slider.setAttribute('aria-valuetext', saidBy(input))
    }
  }
  form.addEventListener('input', follow)
  follow({ target: null })
}
