/** Who may look at buildings, change them, and close them for a time. */
export const looks = {
  roles: ['commissioner', 'broker', 'team_manager'],
  about: 'What each building can hold, and who a closure affects',
} as const
export const changes = { roles: ['commissioner', 'broker'], about: 'Rooms, rota and what is on sale' } as const
export const closes = {
  roles: ['commissioner', 'team_manager'],
  about: 'Close a building for a time, and open it again',
} as const
