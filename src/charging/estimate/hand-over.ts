/** The offer, beside an estimate, to open the person's own form about money with these answers. */
export interface HandOver {
  readonly heading: string
  readonly text: string
  /** Shown to somebody who has not signed in: the way to do so without losing the answers. */
  readonly signIn: string
  readonly button: string
}

const KEPT = 'Your answers leave this page only when you press it, and nothing is kept until you send that form.'
const heading = 'Tell the council about your money'
const button = 'Open my form with these answers'

/**
 * The words of the hand-over: for the person it opens their own form, somebody who has not signed in does that first, in another
 * tab, and comes back. None for staff: the form is the person's own.
 */
export function handOver(role: string): HandOver | null {
  if (role === 'person')
    return {
      heading,
      button,
      signIn: '',
      text: `You are signed in. The button opens your own form with these answers. ${KEPT}`,
    }
  if (role !== 'public') return null
  return {
    heading,
    button,
    signIn: 'Sign in (opens in a new tab)',
    text: `If you have an account with the council, sign in first. Then come back to this page and press the button. ${KEPT}`,
  }
}
