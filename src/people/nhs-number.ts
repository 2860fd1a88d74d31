/**
 * The ten digits of an NHS number, or undefined when the text is none. Spaces and hyphens between digits are allowed.
 * The last digit checks the others: weights 10 to 2, sum, 11 less the remainder by 11; 11 becomes 0, and 10 is never given out
 * (NHS Data Dictionary, NHS NUMBER, modulus 11). Nothing is corrected: a number that fails is refused.
 */
export function parseNhsNumber(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, '')
  if (!/^\d{10}$/.test(digits)) return undefined
  return checkDigit(digits.slice(0, 9)) === Number(digits[9]) ? digits : undefined
}

/** The tenth digit that belongs to nine: 10 means that no NHS number begins like this. */
export function checkDigit(nine: string): number {
  const sum = [...nine].reduce((total, digit, place) => total + Number(digit) * (10 - place), 0)
  return (11 - (sum % 11)) % 11
}

/** "943 476 5919": as it is written on letters. */
export function formatNhsNumber(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3, 6)} ${digits.slice(6)}`
}
