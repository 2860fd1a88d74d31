import { expect, test } from 'vitest'
import {
  borough,
  code,
  finding,
  first,
  opportunityId,
  otherProvider,
  otherService,
  provider,
  providerId,
  rule,
  second,
  seen,
  service,
  stranger,
  tools,
} from '../../../test/support/assured-services.ts'
import { onBothDatabases } from '../../../test/support/databases.ts'
import { who } from '../../../test/support/who.ts'
import { day } from '../../core/calendar-date.ts'
import { sql } from '../../platform/db.ts'
import { nobody, type Who } from '../../platform/who.ts'
import { seenOf } from '../service-rating.ts'
import {
  actionsOf,
  assuredService,
  concernDetails,
  concernsFound,
  concernsOf,
  correctVisit,
  decideConcern,
  decideRating,
  planVisit,
  proposeRating,
  raiseConcern,
  setAction,
  shareVisit,
  signVisit,
  takeActionStep,
  visitsOf,
  writeVisit,
} from '../store.ts'

/** Every concern that somebody may see. */
const everyConcern = { words: '', state: '', page: 1 } as const

onBothDatabases('visits and actions', (open) => {
  test('a visit is written by one, signed by another once all is answered, and then stands; a correction is another record', async () => {
    const db = await open()
    await borough(db)
    const { as, plan } = tools(db)
    const visit = await plan()
    expect(await code(as(second, (tx) => signVisit(tx, visit)))).toBe('DW082')
    await as(first, (tx) => writeVisit(tx, visit, { ...seen('met', 'partly'), findings: [finding('safe', 'met')] }))
    expect(await code(as(second, (tx) => signVisit(tx, visit)))).toBe('DW082')
    expect(
      await code(as(first, (tx) => writeVisit(tx, visit, { ...seen('met', 'met'), findings: [finding('x', 'met')] }))),
    ).toBe('question_not_asked')
    await as(first, (tx) => writeVisit(tx, visit, seen('met', 'partly')))
    expect(await as(provider, (tx) => visitsOf(tx, { providerId }))).toEqual([])
    await as(first, (tx) => shareVisit(tx, visit))
    expect(await as(provider, (tx) => visitsOf(tx, { providerId }))).toMatchObject([{ id: visit, signedOn: null }])
    expect(await as(stranger, (tx) => visitsOf(tx, { providerId }))).toEqual([])
    expect(await code(as(first, (tx) => signVisit(tx, visit)))).toBe('visit_signed_by_another')
    await as(second, (tx) => signVisit(tx, visit))
    expect(await code(as(first, (tx) => writeVisit(tx, visit, seen('met', 'met'))))).toBe('DW081')
    const edit = sql`update market.visit_finding set answer = 'met' where visit_id = ${visit}`
    expect(await code(as(first, (tx) => tx.query(edit)))).toBe('DW081')
    const correction = await as(second, (tx) => correctVisit(tx, visit))
    expect(await code(as(second, (tx) => correctVisit(tx, visit)))).toBe('visit_corrected_once')
    await as(second, (tx) => writeVisit(tx, correction, seen('met', 'met')))
    await as(first, (tx) => signVisit(tx, correction))
    expect(await as(first, (tx) => assuredService(tx, opportunityId))).toMatchObject({ visitId: correction })
    const visits = await as(first, (tx) => visitsOf(tx, { opportunityId }))
    expect(visits.find(({ id }) => id === visit)).toMatchObject({
      correctedById: correction,
      findings: [{ question: 'choice', answer: 'partly' }, { question: 'safe' }],
    })
    const unasked = { ...service, announced: true, visitedBy: first.staffId ?? '', questions: [] }
    expect(await code(as(provider, (tx) => planVisit(tx, { ...unasked, plannedOn: tx.today })))).toBe('not allowed')
  })

  test('a provider says that its action is done, the council accepts or asks again; a stranger sees and says nothing', async () => {
    const db = await open()
    await borough(db)
    const { as, plan } = tools(db)
    const visit = await plan()
    const act = { ...service, what: 'Mend the hoist', owner: 'provider' as const, essential: true }
    const drafted = await as(first, (tx) => setAction(tx, { ...act, dueOn: tx.today, visitId: visit }))
    const action = await as(first, (tx) => setAction(tx, { ...act, dueOn: day('2026-11-23') }))
    expect((await as(provider, (tx) => actionsOf(tx, { providerId }))).map(({ id }) => id)).toEqual([action])
    const step = (asker: Who, kind: 'said_done' | 'accepted' | 'asked_again', of = action) =>
      code(
        as(asker, (tx) =>
          takeActionStep(tx, of, {
            kind,
            note: 'A new one came',
            ...(kind === 'asked_again' ? { dueOn: day('2026-12-24') } : {}),
          }),
        ),
      )
    expect(await step(provider, 'said_done', drafted)).toBe('not found')
    expect(await step(stranger, 'said_done')).toBe('not found')
    expect(await step(provider, 'accepted')).toBe('not allowed')
    expect(await step(first, 'asked_again')).toBe('DW084')
    expect(await step(provider, 'said_done')).toBe('done')
    expect(await step(provider, 'said_done')).toBe('DW084')
    expect(await step(first, 'asked_again')).toBe('done')
    expect(await as(provider, (tx) => actionsOf(tx, { actionId: action }))).toMatchObject([
      { dueOn: '2026-12-24', lastStep: 'asked_again' },
    ])
    expect(await step(provider, 'said_done')).toBe('done')
    expect(await step(second, 'accepted')).toBe('done')
    expect(await step(first, 'accepted')).toBe('DW084')
  })
})

