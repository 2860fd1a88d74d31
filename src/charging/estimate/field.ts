/** One choice of a question. */
export interface Option {
  readonly value: string
  readonly text: string
}

/** One question of the estimate. `fault` is what is said when it was left empty; empty where it may be. */
export interface Field {
  readonly kind: 'radios' | 'ticks' | 'money' | 'number' | 'lines'
  readonly id: string
  readonly label: string
  readonly hint: string
  readonly options: readonly Option[]
  readonly fault: string
  /** Numbers only. */
  readonly least: number
  readonly most: number
}

/** One screen of questions. */
export interface EstimatePage {
  readonly id: string
  /** "Your money": the part of the conversation it belongs to. */
  readonly part: string
  readonly title: string
  readonly lede: string
  readonly fields: readonly Field[]
}

type Given = Pick<Field, 'id' | 'label'> & Partial<Omit<Field, 'kind'>>
const made = (kind: Field['kind'], given: Given): Field => ({
  kind,
  hint: '',
  options: [],
  fault: '',
  least: 0,
  most: 0,
  ...given,
})

/** One of several; must be answered. */
export const radios = (given: Given & Pick<Field, 'options' | 'fault'>) => made('radios', given)
/** As many as fit; none is an answer unless there is a fault for it. */
export const ticks = (given: Given & Pick<Field, 'options'>) => made('ticks', given)
/** Pounds and pence a week unless the label says otherwise. */
export const money = (given: Given) => made('money', given)
/** A whole number between the least and the most. */
export const wholeNumber = (given: Given & Pick<Field, 'least' | 'most'>) => made('number', given)
/** One cost a line. */
export const lines = (given: Given) => made('lines', given)

/** What was typed, by field; several ticks of one question are joined by commas. */
export type Typed = Readonly<Record<string, string>>

/** The ticks of a question. */
export const ticked = (typed: Typed, id: string): readonly string[] =>
  (typed[id] ?? '').split(',').filter((one) => one !== '')
