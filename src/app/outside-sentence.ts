import type { OutsideFailure } from '../platform/refused.ts'

const outsideWords: Record<string, string> = {
  folder_in_use: 'Another Daywell process holds the data folder. Stop it, or set DAYWELL_DATA to another folder.',
  folder_unusable:
    'Nothing can be kept in the data folder: it is no folder, may not be written to, or the disk is full. Mend that, or set DAYWELL_DATA to another folder.',
  folder_cannot_be_read:
    'The database in the data folder cannot be opened: another version of Daywell made it, or it is damaged. Keep the folder, and set DAYWELL_DATA to an empty one to begin anew.',
  port_in_use: 'Another program uses this port. Stop it, or set PORT to another number.',
  port_not_allowed: 'This port or address may not be used. Set PORT to another number (1024 or more), or set HOST.',
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