onBothDatabases('concerns, voices and ratings', (open) => {
  test('a rating needs a signed visit, follows the rule, is decided by a person with a reason to depart, and is shown at once', async () => {
    const db = await open()
    await borough(db)
    const { as, signed } = tools(db)
    const decide = async (rating: 'good' | 'some_things' | 'not_good_enough', departure?: string) => {
      const proposal = await as(first, (tx) => proposeRating(tx, opportunityId, rule))
      return code(
        as(first, (tx) => decideRating(tx, { opportunityId, seen: seenOf(proposal), rating, departure }, rule)),
      )
    }
    const shown = () =>
      db.transaction(nobody, (tx) =>
        tx.query(sql`
          select rating from directory.published_rating where opportunity_id = ${opportunityId} and in_force @> ${tx.today}::date order by from_date`),
      )
    expect(await decide('good')).toBe('rating_needs_a_visit')
    const visit = await signed('met', 'met')
    expect(await decide('not_good_enough')).toBe('rating_departs_for_a_reason')
    expect(await decide('good')).toBe('done')
    expect(await shown()).toEqual([{ rating: 'Good' }])
    await as(first, (tx) =>
      setAction(tx, { ...service, what: 'Paint', owner: 'provider', essential: false, dueOn: tx.today }),
    )
    expect(
      await code(as(first, (tx) => decideRating(tx, { opportunityId, seen: `${visit} good`, rating: 'good' }, rule))),
    ).toBe('rating_facts_changed')
    expect(await decide('good', 'The paint is ordered')).toBe('done')
    expect(await shown()).toEqual([{ rating: 'Good' }])
    const earlier = sql`
      insert into market.rating_decision (opportunity_id, provider_id, visit_id, proposed, rating, reasons, facts, rule_version, decided_by, decided_on)
      values (${otherService}, ${otherProvider}, ${visit}, 'good', 'good', '{Fine}', '{}', 'x', ${first.staffId ?? ''}, '2026-11-22')`
    expect(await code(as(first, (tx) => tx.query(earlier)))).toBe('DW087')
    await db.owner((tx) => tx.query(sql`update market.provider set cqc_id = '1-2' where id = ${providerId}`))
    expect(await decide('some_things')).toBe('DW087')
  })

  test('anybody raises a concern; only the council reads it, decides with a reason, and each outcome has what it needs', async () => {
    const db = await open()
    await borough(db)
    const { as, signed } = tools(db)
    await signed('met', 'met')
    const raise = (asker: Who) => as(asker, (tx) => raiseConcern(tx, { ...service, words: 'The door was locked' }))
    const ids = await Promise.all([nobody, who('practitioner'), who('person'), provider].map(raise))
    expect((await as(provider, (tx) => concernsOf(tx, { providerId }))).map(({ route }) => route)).toEqual(['provider'])
    for (const asker of [nobody, stranger, who('practitioner'), who('person')])
      expect(await as(asker, (tx) => concernsFound(tx, everyConcern)).then(({ rows }) => rows)).toEqual([])
    await raise(stranger)
    expect(await as(stranger, (tx) => concernsFound(tx, everyConcern)).then(({ rows }) => rows)).toEqual([])
    const [one = '', two = '', three = ''] = ids
    const decide = (id: string, decision: Parameters<typeof decideConcern>[2]) =>
      code(as(first, (tx) => decideConcern(tx, id, decision)))
    const because = { reason: 'We went and looked' }
    expect(await decide(one, { outcome: 'closed', ...because })).toBe('DW085')
    expect(await decide(one, { outcome: 'action', ...because })).toBe('concern_has_its_action')
    expect(await decide(one, { outcome: 'safeguarding', ...because })).toBe('concern_passed_on')
    expect(
      await decide(one, {
        outcome: 'safeguarding',
        passedTo: 'The adult safeguarding hub',
        passedReference: 'S-1',
        ...because,
      }),
    ).toBe('done')
    expect(await as(first, (tx) => proposeRating(tx, opportunityId, rule))).toMatchObject({ rating: 'not_good_enough' })
    expect(await decide(one, { outcome: 'closed', ...because })).toBe('done')
    expect(await decide(one, { outcome: 'closed', ...because })).toBe('DW085')
    expect(await decide(two, { outcome: 'suspend', ...because })).toBe('done')
    expect(await as(first, (tx) => assuredService(tx, opportunityId))).toMatchObject({
      suspended: true,
      ofSafety: 1,
      undecided: 3,
    })
    const action = { what: 'Mend the lock', owner: 'provider' as const, essential: true, dueOn: day('2026-11-30') }
    expect(await decide(three, { outcome: 'action', action, ...because })).toBe('done')
    expect(await as(first, (tx) => concernDetails(tx, three))).toMatchObject({
      outcome: 'action',
      decisions: [{ by: 'The council' }],
    })
    expect(await as(provider, (tx) => actionsOf(tx, { providerId }))).toMatchObject([{ what: 'Mend the lock' }])
  })
})
