import { expect, test } from 'vitest'
import { testApp } from '../../../test/support/app.ts'
import { anAssessment, aPerson } from '../../../test/support/assessed-person.ts'
import { adoptCalibrated } from '../../../test/support/calibrated-table.ts'
import { readPdf } from '../../../test/support/read-pdf.ts'
import type { AssessedItem, Level } from '../../needs/index.ts'

const usual = { g: 3, h: 3, i: 3, e: 2, x3: 2, x4: 1 } as const

/** Everything that tells Nell or her worker how often a budget like hers is enough, under a calibrated table. */
async function toldOf({ madeUp, levels = usual }: { madeUp: boolean; levels?: Partial<Record<AssessedItem, Level>> }) {
  const app = await testApp({ today: '2027-04-02' })
  const nell = await aPerson(app.db)
  await adoptCalibrated(app.db, { madeUp })
  await anAssessment(app.db, nell, levels)
  const worker = await app.as('practitioner', { teamIds: [nell.teamId] })
  const budget = (await worker.post(`/people/${nell.personId}/allocation/new`, {})).headers['location'] ?? ''
  const letter = async (page: string) => readPdf((await worker.get(`${budget}/${page}/letter`)).bytes).text
  return {
    staff: (await worker.get(budget)).body,
    plain: (await worker.get(`${budget}/plain`)).body,
    easy: (await worker.get(`${budget}/easy-read`)).body,
    plainLetter: (await letter('plain')).replaceAll(/\s+/g, ' '),
    easyLetter: (await letter('easy-read')).replaceAll(/\s+/g, ' '),
  }
}
const notKnown = /do not know yet|Not known yet/
const inHundred = (text: string) => /enough for (\d+) in 100 people/i.exec(text)?.[1]

test('under a calibrated table every page and letter says for how many in a hundred it was enough, and on how many plans', async () => {
  const { staff, plain, easy, plainLetter, easyLetter } = await toldOf({ madeUp: false })
  const said = [staff, plain, easy, plainLetter, easyLetter].map(inHundred)
  expect(Number(said[0])).toBeGreaterThan(45)
  expect(new Set(said).size).toBe(1)
  for (const text of [staff, plain, easy, plainLetter, easyLetter]) {
    expect(text).not.toMatch(notKnown)
    expect(text).not.toContain('made up')
  }
  expect(staff).toContain('agreed plans that had no part in making table 2027-1')
  const lines = [...easy.matchAll(/<p>([^<]+)<\/p><\/li>/g)].map(([, words = '']) => words)
  for (const words of lines) expect(words.split(' ').length, words).toBeLessThanOrEqual(12)
})

test('in a made-up borough each of them says so before the number', async () => {
  const { staff, ...own } = await toldOf({ madeUp: true })
  expect(staff).toMatch(/Made-up plans of a made-up borough.*enough for \d+ in 100/)
  for (const text of Object.values(own)) expect(text).toMatch(/borough (and its plans are|is) made up.*in 100 people/s)
  const lines = [...own.easy.matchAll(/<p>([^<]+)<\/p><\/li>/g)].map(([, words = '']) => words)
  for (const words of lines) expect(words.split(' ').length, words).toBeLessThanOrEqual(12)
})

test('a combination of answers that few plans have is to be checked by hand: only staff read it', async () => {
  const { staff, plain } = await toldOf({ madeUp: false, levels: { j: 4 } })
  expect(staff).toContain('Fewer than 10 of the agreed plans behind table 2027-1')
  expect(plain).not.toContain('Fewer than 10')
})
