/** Work that a job does: how long it has waited, and how many asked for before it are still to be done. */
export interface WaitingWork {
  readonly seconds: number
  readonly before: number
}

/** Longer than this is not usual: background work may have stopped. */
const LONG_SECONDS = 120

function agoWords(seconds: number): string {
  if (seconds < 1) return 'just now'
  if (seconds < 60) return seconds === 1 ? '1 second ago' : `${seconds} seconds ago`
  const minutes = Math.floor(seconds / 60)
  return minutes === 1 ? '1 minute ago' : `${minutes} minutes ago`
}

/** How far work has come, in words: since when it waits, what comes before it, how long it takes, and whom to ask when it takes too long. */
export function waitingWords({ seconds, before }: WaitingWork, takes: string): string {
  const turn =
    before === 0
      ? 'It is the next to be worked out'
      : `${before} asked for before ${before === 1 ? 'comes' : 'come'} first`
  const late =
    seconds > LONG_SECONDS
      ? ' This is longer than usual: background work may have stopped. Tell your administrator if it stays so.'
      : ''
  return `Asked for ${agoWords(seconds)}. ${turn}. ${takes}${late}`
}
