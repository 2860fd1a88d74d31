import { assessedItems, levelNames } from '../assessed-items.ts'
import { quarterWords } from '../carers-part.ts'
import { itemWords } from '../item-words.ts'
import { quartersText } from '../levels-text.ts'
import { paths } from '../paths.ts'
import type { Assessment, KnownCarer } from '../store.ts'

interface Given {
  readonly assessment: Assessment
  readonly carers: readonly KnownCarer[]
  readonly person: { name: string; given: string }
}

/** Everything carer.njk shows: who cares, their own yes, and a part of each need that needs help. */
export function carerView({ assessment, carers, person }: Given, chosen: string | undefined) {
  const { personId, assessmentId } = assessment
  const carer = carers.find((one) => one.carerId === chosen) ?? carers[0]
  const does = (item: string) =>
    assessment.carers.find((one) => one.item === item && one.carerId === carer?.carerId)?.quarters ?? 0
  const needing = assessedItems.filter((item) => (assessment.levels[item] ?? 0) > 0)
  const typed: Record<string, string> = { carerId: carer?.carerId ?? '' }
  for (const item of needing) typed[`part-${item}`] = String(does(item))
  typed['seen'] = carer === undefined ? '' : quartersText(assessment.carers, carer.carerId)
  return {
    title: 'What a carer is willing and able to do',
    lede: `Talk with the carer without ${person.given} there, if they wish. Nobody has to care. Only what they agree to here is taken off.`,
    back: paths.assessment(personId, assessmentId),
    action: paths.carer(personId, assessmentId),
    complete: paths.complete(personId, assessmentId),
    carers: carers.map((one) => ({ value: one.carerId, text: `${one.name}, ${one.relation}` })),
    others: carers
      .filter((one) => one.carerId !== carer?.carerId)
      .map((one) => ({ text: one.name, href: `${paths.carer(personId, assessmentId)}?carer=${one.carerId}` })),
    yesNo: [
      { value: 'yes', text: 'Yes' },
      { value: 'no', text: 'No' },
    ],
    parts: needing.map((item) => ({
      id: `part-${item}`,
      name: itemWords[item].name,
      level: `Need: ${assessment.levels[item]} ${levelNames[assessment.levels[item] ?? 0]}`,
      options: quarterWords.map((text, at) => ({
        value: String(at),
        text: text.charAt(0).toUpperCase() + text.slice(1),
      })),
    })),
    typed,
  }
}
