import { expect, test } from 'vitest'
import {
  borough,
  code,
  first,
  opportunityId,
  provider,
  providerId,
  service,
  stranger,
  tools,
} from '../../../test/support/assured-services.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { jobWho, who } from '../../../test/support/who.ts'
import { sql } from '../../platform/db.ts'
import { nobody, type Who } from '../../platform/who.ts'
import { answerVoice, quotesOf, readAnswer, readVoice, sayOfService, voicesFound } from '../store.ts'

onBothDatabases('what people say of a service', (open) => {
  test('voices: nothing of fewer than five people, quoted only with leave and once read, never who spoke; the provider may answer', async () => {
    const db = await open()
    await borough(db)
    const { as } = tools(db)
    const say = (asker: Who, words?: string) =>
      as(asker, (tx) =>
        sayOfService(tx, { ...service, speaker: 'person', feeling: 'bad', words, mayQuote: words !== undefined }),
      )
    const ann = who('person', { accountId: '33333333-3333-7333-8333-333333333333' })
    for (let times = 0; times < 5; times++) await say(ann, times === 0 ? 'Sue shouts at me' : undefined)
    expect(await code(say(provider))).toBe('not allowed')
    const [told] = (await as(first, (tx) => voicesFound(tx, { words: '', state: 'waits', page: 1 }))).rows
    await as(first, (tx) => readVoice(tx, told?.voiceId ?? '', 'Somebody shouts at me'))
    const silent = (await as(first, (tx) => voicesFound(tx, { words: '', state: '', page: 1 }))).rows.find(
      ({ mayQuote }) => !mayQuote,
    )
    expect(await code(as(first, (tx) => readVoice(tx, silent?.voiceId ?? '', 'x')))).toBe('DW086')
    expect(await as(provider, (tx) => quotesOf(tx, { providerId }))).toEqual([])
    for (let times = 0; times < 4; times++) await say(nobody)
    const quotes = await as(provider, (tx) => quotesOf(tx, { providerId }))
    expect(quotes).toMatchObject([{ words: 'Somebody shouts at me', saidIn: '2026-11-01', answer: null }])
    for (const table of [sql`market.voice`, sql`market.voice_author`, sql`market.voice_check`])
      for (const asker of [provider, nobody, who('person'), who('practitioner')])
        expect(
          await as(asker, (tx) =>
            tx.query(sql`select voice_id from (select to_jsonb(x) ->> 'voice_id' as voice_id from ${table} x) y`),
          ),
        ).toEqual([])
    const voiceId = told?.voiceId ?? ''
    expect(await code(as(stranger, (tx) => answerVoice(tx, voiceId, 'No')))).toBe('not found')
    await as(provider, (tx) => answerVoice(tx, voiceId, 'We are sorry and have spoken together.'))
    expect(await as(nobody, (tx) => quotesOf(tx, { opportunityId }))).toMatchObject([{ answer: null }])
    await as(first, (tx) => readAnswer(tx, voiceId, true))
    expect(await as(nobody, (tx) => quotesOf(tx, { opportunityId }))).toMatchObject([
      { answer: 'We are sorry and have spoken together.' },
    ])
    expect(await as(jobWho(), (tx) => tx.query(sql`select author from market.voice_author`))).toHaveLength(5)
  })
})
