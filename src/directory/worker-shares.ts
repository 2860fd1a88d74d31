/**
 * The time of one worker at a session, in shares: at 1 to 4 a person takes a quarter of it, at 2 to 1 twice as much. 5,040 is
 * divided without rest by every number of people from 1 to 10, so no share is ever rounded (`directory.support_band`).
 */
export const sharesOfAWorker = 5_040
