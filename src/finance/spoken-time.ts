const hourOf = (minute: number) => Math.floor(minute / 60) % 12 || 12

/** "half past 10", "5 past 9", "quarter to 2": a time of day as people say it. */
export function spokenTime(minute: number): string {
  const past = minute % 60
  if (past === 0) return minute === 720 ? '12 noon' : `${hourOf(minute)} o’clock`
  if (past === 15) return `quarter past ${hourOf(minute)}`
  if (past === 30) return `half past ${hourOf(minute)}`
  if (past === 45) return `quarter to ${hourOf(minute + 60)}`
  return past < 30 ? `${past} past ${hourOf(minute)}` : `${60 - past} to ${hourOf(minute + 60)}`
}
