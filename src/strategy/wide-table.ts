/** A table with more columns than a phone has room for. */
const MOST_COLUMNS = 4

/** How a table of figures stands on a page: it scrolls in its own box, and one with many columns becomes a card for each row on a phone. */
export const wideTable = (head: readonly string[]) => ({ scroll: true, stacked: head.length > MOST_COLUMNS }) as const
