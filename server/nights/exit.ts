import type { z } from 'zod';
import type { Reply } from '../../contract/endpoint.ts';
import type { openExit, saveExit } from '../../contract/exits.ts';
import { laterOf } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { sayNight } from '../../contract/words.ts';
import { isShelter } from '../accounts/actor.ts';
import { isAdult } from '../clients/rules.ts';
import { answersOf, sayProblem } from '../enrollment/intake.ts';
import { exitForm } from '../enrollment/intake-form.ts';
import { defaultTimeZone, localTime, shelterKind } from '../facilities/rules.ts';
import { type FacilityRow, readFacilitiesById, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { fillableNames } from '../placement/form-check.ts';
import { readLastAnswers } from '../placement/store-last-answers.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { seatThoseWithoutPlace } from '../reservations/displacement.ts';
import { checkOutAll, endingOf } from './departure.ts';
import { exitDates } from './rules.ts';
import { endEnrollments, keepOneHead, takeNightBack } from './store-departure.ts';
import {
  type EnrollmentToEnd,
  type OpenStay,
  readEnrollmentsToEnd,
  readOpenStays,
  readOverlaps,
} from './store-exit.ts';

type Asked = z.output<(typeof saveExit)['body']>['members'][number];

const kindOf = (e: EnrollmentToEnd) => shelterKind(e.projectType) ?? 'night_by_night';
export const isOf = ({ actor }: Act, e: EnrollmentToEnd) =>
  isShelter(actor) && e.organizationId === actor.organizationId;

/** What the clock says at an enrollment's shelter: the calendar's day and tonight. */
export const daysAt = (facility: FacilityRow | undefined, now: Date) => {
  const today = localTime(now, facility?.timeZone ?? defaultTimeZone).day;
  return { today, tonight: facility ? tonightOf(facility, now) : today };
};

const datesOf = (
  e: EnrollmentToEnd,
  stay: OpenStay | undefined,
  facility: FacilityRow | undefined,
  now: Date,
) => {
  const { today, tonight } = daysAt(facility, now);
  const left = e.lastLeftAt && !stay && localTime(e.lastLeftAt, facility?.timeZone ?? defaultTimeZone).day;
  return exitDates({
    kind: kindOf(e),
    entryDate: e.entryDate ?? tonight,
    lastNight: e.lastNight,
    lastDay: left || null,
    today: laterOf(today, tonight),
  });
};

// Whoever is here for the night they came for has not slept it yet.
const cameTonight = (e: EnrollmentToEnd, stay: OpenStay, facility: FacilityRow, now: Date): boolean => {
  if (stay.arrivedAt === null) return false;
  const { tonight } = daysAt(facility, now);
  return e.projectType === 0 ? tonightOf(facility, stay.arrivedAt) === tonight : stay.night === tonight;
};

/** In house, or away for the moment from a stay that has begun: it ends with the enrollment. */
const hasBegun = (stay: OpenStay, facility: FacilityRow, now: Date): boolean =>
  stay.arrivedAt !== null || stay.beginDate < tonightOf(facility, now);

const facilitiesOf = async (act: Act, enrollments: EnrollmentToEnd[], stays: OpenStay[]) => {
  const ids = [...enrollments.flatMap((e) => e.facilityId ?? []), ...stays.map((s) => s.facilityId)];
  const rows = await readFacilitiesById(act.db, [...new Set(ids)]);
  return new Map(rows.map((f) => [f.id, f]));
};

/** What an exit of a client needs, and of the household with them: at each shelter of one's own where they are enrolled. */
export const exitOf = async (
  act: Act,
  clientId: number,
): Promise<{ clientIds: number[]; reply: Reply<typeof openExit> }> => {
  const { db, actor, now } = act;
  const all = await readEnrollmentsToEnd(db, { householdOf: clientId, organizationId: actor.organizationId });
  const ids = all.map((e) => e.id);
  const clientIds = [...new Set(all.map((e) => e.clientId))];
  const open = await readOpenStays(db, ids);
  const facilities = await facilitiesOf(act, all, open);
  const names = fillableNames(exitForm('extended_stay'));
  const last = await readLastAnswers(db, actor, clientIds, names);
  const overlaps = await readOverlaps(db, actor, ids, daysAt(undefined, now).today);
  const hidden = new Map(overlaps.filter((o) => !o.visible).map((o) => [o.clientId, o]));
  const stays = [...new Set(all.map((e) => e.projectId))].map((projectId) => {
    const members = all.filter((e) => e.projectId === projectId);
    const [first] = members as [EnrollmentToEnd, ...EnrollmentToEnd[]];
    const kind = kindOf(first);
    return {
      projectId,
      facilityId: first.facilityId,
      name: facilities.get(first.facilityId ?? 0)?.name ?? first.projectName,
      kind,
      definition: { ...exitForm(kind) },
      members: members.map((e) => {
        const own = open.filter((s) => s.enrollmentId === e.id);
        const stay = own.find((s) => {
          const at = facilities.get(s.facilityId);
          return at !== undefined && hasBegun(s, at, now);
        });
        const facility = facilities.get(stay?.facilityId ?? e.facilityId ?? 0);
        const dates = datesOf(e, stay, facility, now);
        return {
          enrollmentId: e.id,
          clientId: e.clientId,
          name: e.name,
          goesBy: e.goesBy,
          adult: isAdult(e, dates.usual),
          relationshipToHoH: e.relationshipToHoh,
          entryDate: e.entryDate!,
          lastNight: e.lastNight,
          exitDate: dates.usual,
          earliestExit: dates.earliest,
          latestExit: dates.latest,
          inHouse: stay !== undefined,
          cameTonight: stay !== undefined && facility !== undefined && cameTonight(e, stay, facility, now),
          lastAnswers: last.get(e.clientId) ?? {},
        };
      }),
    };
  });
  return {
    clientIds,
    reply: {
      stays,
      overlaps: [
        ...overlaps.filter((o) => o.visible).map(({ visible: _, ...overlap }) => ({ ...overlap })),
        // Once for a person, without where and when.
        ...[...hidden.values()].map((o) => ({
          clientId: o.clientId,
          name: o.name,
          projectName: null,
          firstNight: null,
          lastNight: null,
        })),
      ],
    },
  };
};

/**
 * Ends enrollments, each dated the day after its last night, and in the same act the stays under them: nobody is left in
 * house without an enrollment, and no place is kept beyond the exit. R60; HUD 3.11, 3.12, exit stage.
 * @throws Refusal 409 with every reason of every member, 404 for enrollments of others
 */
export const exitAll = async (act: Act, asked: Asked[]) => {
  const { db, actor, now } = act;
  const ids = asked.map((a) => a.enrollmentId);
  const before = await readEnrollmentsToEnd(db, { ids });
  if (before.length < ids.length || before.some((e) => !isOf(act, e))) throw notFound('enrollment');
  const facilitiesBefore = await facilitiesOf(act, before, await readOpenStays(db, ids));
  await lockForStay(
    act,
    before.map((e) => e.clientId),
    [...facilitiesBefore.keys()].sort((a, b) => a - b),
  );
  const enrollments = await readEnrollmentsToEnd(db, { ids });
  const open = await readOpenStays(db, ids);
  const facilities = await facilitiesOf(act, enrollments, open);

  const members = enrollments.map((enrollment) => {
    const how = asked.find((a) => a.enrollmentId === enrollment.id)!;
    const stays = open.filter((s) => s.enrollmentId === enrollment.id && facilities.has(s.facilityId));
    const begun = stays.filter((s) => hasBegun(s, facilities.get(s.facilityId)!, now));
    const facility = facilities.get(begun[0]?.facilityId ?? enrollment.facilityId ?? 0);
    const dates = datesOf(enrollment, begun[0], facility, now);
    const answers = answersOf(
      exitForm(kindOf(enrollment)),
      { answers: how.answers, relationshipToHoH: enrollment.relationshipToHoh },
      isAdult(enrollment, how.exitDate ?? dates.usual),
    );
    const came = begun.filter((s) => cameTonight(enrollment, s, facilities.get(s.facilityId)!, now));
    return {
      enrollment,
      how,
      begun,
      ahead: stays.filter((s) => !begun.includes(s)),
      came,
      facility,
      dates,
      answers,
    };
  });
  const obstacles = members.flatMap(obstaclesToExit);
  if (obstacles.length > 0) throw refuse('obstacles', 'Not ended. Nothing was saved.', obstacles);

  const done = { at: now, by: actor.userId };
  const ending = members.flatMap((m) => m.begun);
  const freed: FacilityRow[] = [];
  for (const facility of facilities.values()) {
    const there = ending.filter((s) => s.facilityId === facility.id);
    if (there.length === 0) continue;
    freed.push(facility);
    await checkOutAll(act, facility, there, done);
    const awake = members.filter((m) => m.how.sleptHere === false).flatMap((m) => m.came);
    await takeNightBack(
      db,
      awake.filter((s) => s.facilityId === facility.id).map((s) => s.guestId),
      tonightOf(facility, now),
      done,
      'Left before sleeping',
    );
  }
  // A night that was taken back moves the exit, or leaves no enrollment to end.
  const standing = new Map((await readEnrollmentsToEnd(db, { ids })).map((e) => [e.id, e]));
  const endings = members.flatMap((member) => {
    const { enrollment, how, begun, facility, answers } = member;
    const now_ = standing.get(enrollment.id);
    if (!now_) return [];
    const told = isAwake(member) ? undefined : how.exitDate;
    const day = told ?? datesOf(now_, begun[0], facility, now).usual;
    return [endingOf({ enrollmentId: now_.id, night: null }, how.exit, day, answers.given)];
  });
  await endEnrollments(db, endings, done);
  await keepOneHead(db, ids, now);
  for (const facility of freed) await seatThoseWithoutPlace(act, facility);
  return {
    clientIds: members.map((m) => m.enrollment.clientId),
    facilityIds: [...facilities.keys()],
    exits: members.map((m) => ({
      enrollmentId: m.enrollment.id,
      clientId: m.enrollment.clientId,
      exitDate: endings.find((e) => e.enrollmentId === m.enrollment.id)?.exitDate ?? null,
      guestIds: m.begun.map((s) => s.guestId),
    })),
  };
};

interface MemberToExit {
  enrollment: EnrollmentToEnd;
  how: Asked;
  ahead: OpenStay[];
  came: OpenStay[];
  dates: ReturnType<typeof exitDates>;
  answers: ReturnType<typeof answersOf>;
}

/** Whose night is taken back: the exit is the day after the night before it, whatever day was told. */
const isAwake = ({ how, came }: Pick<MemberToExit, 'how' | 'came'>) =>
  how.sleptHere === false && came.some((stay) => stay.night !== null);

const obstaclesToExit = (member: MemberToExit): Obstacle[] => {
  const { enrollment: e, how, ahead, came, dates, answers } = member;
  const who = { client: e.clientId, name: e.name };
  if (e.exitDate !== null)
    return [{ code: 'exited_already', message: `${e.name}: this enrollment is over already`, facts: who }];
  if (e.entryDate === null)
    return [
      {
        code: 'never_began',
        message: `${e.name}: this enrollment is pending and never began, cancel the reservation instead`,
        facts: who,
      },
    ];
  const obstacles: Obstacle[] = [];
  if (came.length > 0 && how.sleptHere === undefined)
    obstacles.push({
      code: 'say_whether_slept',
      message: `${e.name} came for this same night: say whether they slept here`,
      facts: who,
      next: { label: 'Say so', act: 'say_whether_slept' },
    });
  for (const stay of ahead)
    obstacles.push({
      code: 'place_ahead',
      message: `${e.name} has a place here from ${sayNight(stay.beginDate)}: cancel that reservation first`,
      facts: { ...who, night: stay.beginDate, reservation: stay.reservationId },
      next: { label: 'Open the reservation', act: 'reservation' },
    });
  const told = isAwake(member) ? undefined : how.exitDate;
  if (told !== undefined && (told < dates.earliest || told > dates.latest))
    obstacles.push({
      code: 'exit_date',
      message:
        dates.earliest === dates.latest
          ? `${e.name}: the exit is the day after the last night, ${sayNight(dates.usual)}`
          : `${e.name}: the exit is a day from ${sayNight(dates.earliest)} to ${sayNight(dates.latest)}`,
      facts: { ...who, begin: dates.earliest, end: dates.latest },
    });
  return [
    ...obstacles,
    ...answers.problems.map((problem) => sayProblem({ clientId: e.clientId, name: e.name }, problem)),
  ];
};
