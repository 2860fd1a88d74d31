import { type CalendarDate, longDate, shortDate } from '../../core/calendar-date.ts'
import { dayInEngland } from '../../core/local-time.ts'
import { paths } from '../paths.ts'
import type { Membership, TeamAround, TeamRecord } from '../store.ts'

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`

/** Every team, with who is in it and what is missing. */
export function teamsView(teams: readonly TeamAround[]) {
  return {
    title: 'Teams',
    lede: 'A team looks after the people of its area. Practitioners and team managers see the records of their own teams, and no others.',
    add: paths.newTeam(),
    back: '/admin',
    rows: teams.map((team) => ({
      cells: [
        { text: team.name, href: paths.team(team.teamId) },
        { text: team.localArea },
        team.endedOn !== null
          ? { tag: 'Ended', colour: 'grey', text: shortDate(team.endedOn) }
          : team.managers === 0
            ? { tag: 'No manager', colour: 'orange', text: count(team.practitioners, 'practitioner', 'practitioners') }
            : {
                text: `${count(team.practitioners, 'practitioner', 'practitioners')}, ${count(team.managers, 'manager', 'managers')}`,
              },
      ],
    })),
  }
}

/** The areas that a team may look after: those of the council, and those that a team has already. */
export const areasAround = (council: readonly string[], teams: readonly TeamAround[]) =>
  [...new Set([...council, ...teams.map(({ localArea }) => localArea)])].sort((one, other) => one.localeCompare(other))

/** Areas as choices: an area is kept by its name. */
export const areaOptions = (areas: readonly string[]) => areas.map((area) => ({ value: area, text: area }))

/** Who may join: staff with an open account who are not in the team already. */
export interface MayJoin {
  readonly id: string
  readonly display_name: string
  readonly role: string
}

/** One team: who is in it, who was, what it was called, and what an administrator may do. */
export function teamView(
  team: TeamRecord,
  staff: readonly MayJoin[],
  { today, does, areas }: { today: CalendarDate; does: (role: string) => string; areas: readonly string[] },
) {
  const isOver = ({ until }: Membership) => until !== null && until < today
  const now = team.members.filter((one) => !isOver(one))
  const staying = new Set(now.filter(({ until }) => until === null).map(({ staffId }) => staffId))
  const ended = team.endedOn !== null
  return {
    title: team.name,
    lede: `Area: ${team.localArea}.`,
    over: ended
      ? [
          { key: 'Ended', value: longDate(team.endedOn as CalendarDate) },
          { key: 'Who ended it', value: team.endedBy ?? '' },
          { key: 'Why', value: team.endedWhy ?? '' },
        ]
      : [],
    ended,
    lacks:
      !ended && team.managers === 0
        ? 'Nobody manages this team today, so nobody approves its plans or decides its exceptions.'
        : '',
    now: now.map((one) => ({
      cells: [
        { text: one.name },
        { text: does(one.role) },
        { text: shortDate(one.from), note: `${one.recordedBy}: ${one.reason}` },
        one.until !== null
          ? { text: `Leaves after ${shortDate(one.until)}` }
          : { text: 'Leaves', href: paths.leaveTeam(team.teamId, one.membershipId), hidden: one.name },
      ],
    })),
    before: team.members.filter(isOver).map((one) => ({
      cells: [
        { text: one.name },
        { text: `${shortDate(one.from)} to ${shortDate(one.until as CalendarDate)}` },
        { text: one.endedWhy ?? '', note: one.endedBy ?? '' },
      ],
    })),
    names: team.names.map((one) => ({
      cells: [
        { text: `${one.name}, ${one.localArea}` },
        { text: `until ${shortDate(dayInEngland(one.changedAt))}` },
        { text: one.reason, note: one.changedBy },
      ],
    })),
    staff: staff
      .filter(({ id }) => !staying.has(id))
      .map((one) => ({ value: one.id, text: `${one.display_name}, ${does(one.role)}` })),
    areas: areaOptions(areas),
    name: { typed: { name: team.name, localArea: team.localArea } },
    join: paths.joinTeam(team.teamId),
    rename: paths.renameTeam(team.teamId),
    end: paths.endTeam(team.teamId),
    back: paths.teams(),
  }
}

/** The form that ends one membership. */
export const leavingView = (team: TeamRecord, one: Membership) => ({
  title: `${one.name} leaves ${team.name}`,
  lede: 'From the day after, they no longer see the records of the team’s people. What they recorded stays.',
  action: paths.leaveTeam(team.teamId, one.membershipId),
  back: paths.team(team.teamId),
})
