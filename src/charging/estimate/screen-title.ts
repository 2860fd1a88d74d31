import type { Screen } from './conversation.ts'

/** The title of a screen: its heading, and the words in the tab of the browser. */
export function screenTitle(screen: Screen): string {
  switch (screen.show) {
    case 'start':
      return 'What you may get, and what you may pay'
    case 'questions':
      return screen.page.title
    case 'check':
      return 'Check your answers'
    case 'result':
      return 'Your estimate'
  }
}
