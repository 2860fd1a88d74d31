const starts = [18, 25, 35, 45, 55, 65, 75, 85] as const

/** Age in completed years as a band of ten years, as the borough's counts have it. */
export function ageBand(age: number): string {
  const at = starts.findLastIndex((start) => age >= start)
  const start = starts[at]
  if (start === undefined) return 'Under 18'
  const next = starts[at + 1]
  return next === undefined ? `${start} and over` : `${start} to ${next - 1}`
}

/** The group that a value of Client Level Data belongs to: "White: Irish" is White. Small groups would otherwise all be hidden. */
export function broadGroup(value: string | null): string {
  const [group = ''] = (value ?? '').split(':')
  return group.trim() === '' || group === 'No data' || group === 'Unknown' ? 'Not known' : group.trim()
}
