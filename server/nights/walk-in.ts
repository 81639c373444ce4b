import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { joinParty, takeWalkIn } from '../../contract/door.ts';
import type { Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { isAdult } from '../clients/rules.ts';
import { readMembers } from '../clients/store-households.ts';
import { readEnrollees, readStanding, savePending } from '../enrollment/store.ts';
import { type FacilityRow, ownFacility, tonightOf } from '../facilities/store.ts';
import { changedMeanwhile, refuse } from '../http/refusal.ts';
import { bookStay, decideStay, newGuests, refuseStay, savePromises } from '../reservations/booking.ts';
import { openReservation } from '../reservations/changes.ts';
import { bumpVersion, comeAfterAll, insertGuests, readGuestRows } from '../reservations/store.ts';
import { readBedsNow } from '../reservations/store-board.ts';
import { arrive, leftAlready } from './arrival.ts';
import { type AtTheDoor, endElsewhere, lockForArrival } from './elsewhere.ts';
import { giveAsSeated, readHouseholdOf } from './store.ts';
import { readNotHere } from './store-late.ts';

/** Who is here, with the bed that seating chose: whoever stands at the door is shown to it, so it is given. */
const arriveAll = async (
  act: AtTheDoor,
  facility: FacilityRow,
  guests: { id: number; clientId: number; enrollmentId: number }[],
  night: Night,
) => {
  const guestIds = guests.map((g) => g.id);
  for (const guest of guests) await arrive(act, facility, guest, night);
  await giveAsSeated(act.db, guestIds, { at: act.now, by: act.actor.userId });
  const beds = await readBedsNow(act.db, guestIds, night);
  return guests.map((g) => ({
    guestId: g.id,
    clientId: g.clientId,
    enrollmentId: g.enrollmentId,
    bedId: beds.get(g.id) ?? null,
  }));
};

/** What the party of a reservation is called in HUD's terms, for who joins it. */
type Household = { id: string; headClientId: number | null };

/**
 * Pending enrollments for tonight for whoever has none here. Nobody answers anything for them: who is head follows the
 * household they are known in, else the first adult; what else is not known is 99. HUD 3.15, 5.09.
 */
const enrollAtTheDoor = async (
  { db, actor, now }: AtTheDoor,
  facility: FacilityRow,
  clientIds: number[],
  night: Night,
  joins?: Household,
) => {
  const standing = await readStanding(db, actor, clientIds, facility.projectId);
  const missing = clientIds.filter((id) => !standing.has(id));
  if (missing.length === 0) return;
  const known = new Map(
    (await readMembers(db, actor, joins?.headClientId ?? clientIds[0]!, night)).map((m) => [
      m.id,
      m.relationshipToHoH,
    ]),
  );
  const people = await readEnrollees(db, clientIds);
  const adult = clientIds.find((id) => people.some((p) => p.id === id && isAdult(p, night)));
  const head = joins
    ? joins.headClientId
    : (clientIds.find((id) => known.get(id) === 1) ?? adult ?? clientIds[0]!);
  const isKnownHead = head !== null && known.get(head) === 1;
  const householdId =
    joins?.id ??
    (head === null ? undefined : standing.get(head)?.hudHouseholdId) ??
    randomBytes(10).toString('hex');
  await savePending(
    db,
    {
      projectId: facility.projectId,
      organizationId: facility.organizationId,
      coc: facility.cocCode,
      householdId,
      madeBy: actor.organizationId,
      at: now,
      by: actor.userId,
    },
    missing.map((clientId) => ({
      clientId,
      relationshipToHoH: clientId === head ? 1 : isKnownHead ? (known.get(clientId) ?? 99) : 99,
      plannedDate: night,
      answers: {},
    })),
  );
};

/**
 * Somebody from the door: enrollment, reservation and arrival in one transaction, from places not promised. What other
 * shelters keep for them tonight ends. No assessment is asked for. R3, R18, R30, R35.
 * @throws Refusal 409 with every reason, 404 for other shelters' facilities and for people who have no record
 */
export const takeIn = async (
  act: AtTheDoor,
  facilityId: number,
  asked: z.output<(typeof takeWalkIn)['body']>,
) => {
  const { db, actor, now } = act;
  const facility = await ownFacility(db, actor, facilityId);
  const clientIds = asked.guests.map((g) => g.clientId);
  await lockForArrival(act, clientIds, facility.id);
  const night = tonightOf(facility, now);
  const leftElsewhere = await endElsewhere(act, clientIds, facility.id);
  await enrollAtTheDoor(act, facility, clientIds, night);
  const { reservationId } = await bookStay(
    act,
    {
      facilityId: facility.id,
      guests: asked.guests,
      beginDate: night,
      ...(asked.endDate && { endDate: asked.endDate }),
      door: 'walk_in',
    },
    'Not taken in',
  );
  const guests = await arriveAll(act, facility, await readGuestRows(db, reservationId), night);
  return { facility, reservationId, night, guests, leftElsewhere };
};

// What the party itself was asked when it was booked is not asked of whoever joins it.
const onlyWhenBooking = new Set([
  'no_assessment',
  'assessment_too_old',
  'consent_not_asked',
  'no_walk_ins',
  'already_staying_here',
]);

/**
 * Somebody who was not on the reservation, or did not come on its earlier nights, joins its party tonight: in the same
 * private unit where the party has one, else in any place that fits, near them where that can be; an infant beside who
 * lies there. They are checked in with it. R57.
 * @throws Refusal 409 with every reason, 404 for reservations of other shelters
 */
export const join = async (
  act: AtTheDoor,
  reservationId: number,
  { version, ...asked }: z.output<(typeof joinParty)['body']>,
) => {
  const { db, actor, now } = act;
  const before = await openReservation(act, reservationId);
  const facility = await ownFacility(db, actor, before.reservation.facilityId);
  await lockForArrival(act, [asked.clientId], facility.id);
  const { reservation } = await openReservation(act, reservationId);
  if (reservation.version !== version) throw changedMeanwhile('reservation');
  const night = tonightOf(facility, now);
  const obstacles: Obstacle[] = [];
  if (reservation.cancelledAt)
    obstacles.push({ code: 'cancelled_already', message: 'This reservation is cancelled' });
  if (reservation.beginDate > night)
    obstacles.push({
      code: 'too_early',
      message: 'The first night is not tonight',
      facts: { night: reservation.beginDate },
    });
  if (reservation.endDate <= night)
    obstacles.push({ code: 'night_is_over', message: 'The last night of this reservation is over' });
  const party = await readGuestRows(db, reservationId);
  const company = party.map((g) => g.clientId).filter((id) => id !== asked.clientId);
  const earlier = party.find((g) => g.clientId === asked.clientId);
  if (earlier?.leftAt) obstacles.push(leftAlready(asked.clientId));
  if (obstacles.length > 0) throw refuse('obstacles', 'Nobody joined. Nothing was saved.', obstacles);

  const leftElsewhere = await endElsewhere(act, [asked.clientId], facility.id);
  const household = await readHouseholdOf(db, reservationId);
  await enrollAtTheDoor(act, facility, [asked.clientId], night, household);
  const decision = await decideStay(act, facility, {
    facilityId: facility.id,
    guests: [asked],
    beginDate: night,
    ...(reservation.endDate !== 'infinity' && { endDate: reservation.endDate }),
    door: reservation.door,
    partyId: reservation.partyId,
    joins: true,
  });
  const blocking = decision.obstacles.filter((o) => !onlyWhenBooking.has(o.code));
  if (blocking.length > 0) throw refuseStay({ ...decision, obstacles: blocking }, 'Nobody joined');
  const of = { reservationId, partyId: reservation.partyId, projectId: reservation.projectId };
  const guests = newGuests(decision, [asked], company);
  const isBack = earlier !== undefined && (await readNotHere(db, earlier.id))?.notHereAt;
  const guestIds = isBack
    ? await comeAfterAll(db, of, earlier.id, guests[0]!)
    : await insertGuests(db, of, guests);
  await savePromises(act, decision, reservation.partyId, guestIds);
  await bumpVersion(db, reservationId);
  const joined = (await readGuestRows(db, reservationId)).find((g) => g.clientId === asked.clientId)!;
  const [guest] = await arriveAll(act, facility, [joined], night);
  return { facility, night, guest: guest!, leftElsewhere };
};
