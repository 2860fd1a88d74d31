import { type CalendarDate, dateTyped, shortDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import { type CheckKind, checkKinds, checksInTheWay, checkWords } from '../checks.ts'
import type { JoiningPolicy } from '../market-policy.ts'
import { paths } from '../paths.ts'
import type { ComparedPrice } from '../price-comparison.ts'
import { providerKindWords } from '../provider-state.ts'
import type { ApplicationDetails, ApplicationInList, Lot } from '../store.ts'
import { aboveBeforehand } from './above-middle.view.ts'
import { checkRows } from './check-rows.view.ts'
import { joiningRows } from './joining.view.ts'

const stateTags: Record<ApplicationInList['state'], { text: string; colour: string }> = {
  waits: { text: 'Waits', colour: 'blue' },
  admitted: { text: 'Admitted', colour: 'green' },
  'not admitted': { text: 'Not admitted', colour: 'grey' },
  withdrawn: { text: 'Taken back', colour: 'grey' },
}

/** The list of applications, in words. */
export function applicationsView(list: { total: number; applications: readonly ApplicationInList[] }) {
  return {
    total: list.total,
    back: paths.providers(),
    join: paths.join(),
    rows: list.applications.map((one) => ({
      cells: [
        { text: one.name, href: paths.application(one.id) },
        { text: providerKindWords(one.kind) },
        { text: one.lots.join(', ') },
        { text: shortDate(one.sentOn) },
        { tag: stateTags[one.state].text, colour: stateTags[one.state].colour },
      ],
    })),
  }
}

/** One application for those who check and decide it. */
export function staffApplicationView(one: {
  asked: ApplicationDetails
  required: readonly CheckKind[]
  on: CalendarDate
  policy: JoiningPolicy
  lots: readonly Lot[]
  mayDecide: boolean
}) {
  const { asked, required, on, policy, mayDecide } = one
  const waits = asked.decisions.length === 0 && asked.withdrawnOn === null
  const own = asked.interests.some((interest) => interest.own)
  const inTheWay = checksInTheWay(required, asked.checks, on)
  const name = (lotId: string) => asked.lots.find(({ id }) => id === lotId)?.name ?? ''
  return {
    name: asked.joining.name,
    caption: `${providerKindWords(asked.kind)}, applied on ${shortDate(asked.sentOn)}`,
    back: paths.applications(),
    route: `${asked.framework}. ${asked.legalRoute}.`,
    notices: asked.notices.map((notice) => `${notice.reference}, published on ${shortDate(notice.publishedOn)}`),
    newNotice: mayDecide ? paths.notice(asked.frameworkId) : null,
    rows: joiningRows(asked.joining, one.lots),
    checks: checkRows(required, asked.checks, on, policy.againDays),
    rule: policy.from,
    inTheWay: waits ? inTheWay.map(checkWords).join(', ') : '',
    interests: asked.interests.map(
      (interest) => `${interest.staff} on ${shortDate(interest.declaredOn)}: ${interest.what}`,
    ),
    ownInterest: own,
    decisions: asked.decisions.map((decision) => ({
      title: `${name(decision.lotId)}: ${decision.admitted ? 'admitted' : 'not admitted'}`,
      by: decision.decidedBy,
      when: `${shortDate(decision.decidedOn)}, under ${decision.notice}`,
      text: decision.reasons,
    })),
    provider: asked.providerId === null ? null : paths.provider(asked.providerId),
    withdrawn: asked.withdrawnOn === null ? '' : shortDate(asked.withdrawnOn),
    acts:
      waits && mayDecide
        ? [
            { text: 'Record a check', href: paths.applicationCheck(asked.id), secondary: true },
            { text: 'I have a connection', href: paths.applicationInterest(asked.id), secondary: true },
            ...(own ? [] : [{ text: 'Decide', href: paths.applicationDecide(asked.id) }]),
          ]
        : [],
  }
}

type Asked = {
  asked: ApplicationDetails
  required: readonly CheckKind[]
  on: CalendarDate
  above: readonly string[]
}
const options = (kinds: readonly CheckKind[]) => kinds.map((value) => ({ value, text: checkWords(value) }))

/** The form of one look at one thing, of an applicant or a provider. */
export const lookPage = (whose: {
  back: { href: string; text: string }
  action: string
  required: readonly CheckKind[]
}) => ({
  title: 'Record a check',
  lede: 'What you saw today. It is never changed; another look may follow.',
  back: whose.back,
  action: whose.action,
  button: 'Record the check',
  hidden: [],
  fields: [
    {
      type: 'choice',
      id: 'kind',
      label: 'What did you look at?',
      empty: 'Choose one',
      options: options([...new Set([...whose.required, ...checkKinds])]),
    },
    {
      type: 'radios',
      id: 'met',
      label: 'Is it met?',
      options: [
        { value: 'yes', text: 'Yes' },
        { value: 'no', text: 'No' },
      ],
    },
    {
      type: 'long',
      id: 'evidence',
      label: 'What did you see?',
      hint: 'For example: certificate of Acme Mutual, number 12345',
    },
    {
      type: 'date',
      id: 'expires',
      label: 'When does it run out?',
      hint: 'Insurance always does. Leave empty what does not run out',
    },
  ],
})

/** The form that writes down what was looked at of an applicant. */
export const checkPage = ({ asked, required }: Asked) =>
  lookPage({
    back: { href: paths.application(asked.id), text: asked.joining.name },
    action: paths.applicationCheck(asked.id),
    required,
  })

/** The form by which a commissioner declares a connection and gives the decision to somebody else. */
export const interestPage = ({ asked }: Asked) => ({
  title: 'Declare a connection',
  lede: 'You, your family or your friends have something to do with this applicant. From then on somebody else decides.',
  warning: 'This cannot be undone.',
  back: { href: paths.application(asked.id), text: asked.joining.name },
  action: paths.applicationInterest(asked.id),
  button: 'Declare it',
  hidden: [],
  fields: [{ type: 'long', id: 'what', label: 'What is the connection?' }],
})

/** Where the price an applicant asks for would be above the middle of its like: a sentence for each lot it applies to. */
export function priceAbove(
  { joining, lots }: Pick<ApplicationDetails, 'joining' | 'lots'>,
  inForce: readonly ComparedPrice[],
  least: number,
): string[] {
  const { price: asked } = joining
  if (asked === undefined) return []
  const { supportBand, unit, pence: price } = asked
  return lots.flatMap(({ name: lot }) => {
    const words = aboveBeforehand({ providerId: '', lot, supportBand, unit, price }, inForce, least)
    return words === null ? [] : [`${lot}, ${formatMoney(price)} ${unitWords(unit)}. ${words}`]
  })
}

/** The form that decides about an application lot by lot; checks that stand in the way are named. */
export function decidePage({ asked, required, on, above }: Asked) {
  const inTheWay = checksInTheWay(required, asked.checks, on).map(checkWords)
  return {
    title: `Decide: ${asked.joining.name}`,
    lede: 'Tick each lot the applicant joins. A lot that is not ticked is refused, for the reasons you give.',
    warning: 'This cannot be undone. The price asked for becomes the published price from the first day.',
    now: [
      ...(inTheWay.length === 0 ? [] : [`Nobody can be admitted yet. Still to be met: ${inTheWay.join(', ')}.`]),
      ...above,
    ].join(' '),
    back: { href: paths.application(asked.id), text: asked.joining.name },
    action: paths.applicationDecide(asked.id),
    button: 'Decide',
    hidden: [],
    typed: dateTyped('from', on),
    fields: [
      {
        type: 'several',
        id: 'lotIds',
        label: 'Lots it joins',
        options: asked.lots.map(({ id: value, name: text }) => ({ value, text })),
      },
      { type: 'date', id: 'from', label: 'First day' },
      {
        type: 'choice',
        id: 'noticeId',
        label: 'Under which notice?',
        empty: asked.notices.length === 0 ? 'Record a notice first' : 'Choose a notice',
        options: asked.notices.map(({ id: value, reference: text }) => ({ value, text })),
      },
      { type: 'long', id: 'reasons', label: 'Reasons', hint: 'The applicant reads them' },
      {
        type: 'several',
        id: 'noInterest',
        label: 'Connections',
        options: [{ value: 'yes', text: 'I have no connection with this applicant' }],
      },
    ],
  }
}
