import { job, type Role, type Who } from '../../src/platform/who.ts'

/** Somebody of a role, for tests; ids are made up unless given. */
export function who(role: Role, given: Partial<Who> = {}): Who {
  const accountId = given.accountId ?? '11111111-1111-7111-8111-111111111111'
  return { role, accountId, staffId: accountId, name: `Test ${role}`, teamIds: [], personIds: [], ...given }
}

export const jobWho = (): Who => job('test')
