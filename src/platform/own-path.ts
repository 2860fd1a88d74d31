/** Only an address of our own, never another site's; the first page of whoever signed in where it is none. */
export function ownPath(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])[^\r\n\\]*$/.test(next) ? next : '/home'
}
