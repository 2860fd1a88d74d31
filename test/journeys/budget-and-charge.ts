import type { Visit } from './visit.ts'

/** A budget worked out and explained, held against local places, with an exception if they ask for more, and issued. */
export async function giveBudget(worker: Visit, givenName: string): Promise<void> {
  await worker.follow('Budget')
  await worker.press('Work it out')
  await worker.reads('Answers, points, pounds', 'Is it enough here, now?', 'of 33 before the carer’s part')
  await worker.press('Check again now')
  const budget = new URL(worker.page.url()).pathname
  if ((await worker.page.locator('a', { hasText: `Issue to ${givenName}` }).count()) === 0) {
    await worker.follow('Ask for an exception')
    await worker.choose('What is the reason?', 'No local place fits')
    await worker.type('How much a week is needed', '300')
    await worker.type('Why is this much needed?', 'No place nearby has room')
    await worker.press('Ask for it')
    await worker.open(budget)
  }
  await worker.follow(`Issue to ${givenName}`)
  await worker.press(`Issue to ${givenName}`)
  await worker.reads('There is a problem')
  await worker.tick('I went through the answers')
  await worker.tick('They have the page in their own words')
  await worker.tick('I told them how to correct')
  await worker.choose('How are they told?', 'In person')
  await worker.press(`Issue to ${givenName}`)
  await worker.reads(`${givenName} was told on`)
}

/** 150 + 76.70 coming in, less 10.00 council tax, 9.30 for disability and 120.40 that must be left to live on. */
const contribution = '£87.00'

/** A full financial assessment by the finance desk, decided, and told before anything is charged. */
export async function workOutCharge(finance: Visit, personId: string): Promise<string> {
  await finance.open(`/people/${personId}/charging`)
  await finance.reads('No charge yet')
  await finance.open(`/people/${personId}/charging/assessment`)
  await finance.choose('Have they reached Pension Credit age?', 'No')
  await finance.choose('Their household', 'Single')
  await finance.page.locator('#income-universal_credit').fill('150')
  await finance.page.locator('#income-pip_daily_living_standard').fill('76.70')
  await finance.type('Council tax', '10')
  await finance.page.locator('#disabilityCosts').fill('Alarm 5.20\nExtra washing 4.10')
  await finance.type('What did you see', 'Universal Credit letter of 3 November')
  await finance.press('Work it out')
  await finance.reads('Every line of the sum', 'Extra washing')
  await finance.typeDay('From which day does it hold?', '2026-11-23')
  await finance.type('Why?', 'First assessment')
  await finance.press('Decide')
  await finance.reads('What to say or write')
  await finance.page.locator('input[name="how"]').first().check()
  await finance.typeDay('First day charged', '2026-11-23')
  await finance.press('Record that they were told')
  await finance.reads('the person has been told', contribution)
  return contribution
}
