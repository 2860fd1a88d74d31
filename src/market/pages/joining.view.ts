import { clockTime, shortDate, weekdayName } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { unitWords } from '../../directory/index.ts'
import { checkWords } from '../checks.ts'
import type { Joining } from '../joining.ts'
import type { JoiningPolicy } from '../market-policy.ts'
import { paths } from '../paths.ts'
import { type ProviderKind, providerKinds, providerKindWords } from '../provider-state.ts'
import type { Lot, OwnApplication } from '../store.ts'
import type { Question } from './join-questions.page.ts'
import { bandWords } from './providers.view.ts'

/** What an application says, in words, question by question. */
export function joiningRows(
  joining: Joining,
  lots: readonly Lot[],
): { key: string; value: string; question: string }[] {
  const { offer: said, price: asked, leastWeeklyMinutes } = joining
  const rows = [
    { question: 'who', key: 'Name', value: joining.name },
    {
      question: 'who',
      key: 'Contact',
      value: [joining.contact, joining.phone, joining.email].filter(Boolean).join(', '),
    },
    {
      question: 'lots',
      key: 'Kinds of support',
      value: lots
        .filter(({ id }) => joining.lotIds.includes(id))
        .map(({ name }) => name)
        .join(', '),
    },
  ]
  if (said !== undefined)
    rows.push({ question: 'offer', key: 'What is offered', value: `${said.title}, ${said.town}. ${said.summary}` })
  if (said?.session !== undefined)
    rows.push({
      question: 'when',
      key: 'When',
      value: `${weekdayName(said.session.weekday)} ${clockTime(said.session.startMinute)} to ${clockTime(said.session.endMinute)}, ${said.session.places} people at once`,
    })
  if (asked !== undefined)
    rows.push({
      question: 'price',
      key: 'Price asked',
      value: `${formatMoney(asked.pence)} ${unitWords(asked.unit)}, ${bandWords(asked.supportBand)}`,
    })
  if (leastWeeklyMinutes !== undefined)
    rows.push({ question: 'price', key: 'Least taken on', value: `${leastWeeklyMinutes / 60} hours a week` })
  for (const one of joining.evidence)
    rows.push({
      question: one.kind,
      key: checkWords(one.kind),
      value: one.expiresOn === undefined ? one.words : `${one.words}. Runs out on ${shortDate(one.expiresOn)}`,
    })
  return rows
}

const kindHints: Partial<Record<ProviderKind, string>> = {
  personal_assistant: 'I support people one to one, at home and out and about',
  framework: 'An organisation that employs people to give support',
  shared_lives: 'I share my home and family life',
  community_group: 'A club or group that anybody can join',
}

/** The first page of joining: who can. The small ones come first, since they most often come without help. */
export function beginView(rule: JoiningPolicy, fault: { errors?: object[]; at?: object; typed?: object } = {}) {
  const hints: Partial<Record<ProviderKind, string>> = {
    ...kindHints,
    micro_provider: `I, or a small team of at most ${rule.shortMostWorkers}, with our own enterprise`,
  }
  const order: ProviderKind[] = ['micro_provider', 'personal_assistant', 'shared_lives', 'community_group', 'framework']
  const rest = providerKinds.filter((kind) => kind !== 'in_house' && !order.includes(kind))
  return {
    kinds: [...order, ...rest].map((value) => ({
      value,
      text: value === 'framework' ? 'Support organisation' : providerKindWords(value),
      hint: hints[value] === undefined ? undefined : { text: hints[value] },
    })),
    errors: fault.errors ?? [],
    at: fault.at ?? {},
    typed: fault.typed ?? {},
  }
}

/** One question, with how far along it is and the way back. */
export function questionView({
  link,
  questions,
  question,
}: {
  link: string
  questions: readonly Question[]
  question: Question
}) {
  const at = questions.indexOf(question)
  const before = questions[at - 1]
  return {
    caption: `Question ${at + 1} of ${questions.length}`,
    title: question.title,
    lede: question.lede ?? '',
    fields: question.fields,
    back: before === undefined ? paths.joining(link) : paths.joinQuestion(link, before.key),
  }
}

/** An application as its sender sees it: what is still to do, then what waits, then what was decided. */
export function applicationView({
  link,
  application,
  questions,
  joining,
  missing,
  lots,
  mayComeIn,
}: {
  link: string
  application: OwnApplication
  questions: readonly Question[]
  joining: Joining | undefined
  missing: string | undefined
  lots: readonly Lot[]
  /** Somebody can sign in for the provider it became. */
  mayComeIn: boolean
}) {
  const draft = application.sentOn === null
  const admitted = application.decisions.some((one) => one.admitted)
  const rows =
    joining === undefined
      ? questions.map(({ key, title }) => ({
          key: title,
          value: application.answers[key] === undefined ? 'Not answered yet' : 'Answered',
          href: paths.joinQuestion(link, key),
          act: application.answers[key] === undefined ? 'Answer' : 'Change',
        }))
      : joiningRows(joining, lots).map(({ question, ...row }) =>
          draft ? { ...row, href: paths.joinQuestion(link, question), act: 'Change' } : row,
        )
  return {
    ...standing(application, admitted),
    account: admitted ? { open: mayComeIn, words: mayComeIn ? accountOpen : accountToCome } : null,
    rows,
    decisions: application.decisions.map((one) => ({ ...one, answer: one.admitted ? 'you are in' : 'not this time' })),
    next: draft && missing !== undefined ? paths.joinQuestion(link, missing) : null,
    send: draft && joining !== undefined ? paths.joinAct(link, 'send') : null,
    withdraw:
      !draft && application.withdrawnOn === null && application.decisions.length === 0
        ? paths.joinAct(link, 'withdraw')
        : null,
    publish:
      admitted && application.opportunityId === null && joining?.offer !== undefined
        ? paths.joinAct(link, 'publish')
        : null,
    page: application.opportunityId === null ? null : `/directory/${application.opportunityId}`,
  }
}

const accountDoes = 'change your page, sessions, places and prices, mark who came, and see what you are paid'
const accountToCome = `Next you get an account. With it you ${accountDoes}. The council opens it and tells you how to sign in.`
const accountOpen = `Your account is open. With it you ${accountDoes}.`

function standing(application: OwnApplication, admitted: boolean): { title: string; lede: string } {
  if (application.withdrawnOn !== null)
    return { title: 'You took this back', lede: 'Nothing more happens with it. You can apply again at any time.' }
  if (application.sentOn === null)
    return { title: 'Your application', lede: 'Check what you have told us, then send it.' }
  if (application.decisions.length === 0)
    return {
      title: 'Your application is with us',
      lede: `You sent it on ${shortDate(application.sentOn)}. We look at what you told us and decide. Come back to this page to see the answer.`,
    }
  if (!admitted)
    return { title: 'You are not admitted', lede: 'The reasons are below. Phone us if you think that we got it wrong.' }
  return application.opportunityId === null && application.joining?.offer !== undefined
    ? { title: 'You are in', lede: 'Look once more at what people will read. Then publish it.' }
    : { title: 'You are in', lede: 'Welcome. People can find you now.' }
}
