/** A file's name as it may stand in a page, a record and a header: its last part, plain letters, at most 80 signs. */
export function csvFileName(sent: string): string {
  const last = sent.split(/[\\/]/).at(-1) ?? ''
  const plain = last.replace(/[^A-Za-z0-9._ -]/g, '_').slice(-80)
  return plain === '' ? 'file.csv' : plain
}
