import { clockTime, longDate, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland, minuteInEngland } from '../../core/local-time.ts'
import type { StepName } from '../../journey.ts'
import type { Voice } from '../../people/index.ts'
import { roleWords } from '../../platform/role-words.ts'
import type { Progress } from '../../platform/waiting.ts'
import { commandLine } from '../../platform/who.ts'
import type { LookRow } from '../store.ts'

type Told = Readonly<Record<Progress['state'], string>>

/** What each step is to the person, as it is done, under way or still to come. */
const stepsInI: Partial<Record<StepName, Told>> = {
  needs: told('We wrote down what help I need', 'We are finding out what help I need', 'We find out what help I need'),
  allocation: told(
    'I was told about how much my support may cost',
    'My budget is being worked out',
    'I hear my budget',
  ),
  charging: told('I was told what I pay', 'What I pay is being worked out', 'I hear what I pay'),
  planning: told('My plan was agreed', 'We are making my plan', 'We make my plan'),
  brokerage: told('My places are booked', 'My places are being found', 'My places are found'),
  delivery: told('I went to my days', 'I go to my days', 'I start my days'),
  outcomes: told('We looked at how it is going', 'It is time to look at how it is going', 'We look at how it is going'),
  finance: told('My money is settled', 'What I pay is added up each week', 'What I pay is added up each week'),
}

/** What was done elsewhere, and goes on here as it was. */
const goesOn: Partial<Record<StepName, string>> = {
  charging: 'What I pay goes on as it was before',
  planning: 'My week goes on as it was before',
}

function told(done: string, now: string, next: string): Told {
  return { done, now, next }
}

const pageWords: readonly (readonly [RegExp, string])[] = [
  [/^\/my-week|\/finance\/my-week/, 'my week'],
  [/\/finance/, 'my charges and payments'],
  [/\/needs/, 'what help I need'],
  [/\/allocation/, 'my budget'],
  [/\/charging/, 'what I pay'],
  [/\/planning/, 'my plan'],
  [/\/brokerage/, 'my places'],
  [/\/delivery/, 'my days'],
  [/\/outcomes/, 'how it is going'],
  [/\/people\/:personId\/people/, 'my details'],
  [/\/looks/, 'who looked at my record'],
  [/\/accounts\/pick/, 'my name, to open an account'],
]

/** What was changed, by the step that wrote it down. */
const stepWords: Readonly<Record<string, string>> = {
  needs: 'what help I need',
  allocation: 'my budget',
  charging: 'what I pay',
  planning: 'my plan',
  brokerage: 'my places',
  delivery: 'my days',
  outcomes: 'how it is going',
  finance: 'my charges and payments',
  people: 'my details',
  directory: 'my bookings',
}

function did({ action, page }: LookRow, v: Voice): string {
  if (page === null) return v.says(`Changed ${stepWords[action.split('/')[0] ?? ''] ?? 'my record'}`)
  const part = pageWords.find(([pattern]) => pattern.test(page))?.[1] ?? 'my record'
  return v.says(action === 'people/looked-at' ? `Looked at ${part}` : `Changed ${part}`)
}

/** Who it was; of somebody's own account, whether it was the person, their carer or another who acted for them that day. */
function actor({ actor_role: role, actor_name: name, looked_as: as }: LookRow, v: Voice): string {
  if (role === 'job')
    return name === commandLine.name ? 'Whoever runs Daywell, by the command line' : 'Daywell, by itself'
  if (as === 'self') return `${name}, whose record this is`
  if (as === 'carer') return `${name}, ${v.my} carer`
  return `${name}, ${as === 'acts_for' ? v.says('who acted for me') : roleWords(role)}`
}

const order: readonly Progress['state'][] = ['done', 'now', 'next']

/** What is done stands first, in the order of its days; then what goes on now; then what is still to come. */
function byDay({ progress: one }: Along, { progress: other }: Along): number {
  const states = order.indexOf(one.state) - order.indexOf(other.state)
  return states !== 0 || one.state !== 'done' ? states : (one.on ?? '').localeCompare(other.on ?? '')
}

interface Along {
  readonly step: StepName
  readonly progress: Progress
}

/** A person's own record in their words: where they are, and who else looked; the same look within a minute stands once. */
export function ownRecordView(
  { along, looks, page, older }: { along: readonly Along[]; looks: readonly LookRow[]; page: number; older: boolean },
  v: Voice,
) {
  const rows = looks.map((look) => ({
    when: `${shortDate(dayInEngland(look.at))}, ${clockTime(minuteInEngland(look.at))}`,
    who: actor(look, v),
    what: did(look, v),
  }))
  const same = (one: (typeof rows)[number], other: (typeof rows)[number] | undefined) =>
    one.when === other?.when && one.who === other.who && one.what === other.what
  return {
    v,
    steps: [...along].sort(byDay).flatMap(({ step, progress: { state, on, by, takenOver } }) => {
      const mine = (takenOver === true ? goesOn[step] : undefined) ?? stepsInI[step]?.[state]
      if (mine === undefined) return []
      const words = v.says(mine)
      const when = state === 'done' && on !== undefined ? longDate(on) : state === 'next' ? 'Later' : 'Now'
      return [{ when, text: state === 'done' && by !== undefined ? `${words}. ${by} did this.` : `${words}.` }]
    }),
    looks: rows.filter((row, at) => !same(row, rows[at - 1])),
    newer: page > 1 ? `?looks=${page - 1}#looks-h` : '',
    older: older ? `?looks=${page + 1}#looks-h` : '',
  }
}
