import {
  type AdviceAnswers,
  type AdvicePolicyOn,
  type AdviceQuestion,
  adviceSearches,
  answersAddress,
  easier,
  matters,
  questions,
  situations,
  times,
} from '../advice.ts'
import { listed } from '../entry-words.ts'
import { paths } from '../paths.ts'
import { searchAddress } from '../search-criteria.ts'

/** One option with why it is offered, as the list of things to do has it, and what was let go to find it. */
export interface AdviceOption {
  readonly name: string
  readonly href: string
  readonly summary: string
  readonly town: string | null
  readonly symbol: string
  readonly colour: string
  readonly why: { readonly nearly: boolean; readonly text: string } | null
  readonly rows: readonly { readonly key: string; readonly value: string }[]
  readonly less: string
}

const titles: Readonly<Record<AdviceQuestion, { title: string; hint: string; kind: 'one' | 'several' | 'text' }>> = {
  matters: {
    title: 'What matters most to you now?',
    hint: 'Choose the one that is nearest. You can change it later.',
    kind: 'one',
  },
  place: {
    title: 'Where do you want to start from?',
    hint: 'A town, or the first part of a postcode. You can leave this empty.',
    kind: 'text',
  },
  time: { title: 'When would be good?', hint: '', kind: 'one' },
  easier: {
    title: 'What do you need there?',
    hint: 'Choose all that you cannot do without. You can leave this empty.',
    kind: 'several',
  },
  situation: {
    title: 'How are things for you?',
    hint: 'This helps us say who can help. It is not a test.',
    kind: 'one',
  },
}

const listOf = (choices: Readonly<Record<string, string | { readonly words: string }>>) =>
  Object.entries(choices).map(([value, one]) => ({ value, text: typeof one === 'string' ? one : one.words }))
const choicesOf = {
  matters: listOf(matters),
  place: [],
  time: listOf(times),
  easier: listOf(easier),
  situation: listOf(situations),
}

/** What is wrong with the answer to one question, as a sentence; nothing when it can be left as it is. */
export function faultOf(question: AdviceQuestion, answers: AdviceAnswers): string | undefined {
  if (question === 'matters' && answers.matters === undefined) return 'Choose what matters most to you'
  if (question === 'time' && answers.time === undefined) return 'Choose when would be good'
  if (question === 'situation' && answers.situation === undefined) return 'Choose how things are for you'
  return undefined
}

/** One question; the answers to the others go along with it. */
export function questionView(question: AdviceQuestion, answers: AdviceAnswers, fault?: string) {
  const at = questions.indexOf(question)
  const before = questions[at - 1]
  const others = questions.filter((name) => name !== question)
  return {
    ...titles[question],
    name: question,
    choices: choicesOf[question],
    step: `Question ${at + 1} of ${questions.length}`,
    errors: fault === undefined ? [] : [{ text: fault, href: `#${question}` }],
    at: fault === undefined ? {} : { [question]: fault },
    typed: { [question]: [answers[question] ?? ''].flat().join(',') },
    hidden: others.flatMap((name) => [answers[name] ?? []].flat().map((value) => ({ name, value }))),
    action: paths.advice(question),
    back: before === undefined ? paths.adviceBegin() : answersAddress(answers, paths.advice(before)),
    last: at === questions.length - 1,
  }
}

/** The options, who can help, and every answer with a way to change it. */
export function adviceView(answers: AdviceAnswers, options: readonly AdviceOption[], help: ReturnType<AdvicePolicyOn>) {
  const said = {
    matters: matters[answers.matters ?? 'people'].words,
    place: answers.place === '' ? 'Anywhere' : answers.place,
    time: times[answers.time ?? 'any'].words,
    easier: answers.easier.length === 0 ? 'Nothing special' : listed(answers.easier.map((code) => easier[code])),
    situation: situations[answers.situation ?? 'ideas'],
  }
  const [first] = adviceSearches(answers)
  return {
    title:
      options.length === 0
        ? 'We found nothing that fits'
        : options.length === 1
          ? 'One thing you could try'
          : `${options.length} things you could try`,
    options: options.map(({ why, less, ...option }) => ({
      ...option,
      because:
        less === ''
          ? [`You said “${said.matters}”.`, why?.text ?? ''].join(' ').trim()
          : [less, why?.nearly === false ? why.text : ''].join(' ').trim(),
      nearly: less !== '',
    })),
    answers: questions.map((name) => ({
      key: titles[name].title,
      value: said[name],
      href: answersAddress(answers, paths.advice(name)),
    })),
    help,
    harder: answers.situation === 'harder',
    carer: answers.situation === 'carer',
    more: first === undefined ? paths.search() : searchAddress(first.criteria),
    again: paths.adviceBegin(),
  }
}
