import type { RouteRow } from './http.ts'
import type { Who } from './who.ts'

/** Whether a role may open a page, by the policy of the page itself. An address with ids is asked for by its pattern, as "/people/:personId". */
export const mayOpen =
  (role: Who['role'], routes: readonly RouteRow[]) =>
  (pattern: string): boolean =>
    routes.some(
      ({ method, url, policy }) =>
        method === 'GET' &&
        url === pattern &&
        (policy.roles === 'public' || (policy.roles as readonly string[]).includes(role)),
    )
