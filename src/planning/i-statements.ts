/** A thing people want to be able to say of their support. `source` names where the thought comes from; the words are ours. */
export interface IStatement {
  readonly key: string
  readonly words: string
  readonly source: string
}

const paper = 'Nottinghamshire County Council, day opportunities strategy paper 2021, para 19'

/**
 * The seventeen things people who use support and their carers asked to be able to say, each in our own shorter words.
 * An outcome is linked to the one it comes nearest to, so that a whole service can be asked the same question.
 *
 * Source: the count and the order are those of the paper's list (para 19); the wording here is Daywell's.
 */
export const iStatements: readonly IStatement[] = [
  ['treated-as-me', 'I am seen as me'],
  ['asked-what-i-can-do', 'People ask what I can do already'],
  ['asked-what-i-want-to-do', 'People ask what I want to do'],
  ['asked-what-to-achieve', 'People ask what I hope for and what help I want'],
  ['asked-about-family', 'People ask what my family needs'],
  ['friends-and-family-help', 'I get help to lean on my friends and family'],
  ['part-of-community', 'I belong where I live'],
  ['community-welcomes-me', 'Places near me make me welcome and know what I need'],
  ['independent', 'I do as much as I can for myself'],
  ['own-budget', 'I can have my own budget or direct payment'],
  ['right-support-can-change', 'My support fits me and can change'],
  ['see-people-i-want', 'I stay in touch with the people I choose'],
  ['do-what-i-want-where', 'I do what I like, where I like, when that can be done'],
  ['evenings-and-weekends', 'I can do things in the evening and at the weekend'],
  ['as-long-as-needed', 'Support stays for as long as I need it'],
  ['learn-new-things', 'I learn new things'],
  ['feel-safe', 'I feel safe'],
].map(([key, words], at) => ({
  key: key as string,
  words: words as string,
  source: `${paper}, statement ${at + 1} of 17`,
}))

/** The statement with this key, or nothing when the list has none. */
export function iStatement(key: string): IStatement | undefined {
  return iStatements.find((statement) => statement.key === key)
}
