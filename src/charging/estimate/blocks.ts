import type { WorkingTable } from '../pages/working.view.ts'

/** One line of "what you told us", with the screen that can change it. */
export interface CheckRow {
  readonly key: string
  readonly value: string
  readonly page: string
}

/** A part of the estimate as both the server and the browser show it. Words only: whoever shows it makes the markup. */
export type Block =
  | {
      readonly is: 'answer'
      readonly title: string
      readonly sum: string
      readonly unit: string
      readonly text: string
    }
  | { readonly is: 'lead' | 'text' | 'note' | 'promise'; readonly text: string }
  | { readonly is: 'heading'; readonly text: string; readonly id: string }
  | { readonly is: 'working'; readonly table: WorkingTable }
  | { readonly is: 'link'; readonly text: string; readonly href: string; readonly act: string }
  | { readonly is: 'steps'; readonly steps: readonly Step[] }
  | { readonly is: 'told'; readonly rows: readonly CheckRow[] }

/** One thing to do next. */
export interface Step {
  readonly title: string
  readonly text: string
  readonly href: string
  readonly act: string
}
