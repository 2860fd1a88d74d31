import { longDate } from '../../core/calendar-date.ts'
import { toldRefusals } from '../charging-refusal.ts'
import { workingTables } from '../pages/working.view.ts'
import { paths } from '../paths.ts'
import { MADE_UP } from '../plain-line.ts'
import type { Block } from './blocks.ts'
import type { Estimate } from './estimate-of.ts'
import type { EstimateSettings } from './settings.ts'

const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`

/** Every line of the likely charge with its rule; or which figure is missing, by name. */
export function chargeBlocks({ charge }: Estimate, { on }: EstimateSettings): Block[] {
  const amounts: Block = {
    is: 'link',
    text: 'Regulations and schedules are those of the Care and Support (Charging and Assessment of Resources) Regulations 2014.',
    href: paths.amounts(),
    act: 'See the amounts set by law',
  }
  if (!charge.ok)
    return [
      { is: 'heading', text: 'What you may pay', id: 'working' },
      {
        is: 'note',
        text: `We cannot work this out yet. ${toldRefusals(charge.refusals)
          .map(({ why }) => sentence(why))
          .join(' ')} We never guess a figure that the law sets. The council can tell you.`,
      },
      amounts,
    ]
  const { lines, usedDerivedAmount, rules } = charge.value
  return [
    { is: 'heading', text: 'What you may pay', id: 'working' },
    { is: 'text', text: 'Every line of the sum is here. You can check it with anyone you like.' },
    ...(usedDerivedAmount ? [{ is: 'note', text: MADE_UP } as const] : []),
    ...workingTables(lines, 'you').map((table) => ({ is: 'working', table }) as const),
    {
      is: 'promise',
      text: 'You never pay more than your support really cost. In a week that costs less, you pay less. In a week with none, you pay nothing. Nothing is charged before the council has told you.',
    },
    { is: 'text', text: `Worked out for ${longDate(on)} under rules ${rules}.` },
    amounts,
  ]
}
