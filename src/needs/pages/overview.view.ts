import { type CalendarDate, daysBetween, longDate, shortDate } from '../../core/calendar-date.ts'
import { formatMoney } from '../../core/money.ts'
import { assessmentKinds } from '../assessment-kind.ts'
import { contactRoutes } from '../contact-route.ts'
import { eventOutcomes } from '../event-outcome.ts'
import { paths } from '../paths.ts'
import type { AssessmentHead, Contact, ReviewDue, UrgentDecision } from '../store.ts'

interface Given {
  readonly personId: string
  readonly person: { name: string; given: string }
  readonly contacts: readonly Contact[]
  readonly assessments: readonly AssessmentHead[]
  readonly urgent: readonly UrgentDecision[]
  readonly reviews: readonly ReviewDue[]
  readonly today: CalendarDate
}

/** The one thing to do next for this person, and its page. */
function nextStep({ personId, contacts, assessments }: Given): { text: string; href: string; act: string } {
  const open = contacts.find((contact) => contact.closedOn === null)
  const [latest] = assessments
  if (latest !== undefined && latest.completedOn === null)
    return {
      text: 'An assessment is under way.',
      href: paths.assessment(personId, latest.assessmentId),
      act: 'Go on with the assessment',
    }
  if (latest !== undefined && latest.eligible === null)
    return {
      text: 'The assessment is completed. Eligibility is to be decided.',
      href: paths.eligibility(personId, latest.assessmentId),
      act: 'Decide eligibility',
    }
  if (open !== undefined)
    return {
      text: `A contact of ${longDate(open.receivedOn)} is not answered yet.`,
      href: paths.contact(personId, open.contactId),
      act: 'Say what happened next',
    }
  if (latest === undefined)
    return { text: 'No assessment yet.', href: paths.newAssessment(personId), act: 'Start an assessment' }
  return {
    text: latest.eligible
      ? 'Needs are assessed and eligible. The budget follows from them.'
      : 'Needs are assessed and not eligible. Information and advice are owed.',
    href: paths.assessment(personId, latest.assessmentId),
    act: 'Read the assessment',
  }
}

/** "3 days late", "today", "in 12 days". */
function when(due: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, due)
  if (days === 0) return 'today'
  const count = `${Math.abs(days)} ${Math.abs(days) === 1 ? 'day' : 'days'}`
  return days < 0 ? `${count} late` : `in ${count}`
}

const stateOf = (one: AssessmentHead) => {
  if (one.replacedBy !== null) return { tag: 'Corrected since', colour: 'grey' }
  if (one.completedOn === null) return { tag: 'Under way', colour: 'orange' }
  if (one.eligible === null) return { tag: 'To decide', colour: 'orange' }
  return one.eligible ? { tag: 'Eligible', colour: 'green' } : { tag: 'Not eligible', colour: 'grey' }
}

/** Everything overview.njk shows. */
export function overviewView(given: Given) {
  const { personId, today } = given
  const open = given.reviews.filter((review) => review.settledOn === null)
  return {
    lede: nextStep(given).text,
    next: nextStep(given),
    newContact: paths.newContact(personId),
    urgentHref: paths.urgent(personId),
    newReview: paths.newReview(personId),
    contacts: given.contacts.map((one) => ({
      cells: [
        { text: shortDate(one.receivedOn), href: paths.contact(personId, one.contactId), hidden: ': contact' },
        { text: contactRoutes[one.route].plain },
        { text: one.whatWasAsked ?? '–' },
        one.outcome === null ? { tag: 'To answer', colour: 'orange' } : { text: eventOutcomes[one.outcome].plain },
      ],
    })),
    assessments: given.assessments.map((one) => ({
      cells: [
        { text: shortDate(one.startedOn), href: paths.assessment(personId, one.assessmentId), hidden: ': assessment' },
        { text: assessmentKinds[one.kind].plain },
        { text: one.completedOn === null ? '–' : shortDate(one.completedOn) },
        { text: one.assessorName ?? '–' },
        stateOf(one),
      ],
    })),
    urgent: given.urgent.map((one) => ({
      decided: `${longDate(one.decidedOn)}${one.decidedByName === null ? '' : ` by ${one.decidedByName}`}`,
      ceiling: `${formatMoney(one.weeklyCeilingPence)} a week at most`,
      assessBy: longDate(one.assessBy),
      until: longDate(one.untilDate),
      over: one.untilDate < today,
      reason: one.reason,
    })),
    open: open.map((one) => ({
      text: `${one.kind === 'planned' ? 'Planned' : 'Unplanned'} review: ${one.cause}`,
      due: longDate(one.dueOn),
      when: when(one.dueOn, today),
      late: one.dueOn < today,
      href: paths.settleReview(personId, one.reviewDueId),
    })),
    held: given.reviews.flatMap((one) =>
      one.settledOn === null ? [] : [{ on: shortDate(one.settledOn), text: `${one.cause}: ${one.settlement ?? ''}` }],
    ),
  }
}
