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

/** What somebody of a role does, in the words of their work. */
export function roleWords(role: string): string {
  return words[role] ?? role
}
