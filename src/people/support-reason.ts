/** A support reason in the few words of a table: "Physical support: Personal care support" → "Personal care". "–" when none is recorded. */
export function shortReason(reason: string | null): string {
  if (reason === null) return '–'
  const last = reason.split(': ').at(-1) ?? reason
  const words = last.replace(/^Support (with|for|to) /, '').replace(/ support$/, '')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
