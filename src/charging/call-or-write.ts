/** How somebody reaches the council: by its number or, where none was set, in writing. */
export const callOrWrite = (phone: string, council = 'us'): string =>
  phone === '' ? `write to ${council}` : `call ${phone}`
