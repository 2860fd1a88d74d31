import type { RouteRow } from '../../platform/http.ts'
import { mayOpen } from '../../platform/may-open.ts'
import type { Who } from '../../platform/who.ts'

/** Links that belong together, each with one sentence on what stands there. */
export interface LinkGroup {
  readonly title: string
  readonly links: readonly { readonly text: string; readonly href: string; readonly note: string }[]
}

/** The groups with only those links that a role may open, by the policy of each page itself; a group with none is left out. */
export function openTo(role: Who['role'], groups: readonly LinkGroup[], routes: readonly RouteRow[]): LinkGroup[] {
  const opens = mayOpen(role, routes)
  return groups
    .map(({ title, links }) => ({ title, links: links.filter(({ href }) => opens(href)) }))
    .filter(({ links }) => links.length > 0)
}
