import { expect, test } from 'vitest'
import { voiceOf } from './voice.ts'

test.each([
  ['I have no budget yet.', 'They have no budget yet.'],
  ['This week I use £3. I am told first.', 'This week they use £3. They are told first.'],
  ['I was told what I pay', 'They were told what they pay'],
  ['Why can I not go?', 'Why can they not go?'],
  ['If my needs cost more, my budget is more.', 'If their needs cost more, their budget is more.'],
  ['Nobody asks me for it. It is mine.', 'Nobody asks them for it. It is theirs.'],
  ['I still am sure, and I wash myself: I do.', 'They still are sure, and they wash themselves: they do.'],
  ['My sister’s part', 'Their sister’s part'],
  ['I say ‘I like my friends’ carpet’ and I mean it', 'They say ‘I like my friends’ carpet’ and they mean it'],
  ['At 10am the minibus takes me to Mill Lane', 'At 10am the minibus takes them to Mill Lane'],
])('“%s” of somebody else is “%s”', (sentence, told) => {
  expect(voiceOf('Ann').says(sentence)).toBe(told)
  expect(voiceOf('').says(sentence)).toBe(sentence)
})
