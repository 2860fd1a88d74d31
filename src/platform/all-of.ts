/**
 * Waits until each has ended, so that nothing is left running, then gives their answers in order; or throws what the
 * first of them in order threw.
 */
export async function allOf<T extends readonly unknown[]>(
  work: readonly [...{ [Key in keyof T]: Promise<T[Key]> }],
): Promise<T> {
  const ended = await Promise.allSettled(work)
  return ended.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  }) as unknown as T
}
