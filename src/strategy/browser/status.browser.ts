const QUIET_MS = 1000

const place = (name: string) => document.querySelector<HTMLElement>(`[data-${name}]`)

const show = (name: string, text: string): void => {
  const found = place(name)
  if (found !== null) found.textContent = text
}

/** How the work stands: seen at once in the short answer, read aloud only when nothing was typed for a second. */
export class Status {
  private waiting: ReturnType<typeof setTimeout> | undefined
  private said = ''

  /** Something was typed: whatever waits to be read aloud is out of date. */
  begin(): void {
    clearTimeout(this.waiting)
    show('progress', 'Working it out…')
    show('fault', '')
  }

  runs(count: number): void {
    show('progress', `${count.toLocaleString('en-GB')} runs`)
  }

  /** What was typed cannot be worked out: the answer that stands there is of what was typed before. */
  fault(text: string): void {
    show('progress', 'Not worked out')
    show('fault', text)
    this.aloud(text)
  }

  /** Read once, and not again while it is the same. */
  aloud(text: string): void {
    clearTimeout(this.waiting)
    this.waiting = setTimeout(() => {
      if (text !== this.said) show('status', text)
      this.said = text
    }, QUIET_MS)
  }
}
