import { z } from 'zod'
import { addDays, type CalendarDate, shortDate } from '../../core/calendar-date.ts'
import { choiceField, dateField, dateTyped, optionalTextField, textField } from '../../platform/form.ts'
import { communicationNeeds } from '../communication-needs.ts'
import { codesFor, type DetailKind, detailKinds, detailTitles, detailWords } from '../detail-codes.ts'
import { isPhoneNumber, phoneFault, postcode } from '../person-fields.ts'
import { addContactWay, changeAddress, changeDetail, changeName, changeTalk, changeTeam } from '../store.ts'
import { death, nhs } from './once-parts.page.ts'
import { asOptions, type Field, type Part, part, wordOptions } from './part.page.ts'

const since: Field = {
  type: 'date',
  id: 'from',
  label: 'From which day?',
  hint: 'What stood before ends the day before',
}
const why: Field = {
  type: 'text',
  id: 'reason',
  label: 'How do you know?',
  hint: 'For example: told by the person on the phone',
}
const fromField = dateField('the day it begins')
const reasonField = textField('how you know', { most: 200 })
const emptyAsNone = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => (value === '' || value === undefined ? undefined : value), schema.optional())

const nameOf = (kind: 'legal' | 'preferred', title: string): Part =>
  part({
    slug: kind === 'legal' ? 'name' : 'preferred-name',
    title,
    lede: 'The name that stands now stays in the record, with the day it ended.',
    button: 'Save the name',
    done: 'The name is saved.',
    fields: () => [
      { type: 'text', id: 'givenName', label: 'First name' },
      { type: 'text', id: 'familyName', label: 'Family name' },
      since,
      why,
    ],
    schema: () =>
      z.object({
        givenName: textField('the first name', { most: 100 }),
        familyName: textField('the family name', { most: 100 }),
        from: fromField,
        reason: reasonField,
      }),
    now: ({ names }, today) => {
      const name = names.find((one) => one.kind === kind && one.until === null)
      return {
        version: name?.id ?? '',
        words:
          name === undefined
            ? 'None is recorded.'
            : `${name.given_name} ${name.family_name}, from ${shortDate(name.from_date)}`,
        typed: { givenName: name?.given_name ?? '', familyName: name?.family_name ?? '', ...dateTyped('from', today) },
      }
    },
    save: (tx, personId, read, version) => changeName(tx, { personId, kind, ...read }, version),
  })

const home = part({
  slug: 'address',
  title: 'Where the person lives',
  lede: 'Use it when somebody moves, or when the address was wrong.',
  button: 'Save the address',
  done: 'The address is saved.',
  fields: () => [
    { type: 'text', id: 'line1', label: 'First line' },
    { type: 'text', id: 'line2', label: 'Second line (if any)' },
    { type: 'text', id: 'town', label: 'Town', width: 20 },
    { type: 'text', id: 'postcode', label: 'Postcode', width: 10 },
    since,
    why,
  ],
  schema: () =>
    z.object({
      line1: textField('the first line', { most: 200 }),
      line2: optionalTextField('the second line', { most: 200 }),
      town: optionalTextField('the town', { most: 100 }),
      postcode: emptyAsNone(postcode),
      from: fromField,
      reason: reasonField,
    }),
  now: ({ home: at }, today) => ({
    version: at?.id ?? '',
    words:
      at === undefined ? 'None is recorded.' : [at.line_1, at.line_2, at.town, at.postcode].filter(Boolean).join(', '),
    typed: {
      line1: at?.line_1 ?? '',
      line2: at?.line_2 ?? '',
      town: at?.town ?? '',
      postcode: at?.postcode ?? '',
      ...dateTyped('from', today),
    },
  }),
  save: (tx, personId, read, version) => changeAddress(tx, { personId, ...read }, version),
})

const detailOf = (kind: DetailKind): Part => {
  const codes = codesFor(kind)
  const value =
    codes === undefined
      ? textField('what the person says', { most: 100 })
      : choiceField(`“${detailTitles[kind]}”`, codes)
  return part({
    slug: kind.replaceAll('_', '-'),
    title: detailTitles[kind],
    lede: codes === undefined ? 'In the person’s own words.' : 'The choices are those of national Client Level Data.',
    button: 'Save',
    done: `${detailTitles[kind]} is saved.`,
    fields: () => [
      codes === undefined
        ? { type: 'text', id: 'value', label: detailTitles[kind] }
        : {
            type: 'choice',
            id: 'value',
            label: detailTitles[kind],
            options: codes.map((value) => ({ value, text: detailWords(value) })),
          },
      since,
      why,
    ],
    schema: () => z.object({ value, from: fromField, reason: reasonField }),
    now: ({ details }, today) => {
      const detail = details.find((one) => one.kind === kind)
      const words =
        detail === undefined ? 'Nothing is recorded.' : `${detail.value}, from ${shortDate(detail.from_date)}`
      return { version: detail?.id ?? '', words, typed: { value: detail?.value ?? '', ...dateTyped('from', today) } }
    },
    save: (tx, personId, read, version) => changeDetail(tx, { personId, kind, ...read }, version),
  })
}

