import { paths } from '../paths.ts'

const all = [
  { href: paths.checks(), text: 'Entries to check', roles: ['commissioner'] },
  { href: paths.proposals(), text: 'Changes by providers', roles: ['commissioner', 'broker'] },
  { href: paths.reminders(), text: 'Questions to providers', roles: ['commissioner', 'broker'] },
  { href: paths.changes(), text: 'Changes by sources', roles: ['commissioner'] },
  { href: paths.alike(), text: 'Entries that may be one', roles: ['commissioner'] },
  { href: paths.sources(), text: 'Sources', roles: ['commissioner'] },
]

/** The lists of the directory's keepers that a role may open, to go from one to the next. */
export const keeperLinks = (role: string) => all.filter(({ roles }) => roles.includes(role))
