const words: Record<string, string> = {
  practitioner: 'social worker',
  team_manager: 'team manager',
  broker: 'broker',
  provider: 'provider',
  commissioner: 'commissioner',
  finance: 'finance officer',
  administrator: 'administrator',
  person: 'person or carer',
}

/** The roles in the order of the words that stand for them. */
export const rolesInOrder: readonly string[] = Object.keys(words).sort((one, other) =>
  roleWords(one) < roleWords(other) ? -1 : 1,
)

/** What somebody of a role does, in the words of their work. */
export function roleWords(role: string): string {
  return words[role] ?? role
}