const talk = part({
  slug: 'talk',
  title: 'How to talk with the person',
  lede: 'Ask each time you meet. It is shown first on every page about the person, and to those who support them if they agree.',
  button: 'Save',
  done: 'How to talk is saved.',
  fields: () => [
    { type: 'choice', id: 'need', label: 'What helps?', options: asOptions(communicationNeeds) },
    {
      type: 'long',
      id: 'howToMeetIt',
      label: 'What exactly do we do?',
      hint: 'For example: letters in Easy Read, 18 point. Wait for the answer',
    },
    {
      type: 'radios',
      id: 'mayBeShared',
      label: 'May we tell those who support the person?',
      options: wordOptions({ yes: 'Yes', no: 'No' }),
    },
  ],
  schema: () =>
    z.object({
      need: choiceField('what helps', communicationNeeds),
      howToMeetIt: textField('what exactly we do', { most: 500 }),
      mayBeShared: choiceField('whether we may tell others', ['yes', 'no']),
    }),
  now: () => ({ words: '', typed: {} }),
  save: (tx, personId, read) =>
    changeTalk(tx, {
      personId,
      need: read.need,
      howToMeetIt: read.howToMeetIt,
      mayBeShared: read.mayBeShared === 'yes',
      from: tx.today,
    }),
})

export const wayWords = {
  phone: 'Phone',
  mobile: 'Mobile',
  email: 'Email',
  text: 'Text message',
  relay: 'Relay UK',
  post: 'Letter',
  in_person: 'In person',
} as const

const calledWays: readonly (keyof typeof wayWords)[] = ['phone', 'mobile', 'text']

const contact = part({
  slug: 'contact',
  title: 'A way to reach the person',
  lede: '',
  button: 'Add it',
  done: 'It is added.',
  fields: () => [
    { type: 'choice', id: 'kind', label: 'How?', options: wordOptions(wayWords) },
    { type: 'text', id: 'value', label: 'Number, address or when and where' },
    {
      type: 'several',
      id: 'also',
      label: 'What else?',
      options: wordOptions({ preferred: 'The person likes this way best', message: 'It is safe to leave a message' }),
    },
  ],
  schema: () =>
    z
      .object({
        kind: choiceField('how', Object.keys(wayWords) as (keyof typeof wayWords)[]),
        value: textField('the number or address', { most: 200 }),
        also: z.preprocess((value) => [value ?? []].flat(), z.array(z.string())),
      })
      .refine((way) => way.kind !== 'email' || z.email().safeParse(way.value).success, {
        path: ['value'],
        message: 'An email address must look like name@example.org',
      })
      .refine((way) => !calledWays.includes(way.kind) || isPhoneNumber(way.value), {
        path: ['value'],
        message: phoneFault,
      }),
  now: () => ({ words: '', typed: {} }),
  save: (tx, personId, read) =>
    addContactWay(tx, {
      personId,
      kind: read.kind,
      value: read.value,
      preferred: read.also.includes('preferred'),
      safeToLeaveMessage: read.also.includes('message'),
      from: tx.today,
    }),
})

const team = part({
  slug: 'team',
  title: 'The team that looks after the person',
  lede: 'Only that team can open the record. It changes hands at the end of a day, so the first day is tomorrow at the earliest.',
  button: 'Hand over',
  done: 'The handover is recorded.',
  fields: ({ teams }) => [
    {
      type: 'choice',
      id: 'teamId',
      label: 'New team',
      options: teams.map(({ id, name }) => ({ value: id, text: name })),
    },
    { ...since, label: 'From which day?', hint: 'Tomorrow at the earliest' },
    { type: 'text', id: 'reason', label: 'Why does the team change?' },
  ],
  schema: (today) =>
    z.object({
      teamId: z.uuid('Select the new team'),
      from: dateField('the first day').refine(
        (from: CalendarDate) => from > today,
        'The first day must be tomorrow or later',
      ),
      reason: textField('why the team changes', { most: 200 }),
    }),
  now: ({ team: now }, today) => ({
    version: now?.id ?? '',
    words: now === undefined ? 'No team looks after the person.' : `${now.name}, from ${shortDate(now.from_date)}`,
    typed: dateTyped('from', addDays(today, 1)),
  }),
  save: (tx, personId, read, version) => changeTeam(tx, { personId, ...read }, version),
})

/** What is changed about the person alone. */
export const ownParts: readonly Part[] = [
  talk,
  nameOf('legal', 'Name'),
  nameOf('preferred', 'The name the person likes to be called'),
  home,
  contact,
  nhs,
  team,
  ...detailKinds.map(detailOf),
  death,
]
