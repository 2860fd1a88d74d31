const closes: (() => unknown)[] = []

/** What a test opens is closed when that test ends. */
export const closeAfterTest = (close: () => unknown): void => {
  closes.push(close)
}

/** Closes what the test opened. */
export async function closeOpened(): Promise<void> {
  await Promise.all(closes.splice(0).map((close) => close()))
}
