import type { OutsideFailure } from '../platform/refused.ts'

const outsideWords: Record<string, string> = {
  folder_in_use: 'Another Daywell process holds the data folder. Stop it, or set DAYWELL_DATA to another folder.',
  database_unreachable:
    'The database cannot be reached. Check that it runs and that DATABASE_URL is right, then try again.',
  database_refuses:
    'The database does not let us in, or does not exist. Check the name, user and password in DATABASE_URL.',
  database_of_another_version:
    'The database belongs to another version of Daywell. Start the version that made it, or a newer one.',
  role_missing:
    'The database has no role daywell_app, so a backup was restored without it and lacks its rights. Make the role, then restore into an empty database again: see “Backups” in docs/operations.md.',
  security_does_not_bind:
    'Row-level security does not bind this connection, so nothing was opened. Check the database role.',
}

/** An outside failure in a sentence that says what to do. */
export function outsideSentence(error: OutsideFailure): string {
  const cause = error.cause instanceof Error ? error.cause.message : ''
  return outsideWords[error.code] ?? (cause === '' ? error.code : cause)
}
