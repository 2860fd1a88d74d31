import { expect } from 'vitest'
import type { Visit } from './visit.ts'

/** Somebody's name and the days of their story. */
export interface Told {
  readonly givenName: string
  readonly familyName: string
  readonly carerName: string
  readonly today: string
}

async function openRecord(worker: Visit, { givenName, familyName }: Told, bornOn: string): Promise<string> {
  await worker.open('/people')
  await worker.follow('Open a new record')
  await worker.type('First name', givenName)
  await worker.type('Family name', familyName)
  await worker.typeDay('Date of birth', bornOn)
  await worker.page.getByLabel('Team').selectOption({ index: 1 })
  await worker.press('Open the record')
  await worker.reads('The record is open')
  const id = /\/people\/([0-9a-f-]{36})\//.exec(worker.page.url())?.[1]
  expect(id).toBeDefined()
  return id ?? ''
}

/** A record is opened for the person and for their mother, who cares for them. */
export async function meet(worker: Visit, story: Told): Promise<string> {
  await openRecord(worker, { ...story, givenName: story.carerName }, '1965-02-01')
  const personId = await openRecord(worker, story, '1994-03-14')
  await worker.follow('Add a carer')
  await worker.type('Who is the carer?', story.carerName)
  await worker.type('What are they to the person?', 'mother')
  await worker.choose('Do they live together?', 'Yes')
  await worker.press('Save')
  await worker.choose('Who is the carer?', `${story.carerName} ${story.familyName}`)
  await worker.press('Save')
  await worker.reads('The carer is saved')
  return personId
}

/** What was asked for, and that an assessment follows. */
export async function askForHelp(worker: Visit): Promise<void> {
  await worker.follow('Needs')
  await worker.follow('Record a contact')
  await worker.press('Record the contact')
  await worker.reads('There is a problem', 'Select how it reached us', 'Enter what was asked for')
  await worker.choose('How did it reach us?', 'From the community')
  await worker.type('Who asked?', 'her mother')
  await worker.type('What was asked for?', 'Something to do in the week, with other people')
  await worker.press('Record the contact')
  await worker.choose('What happened next?', 'An assessment')
  await worker.press('Record what happened')
  await worker.reads('What happened next is recorded')
}

const levels = { g: 3, h: 3, i: 3, e: 2, x3: 2, x4: 1 } as const

/** Each need at its level, what the mother says that she will do, and whether the needs are eligible. */
export async function assess(worker: Visit, { carerName, familyName }: Told): Promise<void> {
  await worker.press('Start the assessment')
  for (const item of [...'abcdefghij', 'x1', 'x2', 'x3', 'x4'])
    await worker.page.locator(`input[name="${item}"][value="${levels[item as keyof typeof levels] ?? 0}"]`).check()
  await worker.press('Save all 14 and go on')
  await worker.choose('Friends, family', 'A quarter')
  await worker.choose('Who is the carer?', `${carerName} ${familyName}`)
  await worker.choose('Is the carer willing', 'Yes')
  await worker.choose('Is the carer able', 'Yes')
  await worker.type('How was the carer asked?', 'In person, alone')
  await worker.press('Record the carer’s part')
  await worker.reads(`${carerName} ${familyName}: a quarter`)
  await worker.follow('Complete it')
  await worker.type('What matters to the person?', 'Making things, and seeing friends')
  await worker.type('What can they do', 'Cooks with a recipe; her mother is near')
  await worker.choose('How was it done?', 'Face to face')
  await worker.press('Complete the assessment')
  await worker.choose('Do the needs come from', 'Yes')
  await worker.pick('Friends, family', 'Cannot do it without help (a reminder or supervision is help)')
  await worker.page.locator('#way-i').selectOption('danger')
  await worker.choose('Is there, or is there likely to be', 'Yes')
  await worker.type('Why? The person is given this', 'As we agreed together.')
  await worker.press('See what follows')
  await worker.reads('has eligible needs')
  await worker.press('Record: eligible')
  await worker.reads('Eligible needs')
}
