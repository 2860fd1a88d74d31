import { NONE } from '../../src/charging/columns/people-columns.ts'
import type { RulesForPeers } from './rules-for-peers.ts'

const each = (count: number, one: (at: number) => string) => Array.from({ length: count }, (_, at) => one(at))
/** A look-up in a list of constants; lists count from 1. */
const at = (list: readonly number[], index: string) => `[${list.join(',')}][(${index}) + 1]`
const total = (terms: readonly string[]) => terms.join(' + ')

/** The budgets as one statement: points, line, shares with a rank for each penny left over, one level more. */
export function budgetsSql({ allocation: a }: RulesForPeers): string {
  const items = a.counted.length
  const lines = items + 1
  const answer = (item: number) => `l${item}::integer * 8 + c${item}`
  const counted = a.counted.map((list) => list.map((both) => both & 0xffff))
  const alone = a.counted.map((list) => list.map((both) => both >> 16))
  const refused = a.addOns.map((one, n) => `u${n} > ${one.most}`).join(' or ')
  const kept = (value: string, name: string) => `case when refused then 0 else ${value} end as ${name}`
  const rank = (line: number) =>
    total(each(lines, (other) => `(k${other} > k${line})::tinyint`).filter((_, other) => other !== line))
  return `
    create or replace table budgets as
    with chosen as (
      select row, ${each(items, (i) => `${answer(i)} as a${i}`).join(', ')}, ${refused} as refused,
             ${a.addOns.map((one, n) => `u${n}::integer * ${one.each} as o${n}`).join(', ')} from answers),
    points as (
      select *, ${a.base} as w0, ${each(items, (i) => `${at(counted[i] ?? [], `a${i}`)} as w${i + 1}`).join(', ')},
             ${a.base} + ${total(each(items, (i) => at(alone[i] ?? [], `a${i}`)))} as points,
             ${total(a.addOns.map((_, n) => `o${n}`))} as add_ons from chosen),
    summed as (select *, ${total(each(lines, (i) => `w${i}`))} as counted from points),
    priced as (select *, ${at(a.pounds, 'counted')} as whole from summed),
    shared as (
      select *, ${each(lines, (i) => `whole * w${i} // greatest(counted, 1) as f${i}`).join(', ')},
             ${each(lines, (i) => `(whole * w${i} % greatest(counted, 1)) * 16 + ${items - i} as k${i}`).join(', ')} from priced),
    over as (select *, whole - (${total(each(lines, (i) => `f${i}`))}) as pennies, whole + add_ons as weekly from shared)
    select row,
           case when refused then ${a.reasons['add-on-units']} when counted > ${a.lastPoint} then ${a.reasons['above-the-line']}
                when counted > 0 then ${a.reasons['on-the-line']} when points > 0 then ${a.reasons['carers-do-all']} else 0 end as reason,
           ${kept(at(a.piece, 'counted'), 'piece')}, ${kept('points', 'points')}, ${kept('counted', 'counted')},
           ${kept('whole', '"fromPointsPence"')}, ${kept('add_ons', '"addOnsPence"')}, ${kept('weekly', '"weeklyPence"')},
           ${kept('((weekly::bigint * 730 + 7) // 14)::integer', '"yearlyPence"')},
           ${kept(`${at(a.pounds, 'points')} + add_ons`, '"withoutCarerPence"')},
           ${each(items, (i) => kept(`w${i + 1}`, `"lineCounted.${i}"`)).join(', ')},
           ${each(lines, (i) => kept(`f${i} + (${rank(i)} < pennies)::integer`, `"linePence.${i}"`)).join(', ')},
           ${each(items, (i) => kept(`${at(a.pounds, `counted + ${at(a.more[i] ?? [], `a${i}`)}`)} - whole`, `"oneLevelMorePence.${i}"`)).join(', ')},
           ${a.addOns.map((_, n) => kept(`o${n}`, `"addOnPence.${n}"`)).join(', ')}
      from over`
}

/** Sums of each person's lists. */
function listsSql({ charging: c }: RulesForPeers): string {
  const theirs = `floor(weekly * ${at(c.incomePart, 'kind')})`
  return `
    saved as (
      select row, sum(floor(amount * ${at(c.savingsPart, 'kind')})) as savings,
             bit_or(case when amount > 0 then ${at([0, c.ruleBits.joint_savings, ...each(4, () => '').map(() => c.ruleBits.savings_left_out)], 'kind')} else 0 end) as savings_used
        from savings group by row),
    earned as (
      select row, sum(${theirs}) as income, sum(least(${theirs}, ${at(c.nightAmount, 'kind')})) as night,
             bit_or(case when weekly > 0 then ${at(marksOf(c.incomeMarks), 'kind')} else 0 end) as marks
        from income group by row),
    homes as (
      select row, sum(ceil(greatest(0, weekly - met) * ${at(c.housingPart, 'kind')})) as housing,
             bit_or(case when weekly > met then ${at(
               c.housingMarks.map((mark) =>
                 mark === 0 ? 0 : mark === 1 ? c.ruleBits.joint_housing : c.ruleBits.housing_not_taken_off,
               ),
               'kind',
             )} else 0 end) as housing_used
        from housing group by row),
    costs as (select row, sum(weekly) as own from disability group by row)`
}

/** The five fields of twelve bits as five single bits. */
const marksOf = (marks: readonly number[]) =>
  marks.map((mark) =>
    [0, 1, 2, 3, 4].reduce(
      (bits, field) => (Math.floor(mark / 2 ** (12 * field)) % 2 === 1 ? bits | (1 << field) : bits),
      0,
    ),
  )

const when = (held: string, bit: number) => `case when ${held} then ${bit} else 0 end`

/** What is known of each person before the sum is drawn. */
function factsSql({ charging: c }: RulesForPeers): string {
  const { amounts: m, figures: f, policy: p } = c
  const base = 'household::integer * 8 + reached * 4 + partner_reached * 2 + (age < 25)::integer'
  const granted = 'premiums::integer + (household = 2)::integer * 8'
  const national = `${at(c.baseAmount, base)} + ${m.child} * children::integer + ${at(c.premiumAmount, granted)}`
  return `
    facts as (
      select p.*, (${c.on} - born) // 10000 as age, coalesce(savings, 0) as savings, coalesce(savings_used, 0) as savings_used,
             coalesce(income, 0) as gross, case when night_care = 0 then coalesce(night, 0) else 0 end as night, coalesce(marks, 0) as marks,
             coalesce(housing, 0) as housing, coalesce(housing_used, 0) as housing_used, coalesce(own, 0) as own,
             case when credit = ${NONE} then 0
                  when credit_income > case when household = 2 then ${m.guaranteeCouple} else ${m.guaranteeSingle} end
                  then case when household = 2 then ${m.creditCouple} else ${m.creditSingle} end
                  else least(credit, case when household = 2 then ${m.creditCouple} else ${m.creditSingle} end) end as credit_out
        from people p left join saved using (row) left join earned using (row) left join homes using (row) left join costs using (row)),
    kept as (
      select *, gross - night - tax - credit_out as income,
             case when savings > ${m.lower} then ceil((savings - ${m.lower}) / ${m.step}) * ${m.each} else 0 end as tariff,
             case when marks & 4 > 0 then greatest(own, ${p.standardDisabilityCosts}) else 0 end as disability, ${national} as national,
             ceil((${national}) * ${100 + p.morePercent} / 100) as local,
             ${f.assessed} | ${when('marks & 8 > 0 and night_care = 0', f.nightAttendance)} | ${when('marks & 16 > 0 and night_care = 0', f.nightPip)}
               | ${when(`credit <> ${NONE}`, 1)} * case when household = 2 then ${f.creditCouple} else ${f.creditSingle} end
               | ${at(c.baseTaken, base)} | ${at(c.premiumTaken, granted)} | ${when('children > 0', f.child)} as asked
        from facts),
    guaranteed as (
      select *, local + case when partner <> 0 then greatest(0, ${p.couplesThreshold} - (local + partner_income - partner_housing)) else 0 end as guarantee from kept)`
}

/** The contributions as one statement. */
export function contributionsSql(rules: RulesForPeers): string {
  const {
    reasonCode: r,
    refusalBits: x,
    ruleBits: b,
    policy: p,
    amounts: m,
    figures: f,
    missing,
    derived,
    on,
  } = rules.charging
  const full = `reason in (${r.would_not_take_part}, ${r.agreed_above_limit}, ${r.over_the_limit})`
  const summedOnly = (value: string, name: string) => `case when summed then ${value} else ${NONE} end as ${name}`
  return `
    create or replace table contributions as
    with ${listsSql(rules)}, ${factsSql(rules)},
    ways as (
      select *, savings > ${m.upper} as over_limit, greatest(0, income + tariff - housing - disability - guarantee) as left_over,
             free_because = 0 and would_not = 0 and light = 0 as assessed,
             case when born > ${on} then ${x.born_after_the_day} else ${when('age < 18', x.not_an_adult)}
               | ${when('case when reached = 1 then age < 60 else age >= 68 end', x.pension_age_does_not_fit)}
               | ${when('would_not = 1 and light <> 0', x.two_ways_at_once)}
               | ${when('partner <> 0 and household <> 2', x.partner_without_couple)}
               | ${when('partner = 2', x.partner_without_consent)} end as contradictions from guaranteed),
    taken as (select *, case when not assessed then 0 when over_limit then ${f.upper} else asked end as figures from ways),
    judged as (
      select *, case when contradictions = 0 then figures & ${missing} else 0 end as missing,
             contradictions | ${when(`contradictions = 0 and figures & ${missing} > 0`, x.amount_not_enacted)} as refusals from taken),
    reasoned as (
      select *, case when refusals > 0 then ${r.refused} when free_because > 0 then ${r.free} when would_not = 1 then ${r.would_not_take_part}
                     when light = 2 then ${r.agreed_above_limit} when light = 1 then ${r.agreed_sum} when over_limit then ${r.over_the_limit}
                     when left_over > 0 then ${r.left_over} else ${r.nothing_left_over} end as reason,
             assessed and refusals = 0 as looked, assessed and refusals = 0 and not over_limit as summed,
             ${p.transportJourney} * journeys_a_week::integer as journeys from judged),
    asked as (
      select *, case when cost = ${NONE} then ${NONE} else cost + journeys end as price,
             case when ${full} then ${NONE} when reason = ${r.agreed_sum} then agreed else floor(left_over * ${p.percentTaken} / 100) end as asking from reasoned),
    costed as (select *, cost <> ${NONE} and (asking = ${NONE} or price <= asking) as by_cost from asked),
    capped as (select *, case when by_cost then price else asking end as costs from costed),
    most as (select *, least(costs, ${p.mostWeekly}) as most from capped),
    ended as (select *, case when most > 0 and most < ${p.smallestCollected} then 0 else most end as pays from most)
    select row, reason, refusals, missing,
           ${when('looked', 1)} * (savings_used | ${when(`figures & ${derived} > 0`, b.derived_amount)})
           | ${when('summed', 1)} * (${b.percentage} | ${when('tariff > 0', b.tariff_income)} | ${when('marks & 1 > 0', b.joint_income)}
             | ${when('marks & 2 > 0', b.income_left_out)} | ${when('tax > 0', b.tax)} | ${when('credit_out > 0', b.savings_credit)}
             | ${when('night > 0', b.night_element)} | ${when('housing > 0', b.housing)} | housing_used
             | ${when('own > 0 and marks & 4 > 0', b.disability_costs)} | ${when('own > 0 and marks & 4 = 0', b.disability_costs_not_taken_off)}
             | ${when(`marks & 4 > 0 and ${p.standardDisabilityCosts} > own`, b.standard_disability_sum)}
             | premiums::integer * ${b.disability_premium} | ${when('children > 0', b.children)} | ${when('local > national', b.local_guarantee)}
             | ${when('guarantee > local', b.couples_threshold)})
           | ${when(`reason not in (${r.refused}, ${r.free})`, 1)} * (${when('by_cost', b.cost_of_support)} | ${when('most < costs', b.most_weekly)}
             | ${when('pays < most', b.too_small_to_collect)} | ${when(`pays = ${NONE}`, b.no_price_yet)} | ${when('journeys > 0', b.journeys)}
             | ${when('for_carer = 1', b.carers_own_support)})
           | ${when(`asks = 1 and reason <> ${r.refused}`, 1)} * case when reason in (${r.over_the_limit}, ${r.agreed_above_limit})
               then ${b.arrangement_fee} else ${b.no_arrangement_fee} end as rules,
           case when reason = ${r.refused} then ${NONE} when reason = ${r.free} then 0 else pays end as weekly,
           case when looked then savings else ${NONE} end as savings,
           case when summed then tariff when reason in (${r.free}, ${r.would_not_take_part}) then 0 else ${NONE} end as tariff,
           ${summedOnly('income', 'income')}, ${summedOnly('housing', 'housing')}, ${summedOnly('disability', 'disability')},
           ${summedOnly('guarantee', 'guarantee')}, ${summedOnly('left_over', '"leftOver"')},
           case when reason = ${r.refused} then ${NONE} else living end as apart,
           case when asks = 1 and reason in (${r.over_the_limit}, ${r.agreed_above_limit}) then ${p.feePence} else ${NONE} end as "arrangementFee"
      from ended`
}
