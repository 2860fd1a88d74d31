/**
 * Whole hours of notice: the time between telling the council and the start, part hours left out. Telling after the
 * start is no notice at all. Both moments are instants, so a change of clocks in between is counted truly.
 */
export function noticeHours({ noticedAt, startsAt }: { noticedAt: Date; startsAt: Date }): number {
  return Math.max(0, Math.floor((startsAt.getTime() - noticedAt.getTime()) / 3_600_000))
}
