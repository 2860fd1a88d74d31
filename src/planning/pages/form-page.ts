/** A field of the platform's one-form page. */
export interface Field {
  readonly type: 'text' | 'money' | 'long' | 'date' | 'choice' | 'radios' | 'several' | 'heading'
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly width?: string
  readonly rows?: number
  readonly options?: readonly { value: string; text: string; hint?: { text: string } }[]
  readonly empty?: string
  readonly inline?: boolean
}

interface FormPage {
  readonly title: string
  readonly lede: string
  readonly back: { href: string; text: string }
  readonly action: string
  readonly button: string
  readonly fields: readonly Field[]
  readonly warning?: string
  readonly now?: string
  readonly hidden?: readonly { name: string; value: string }[]
}

/** Everything the platform's form page asks for: what a form does not set is empty, never absent. */
export function formPage(page: FormPage) {
  const fields = page.fields.map((field) => ({
    hint: '',
    width: '',
    rows: 3,
    options: [],
    empty: '',
    inline: false,
    suffix: '',
    ...field,
  }))
  return { warning: '', now: '', hidden: [], ...page, fields }
}
