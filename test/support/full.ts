/** Whether the full counts are asked for (`npm run test:full`). */
export const full = process.env['FULL'] === '1'

/** All cases with the full counts; else the first so many. */
export const firstOrAll = <Case>(most: number, cases: readonly Case[]): readonly Case[] =>
  full ? cases : cases.slice(0, most)
