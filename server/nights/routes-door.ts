import {
  endLeave,
  giveLeave,
  joinParty,
  openDoorQuestions,
  readDoor,
  saveDoorAnswers,
  swapPlaces,
  takeWalkIn,
} from '../../contract/door.ts';
import { localTime } from '../facilities/rules.ts';
import { ownFacility, tonightOf } from '../facilities/store.ts';
import { type Route, route } from '../http/mount.ts';
import { swapBeds } from '../reservations/giving.ts';
import { lineOfGuest, lineOfReservation } from '../reservations/store-lines.ts';
import { endLeaveNow, leaveFor } from './leave.ts';
import { answerAtTheDoor, questionsAtTheDoor } from './questions.ts';
import { readFoundElsewhere } from './store-elsewhere.ts';
import { lineOfLeave, readOnLeave } from './store-leave.ts';
import { readTeamsOf } from './store-tonight.ts';
import { join, takeIn } from './walk-in.ts';

const shelterStaff = { workgroups: ['emergency_shelter_staff'] } as const;

/** What a shelter's staff do at its door beside checking in who is expected. */
export const doorRoutes: Route[] = [
  route(readDoor, { may: shelterStaff, audit: 'door.view' }, async ({ db, actor, now, params, audit }) => {
    const facility = await ownFacility(db, actor, params.id);
    const tonight = tonightOf(facility, now);
    const onLeave = await readOnLeave(db, facility.id, tonight);
    const left = await readFoundElsewhere(db, facility.id, tonight);
    audit({ facilityId: facility.id });
    return {
      acceptsWalkIns: facility.acceptsWalkIns,
      leaveFreesPlace: facility.leaveFreesPlace,
      teams: await readTeamsOf(db, facility.organizationId, localTime(now, facility.timeZone).day),
      onLeave,
      left: left.map((g) => ({ ...g, at: g.at.toISOString() })),
    };
  }),

  route(
    takeWalkIn,
    { may: shelterStaff, audit: 'guest.walk_in', line: ({ params }) => [params.id] },
    async (call) => {
      const { facility, ...taken } = await takeIn(call, call.params.id, call.body);
      call.audit({
        clientIds: taken.guests.map((g) => g.clientId),
        facilityId: facility.id,
        detail: { night: taken.night, left_elsewhere: taken.leftElsewhere },
      });
      call.tell(facility.id);
      return taken;
    },
  ),

  route(
    joinParty,
    {
      may: shelterStaff,
      audit: 'guest.join',
      line: ({ params }, db) => lineOfReservation(db, params.id),
    },
    async (call) => {
      const { facility, ...joined } = await join(call, call.params.id, call.body);
      call.audit({
        clientIds: [joined.guest.clientId],
        facilityId: facility.id,
        detail: { night: joined.night, left_elsewhere: joined.leftElsewhere },
      });
      call.tell(facility.id);
      return joined;
    },
  ),

  route(
    swapPlaces,
    { may: shelterStaff, audit: 'guest.swap', line: ({ params }) => [params.id] },
    async (call) => {
      const { clientIds, beds, overridden } = await swapBeds(call, call.params.id, call.body);
      call.audit({ clientIds, facilityId: call.params.id, detail: { overridden } });
      call.tell(call.params.id);
      return { guests: beds };
    },
  ),

  route(openDoorQuestions, { may: shelterStaff, audit: 'guest.door_questions' }, async (call) => {
    const { reply, seen } = await questionsAtTheDoor(call, call.params.id);
    call.audit(seen);
    return reply;
  }),

  route(
    saveDoorAnswers,
    {
      may: shelterStaff,
      audit: 'guest.door_answers',
      line: ({ params }, db) => lineOfGuest(db, params.id),
    },
    async (call) => {
      const { guest, facility, answered, reply } = await answerAtTheDoor(
        call,
        call.params.id,
        call.body.answers,
      );
      call.audit({ clientIds: [guest.clientId], facilityId: facility.id, detail: { answered } });
      call.tell(facility.id);
      return reply;
    },
  ),

  route(
    giveLeave,
    { may: shelterStaff, audit: 'guest.leave', line: ({ params }, db) => lineOfGuest(db, params.id) },
    async (call) => {
      const { facility, guest, leave } = await leaveFor(call, call.params.id, call.body);
      const { from, until, freesPlace } = leave;
      call.audit({
        clientIds: [guest.clientId],
        facilityId: facility.id,
        detail: { from, until, frees_place: freesPlace },
      });
      call.tell(facility.id);
      return leave;
    },
  ),

  route(
    endLeave,
    { may: shelterStaff, audit: 'guest.leave_end', line: ({ params }, db) => lineOfLeave(db, params.id) },
    async (call) => {
      const { facility, guest, hasPlace } = await endLeaveNow(call, call.params.id);
      call.audit({
        clientIds: [guest.clientId],
        facilityId: facility.id,
        detail: { has_place: hasPlace },
      });
      call.tell(facility.id);
      return { guestId: guest.id, hasPlace };
    },
  ),
];
