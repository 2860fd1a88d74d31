/** Why something may be bought off the framework. */
export const offFrameworkGrounds = ['person_chose', 'nobody_on_the_framework', 'urgent'] as const
export type OffFrameworkGround = (typeof offFrameworkGrounds)[number]

const words: Record<OffFrameworkGround, string> = {
  person_chose: 'The person chose it',
  nobody_on_the_framework: 'Nobody on the framework can do it',
  urgent: 'It cannot wait',
}
/** What a ground is called on pages. */
export const groundWords = (ground: OffFrameworkGround) => words[ground]
