import councilTable from '../../councils/cheshire-east/allocation.json' with { type: 'json' }
import { allocationTable } from '../../src/allocation/index.ts'
import { nationalRulesOnly } from '../../src/charging/index.ts'
import { day } from '../../src/core/calendar-date.ts'
import { pence } from '../../src/core/money.ts'

/** A published table, and the answers of the design's example: £55.00 a week likely, up to £49.50 of it paid. */
export function exampleEstimate() {
  const table = allocationTable.parse(councilTable.values['allocation.table'].dated[0]?.value)
  const settings = {
    on: day('2026-11-22'),
    demo: false,
    table,
    claims: null,
    council: [],
    policy: nationalRulesOnly,
    councilName: 'Test borough',
    phone: '0808 157 0123',
  }
  /** The same, of a council that looks at the partner's own money and at journeys, and takes a fee for arranging. */
  const citation = 'assumption: made by the test'
  const asking = {
    ...settings,
    policy: {
      ...nationalRulesOnly,
      couplesThreshold: { value: pence(600_00), citation },
      transportJourney: { value: pence(7_00), citation },
      arrangementFee: { value: { feePence: pence(90_00), costPence: pence(90_00), each: 'once' as const }, citation },
    },
  }
  const typed = {
    help: 'g,i',
    'level-g': '3',
    'carer-g': '1',
    'level-i': '2',
    'carer-i': '0',
    age: '67',
    pensionAge: 'yes',
    household: 'single',
    income: 'state_pension,attendance_allowance_lower',
    'income-state_pension': '241.30',
    'income-attendance_allowance_lower': '76.70',
    savings: '16,000',
    councilTax: '18.40',
    disabilityCosts: 'Alarm 5.20\nWashing 4.10\nExtra heating 6.35',
  }
  return { settings, asking, typed }
}
