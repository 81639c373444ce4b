import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { checkInHours, lateFrom, readLocalHour } from '../facilities/rules.ts';
import { type FacilityRow, ownFacility, readWeekdayHours, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { type Act, type ActOrJob, decideStay, lockForStay, savePromises } from '../reservations/booking.ts';
import { asRequests, openReservation } from '../reservations/changes.ts';
import { seatThoseWithoutPlace } from '../reservations/displacement.ts';
import { cutPromises, insertPromises, readGuestRows } from '../reservations/store.ts';
import { readBedsBefore } from '../reservations/store-undo.ts';
import { nothingToUndo } from '../reservations/undo.ts';
import { type Done, endStays, keepOneHead } from './store-departure.ts';
import {
  type Awaited,
  expectLonger,
  markNotHere,
  type NotHere,
  readAwaited,
  readAwaitedByName,
  readNotHere,
  takeNoShowBack,
} from './store-late.ts';
import { readMorningDone } from './store-morning.ts';

/** Places of who did not come are free from tonight on; never a night, and another adult is head. R46, R47. */
export const release = async (act: ActOrJob, facility: FacilityRow, guests: Awaited[], done: Done) => {
  if (guests.length === 0) return;
  const tonight = tonightOf(facility, act.now);
  await markNotHere(act.db, guests, tonight, done);
  await cutPromises(
    act.db,
    guests.map((g) => g.guestId),
    tonight,
    act.now,
  );
  await endStays(
    act.db,
    guests.map((g) => g.reservationId),
    tonight,
  );
  await keepOneHead(
    act.db,
    guests.map((g) => g.enrollmentId),
    act.now,
  );
  await seatThoseWithoutPlace(act, facility);
};

/** Who has not come tonight: late, still expected, released. */
export const readLateGuests = async ({ db, actor, now }: Act, facilityId: number) => {
  const facility = await ownFacility(db, actor, facilityId);
  const night = tonightOf(facility, now);
  const hours = checkInHours(facility, await readWeekdayHours(db, [facility.id]), night);
  const nightBegan = readLocalHour(
    night,
    `${String(facility.cutOverHour).padStart(2, '0')}:00`,
    facility.timeZone,
  );
  const rows = await readAwaitedByName(db, facility.id, night, nightBegan);
  const guests = rows.map(({ arriveBy, expectedUntil, notHereAt, notHereBy, ...row }) => ({
    ...row,
    lateFrom: lateFrom(hours, { arriveBy, expectedUntil })?.toISOString() ?? null,
    releasedAt: notHereAt?.toISOString() ?? null,
    releasedBy: notHereBy,
  }));
  const isLate = (g: (typeof guests)[number]) => g.lateFrom !== null && g.lateFrom <= now.toISOString();
  return {
    clientIds: rows.map((row) => row.clientId),
    reply: {
      facilityName: facility.name,
      timeZone: facility.timeZone,
      night,
      cutOff: hours?.until.toISOString() ?? null,
      readAt: now.toISOString(),
      overdue: guests.filter((g) => g.releasedAt === null && isLate(g)),
      expected: guests.filter((g) => g.releasedAt === null && !isLate(g)),
      released: guests.filter((g) => g.releasedAt !== null),
    },
  };
};

/**
 * The desk's answers about who has not come: still expected until an instant, for a reason, or not here. All or nothing.
 * @throws Refusal 409 where one of them came, was released or was never expected tonight
 */
export const answer = async (
  act: Act,
  facilityId: number,
  answers: { guestId: number; stillExpected?: { until: string; reason: string } }[],
) => {
  const { db, actor, now } = act;
  const facility = await ownFacility(db, actor, facilityId);
  const tonight = { facilityId: facility.id, night: tonightOf(facility, now) };
  const ids = new Set(answers.map((a) => a.guestId));
  const before = (await readAwaited(db, [tonight])).filter((g) => ids.has(g.guestId));
  await lockForStay(
    act,
    before.map((g) => g.clientId),
    [facility.id],
  );
  const awaited = (await readAwaited(db, [tonight])).filter((g) => ids.has(g.guestId));
  const obstacles: Obstacle[] = [];
  if (awaited.length < ids.size)
    obstacles.push({
      code: 'came_since',
      message: `${ids.size - awaited.length} of these guests ${ids.size - awaited.length === 1 ? 'is' : 'are'} not awaited any more`,
      facts: { count: ids.size - awaited.length },
      next: { label: 'Read again', act: 'reload' },
    });
  const later = answers.flatMap((a) =>
    a.stillExpected
      ? [{ guestId: a.guestId, until: new Date(a.stillExpected.until), reason: a.stillExpected.reason }]
      : [],
  );
  if (later.some((l) => !(l.until > now) || tonightOf(facility, l.until) !== tonight.night))
    obstacles.push({
      code: 'not_this_night',
      message: 'Still expected: until an hour of this same night that is still to come',
    });
  if (obstacles.length > 0) throw refuse('obstacles', 'Nothing was saved.', obstacles);
  await expectLonger(db, later);
  const gone = new Set(answers.filter((a) => !a.stillExpected).map((a) => a.guestId));
  await release(
    act,
    facility,
    awaited.filter((g) => gone.has(g.guestId)),
    { at: now, by: actor.userId },
  );
  return {
    facility,
    clientIds: awaited.map((g) => g.clientId),
    reply: { stillExpected: later.map((l) => l.guestId), released: [...gone] },
  };
};

// What was asked when the reservation was saved is not asked of who comes late.
const onlyWhenSaving = new Set(['no_assessment', 'assessment_too_old', 'consent_not_asked']);

/**
 * Who was released comes after all: the reservation stands again, the enrollment is pending, and a place is kept, the
 * same where it is free. Until the morning is done. The people and the facility are locked.
 * @throws Refusal 409 with every reason
 */
export const restore = async (
  act: Act,
  facility: FacilityRow,
  guest: NotHere & { notHereAt: Date },
  night: Night,
): Promise<{ sameBed: boolean }> => {
  const { db, now } = act;
  const isOver =
    tonightOf(facility, guest.notHereAt) !== night ||
    (await readMorningDone(db, facility.id, night)) !== undefined;
  if (isOver)
    throw refuse('obstacles', 'The place can’t be kept again. Nothing was saved.', [
      {
        code: 'morning_is_over',
        message: 'That night is over: the reservation can’t be taken up again; make a new one',
      },
    ]);
  await takeNoShowBack(db, guest, now);
  const { reservation } = await openReservation(act, guest.reservationId);
  const party = await readGuestRows(db, guest.reservationId);
  const rows = party.filter((g) => g.id === guest.id);
  const [row] = rows;
  if (row?.sharesWith != null) {
    const host = party.find((g) => g.id === row.sharesWith);
    if (!host || host.bedId === null || host.leftAt)
      throw refuse('obstacles', 'The place can’t be kept again. Nothing was saved.', [
        {
          code: 'shares_with_nobody',
          message: `${host?.name ?? 'The guest'}, whose place they share, has none here now: let ${host?.name ?? 'that guest'} come first, or let the child join beside somebody else`,
          facts: host && { client: host.clientId, name: host.name },
        },
      ]);
    const nights = { begin: night, end: reservation.endDate };
    const promise = { guestId: guest.id, clientId: guest.clientId, bedId: null, unitKey: null, nights };
    const of = { facilityId: facility.id, at: now, by: act.actor.userId };
    await insertPromises(db, of, [{ ...promise, partyId: reservation.partyId }]);
    return { sameBed: true };
  }
  const beds = await readBedsBefore(db, [guest.id], guest.notHereAt);
  const decision = await decideStay(act, facility, {
    facilityId: facility.id,
    guests: asRequests(rows, true),
    beginDate: night,
    endDate: reservation.endDate === 'infinity' ? undefined : reservation.endDate,
    door: reservation.door,
    except: reservation.id,
    preferred: beds,
    partyId: reservation.partyId,
  });
  const obstacles = decision.obstacles.filter((o) => !onlyWhenSaving.has(o.code));
  if (obstacles.length > 0 || !decision.seating.seated)
    throw refuse('obstacles', 'Their place is taken by now. Nothing was saved.', obstacles);
  await savePromises(act, decision, reservation.partyId, new Map([[guest.clientId, guest.id]]));
  const [seat] = decision.seating.seats;
  return { sameBed: seat?.bed === beds.get(guest.clientId) };
};

/** The release of one guest is taken back, before they stand at the door. */
export const unrelease = async (act: Act, guestId: number) => {
  const { db, actor, now } = act;
  const before = await readNotHere(db, guestId);
  if (!before) throw notFound('guest');
  const facility = await ownFacility(db, actor, before.facilityId);
  await lockForStay(act, [before.clientId], [facility.id]);
  const guest = await readNotHere(db, guestId);
  if (!guest?.notHereAt) throw nothingToUndo();
  const { sameBed } = await restore(
    act,
    facility,
    { ...guest, notHereAt: guest.notHereAt },
    tonightOf(facility, now),
  );
  return { facility, clientId: guest.clientId, sameBed };
};
