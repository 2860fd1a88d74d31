export type Audience = 'public' | 'staff' | 'hidden'

const staff = ['practitioner', 'team_manager', 'broker', 'commissioner', 'finance', 'administrator']

/**
 * Which entries a role may be shown: everybody sees public ones, council staff also those meant for staff. A hidden
 * entry (a refuge, an address that must not be known) is never listed, searched or fed to anybody.
 */
export function audiencesFor(role: string): readonly Audience[] {
  return staff.includes(role) ? ['public', 'staff'] : ['public']
}
