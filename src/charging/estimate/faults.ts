import { parseMoney } from '../../core/money.ts'
import { checkCircumstances } from '../check-circumstances.ts'
import { costLines, MOST_PENCE } from '../cost-lines.ts'
import { type EstimatePage, type Field, type Typed, ticked } from './field.ts'
import { factsOf } from './read-answers.ts'
import type { EstimateSettings } from './settings.ts'

/** What is wrong at one question, in a sentence that says what to do. */
export interface Fault {
  readonly id: string
  readonly text: string
}

const MOST_TEXT = 4000
/** A whole number as typed; undefined when it is not one. */
const whole = (text: string) => (/^\d{1,3}$/.test(text) ? Number(text) : undefined)

function faultOf(field: Field, typed: Typed): string | undefined {
  const text = (typed[field.id] ?? '').trim()
  if (text === '') return field.fault === '' ? undefined : field.fault
  const known = (value: string) => field.options.some((option) => option.value === value)
  switch (field.kind) {
    case 'radios':
      return known(text) ? undefined : field.fault
    case 'ticks':
      return ticked(typed, field.id).every(known) ? undefined : `Choose from the list: ${field.label.toLowerCase()}`
    case 'number': {
      const number = whole(text)
      const fits = number !== undefined && number >= field.least && number <= field.most
      return fits ? undefined : `${field.label} must be a whole number from ${field.least} to ${field.most}`
    }
    case 'money': {
      const amount = parseMoney(text)
      if (amount === undefined) return `${field.label} must be an amount of money, like 52 or 52.50`
      return amount <= MOST_PENCE ? undefined : `${field.label} must be below £100 million`
    }
    case 'lines':
      if (text.length > MOST_TEXT) return 'The list of costs must be 4,000 characters or fewer'
      return costLines(text).faults[0]
  }
}

/** The partner's money is told whole, and only if the partner agrees. */
function partnerFaults(typed: Typed): readonly Fault[] {
  const filled = (id: string) => (typed[id] ?? '').trim() !== ''
  if (filled('partnerHousing') && !filled('partnerIncome'))
    return [{ id: 'partnerIncome', text: 'Enter what comes in for your partner, or 0 if nothing does' }]
  if (filled('partnerIncome') && typed['partnerAgrees'] !== 'yes')
    return [{ id: 'partnerAgrees', text: 'Tick that your partner agrees, or leave both sums empty' }]
  return []
}

/** Everything wrong on one screen, in the order of its questions. An empty list means that the next screen may come. */
export function faultsOn(page: EstimatePage, typed: Typed, settings: EstimateSettings): readonly Fault[] {
  const faults = page.fields.flatMap((field) => {
    const text = faultOf(field, typed)
    return text === undefined ? [] : [{ id: field.id, text }]
  })
  if (faults.length === 0 && page.id === 'partner-money') return partnerFaults(typed)
  if (faults.length > 0 || page.id !== 'age') return faults
  const [against] = checkCircumstances(factsOf(typed, settings))
  if (against === undefined) return []
  const text =
    against.code === 'pension_age_does_not_fit'
      ? `Your age, ${typed['age']}, does not fit what you say about Pension Credit age. Check both, or look up your Pension Credit age on gov.uk`
      : `${against.why} ${against.whatToDo}`
  return [{ id: 'pensionAge', text }]
}
