/** "its contents and its cost": what of a version nobody has approved yet. */
export function stillToApprove(version: {
  readonly contentsApproved: boolean
  readonly costApproved: boolean
}): string {
  const missing = [version.contentsApproved ? '' : 'its contents', version.costApproved ? '' : 'its cost']
  return missing.filter((part) => part !== '').join(' and ')
}
