import { longDate, parseCalendarDate } from '../../core/calendar-date.ts'
import { checkRows } from '../estimate/check-rows.ts'
import type { ReadFile } from '../estimate/estimate-file.ts'
import type { Typed } from '../estimate/field.ts'
import { everyPage } from '../estimate/pages.ts'
import type { EstimateSettings } from '../estimate/settings.ts'
import { paths } from '../paths.ts'

/** The answers about money, under the names that the form of the assessment has too. The age is left: the birth date is known. */
export function moneyTyped(typed: Typed): Typed {
  const ids = everyPage({ table: null }).flatMap(({ fields }) => fields.map(({ id }) => id))
  return Object.fromEntries(
    Object.entries(typed).filter(
      ([id]) => ids.includes(id) && !['age', 'income', 'notCounted', 'partnerAgrees'].includes(id),
    ),
  )
}

/** The page that takes the file, and, once it is read, everything that was in it before any of it is used. */
export function estimateFileView(
  person: { name: string },
  personId: string,
  read?: ReadFile,
  settings?: EstimateSettings,
) {
  const madeOn = read === undefined ? undefined : parseCalendarDate(read.madeOn)
  const rows = read === undefined || settings === undefined ? [] : checkRows(read.answers, settings)
  const about = (money: boolean) =>
    rows.filter(({ page }) => /^(help|need-|extras)/.test(page) !== money).map(({ key, value }) => ({ key, value }))
  return {
    title: `The estimate ${person.name} brought`,
    read: read !== undefined,
    made:
      madeOn === undefined
        ? ''
        : `The file was made on ${longDate(madeOn)}. It names nobody: ask whether it is theirs.`,
    help: about(false),
    money: about(true),
    hidden: Object.entries(moneyTyped(read?.answers ?? {})).map(([name, value]) => ({ name, value })),
    action: paths.fromFile(personId),
    use: paths.filled(personId),
    back: paths.assess(personId),
  }
}
