import { clockTime, shortDate } from '../../../core/calendar-date.ts'
import { countWords, type ListPage, pagerOf } from '../../../core/list-page.ts'
import { dayInEngland, minuteInEngland } from '../../../core/local-time.ts'
import type { CsvFault, CsvKind } from '../../../platform/csv.ts'
import { type FileImport, IMPORTS_A_PAGE } from '../store.ts'

const when = (at: Date) => `${shortDate(dayInEngland(at))}, ${clockTime(minuteInEngland(at))}`
const number = (count: number) => count.toLocaleString('en-GB')
const SHOWN = 50

interface Listed {
  readonly kinds: readonly CsvKind<unknown>[]
  readonly chosen: CsvKind<unknown> | undefined
  readonly problem: string
  readonly imports: ListPage<FileImport>
  /** The page of them. */
  readonly page: number
}

/** What can be brought in, what one kind of file must hold, and the files before. */
export function importListView({ kinds, chosen, problem, imports, page }: Listed) {
  const title = (name: string) => kinds.find((kind) => kind.name === name)?.title ?? name
  return {
    errors: problem === '' ? [] : [{ text: problem, href: '#file' }],
    problem,
    kinds: kinds.map((kind, at) => ({
      href: `/import/${kind.name}`,
      title: `${at + 1}. ${kind.title}`,
      about: kind.about,
      active: kind === chosen,
    })),
    chosen:
      chosen === undefined
        ? null
        : {
            title: chosen.title,
            small: chosen.title.toLowerCase(),
            about: chosen.about,
            action: `/import/${chosen.name}`,
            template: `/import/${chosen.name}/template`,
            key: chosen.key.join(' and '),
            values: chosen.columns.flatMap(({ name, values }) => (values === undefined ? [] : [{ name, values }])),
            columns: chosen.columns.map((column) => ({
              cells: [
                { text: column.name },
                { text: column.needed ? 'Yes' : 'No' },
                { text: column.about },
                { text: column.example },
              ],
            })),
          },
    importsCaption: `${countWords(imports.all, 'file', 'files')}, the newest first`,
    pager: pagerOf({
      page,
      all: imports.all,
      perPage: IMPORTS_A_PAGE,
      href: `/import${chosen === undefined ? '' : `/${chosen.name}`}?page=`,
    }),
    imports: imports.rows.map((one) => ({
      cells: [
        { text: one.file_name, href: `/import/done/${one.id}` },
        { text: title(one.kind) },
        { text: when(one.brought_in_at) },
        ...[one.added, one.changed, one.unchanged, one.rejected].map((count) => ({ text: number(count) })),
      ],
    })),
  }
}

function rejectedWords({ rows, rejected }: FileImport): string {
  if (rows === 0) return 'The file holds no row below the names of the columns'
  return rejected === 0 ? 'Every row arrived' : 'Mend these in the rejects file and send it again'
}

/** What became of one file, and which comes after it; the first faults are shown, all are in the rejects file. */
export function importResultView(
  done: FileImport & { faults: readonly CsvFault[] },
  kinds: readonly CsvKind<unknown>[],
) {
  const nextAt = kinds.findIndex(({ name }) => name === done.kind) + 1
  const next = kinds[nextAt]
  return {
    next: next === undefined ? null : { href: `/import/${next.name}`, title: `${nextAt + 1}. ${next.title}` },
    kind: done.kind,
    fileName: done.file_name,
    when: when(done.brought_in_at),
    counts: [
      { number: number(done.added), text: 'Added', note: 'New records', tone: 'good' },
      { number: number(done.changed), text: 'Changed', note: 'From today, the old facts stay', tone: '' },
      { number: number(done.unchanged), text: 'As before', note: 'Nothing new in them', tone: 'none' },
      {
        number: number(done.rejected),
        text: 'Rejected',
        note: rejectedWords(done),
        tone: done.rejected === 0 ? 'none' : 'bad',
      },
    ],
    rows: `${number(done.rows)} ${done.rows === 1 ? 'row' : 'rows'}`,
    notUsed: done.columns_not_used.join(', '),
    rejects: `/import/done/${done.id}/rejects`,
    more: done.faults.length > SHOWN ? number(done.faults.length - SHOWN) : '',
    faults: done.faults.slice(0, SHOWN).map((fault) => ({
      cells: [
        { text: `Line ${number(fault.line)}` },
        { text: fault.column === '' ? 'whole line' : fault.column },
        { text: fault.value === '' ? 'empty' : fault.value },
        { text: fault.reason },
      ],
    })),
  }
}
