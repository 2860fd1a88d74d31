/** The key that the Care Quality Commission gave the council for its interface; none where none is set. It is sent to that address alone. */
export function cqcKey(): string | undefined {
  const key = process.env['DAYWELL_CQC_KEY']
  return key === undefined || key === '' ? undefined : key
}
