import { checkOut } from '../../contract/departures.ts';
import { endLeave, joinParty, swapPlaces, takeWalkIn } from '../../contract/door.ts';
import { addDays } from '../../contract/nights.ts';
import {
  assignBeds,
  checkIn,
  listPlacesForGuest,
  readCurrentReservations,
} from '../../contract/reservations.ts';
import type { Member, Stay } from './books.ts';
import { inHouse, type Scene } from './scene.ts';
import type { Group, House } from './world.ts';

/** A guest stands at the desk. */
export const arrive = async ({ line, books, night }: Scene, stay: Stay, member: Member, how: string) => {
  const wasReleased = member.released;
  const done = await line.ask(
    stay.house.staff,
    checkIn,
    { params: { id: member.guestId }, body: {} },
    'guest.check_in',
  );
  if (!done.ok) {
    books.count('refused at the door');
    return;
  }
  if (done.body.night !== night)
    books.breach('an arrival belongs to another night', { said: done.body.night, night });
  books.stays.set(stay.group, stay);
  member.enrollmentId = done.body.enrollmentId;
  books.arrived(stay, member, night, done);
  books.count(wasReleased ? 'arrival after release' : how);
};

/** The shelter names the bed before or while the guest is there; `other`: not the one that is proposed. */
export const giveBed = async ({ line, books, chance }: Scene, stay: Stay, member: Member, other: boolean) => {
  const { house } = stay;
  const list = await line.ask(house.staff, listPlacesForGuest, { params: { id: member.guestId } });
  if (!list.ok) return;
  const fitting = list.body.places.filter((p) => p.obstacles.length === 0 && p.proposed !== other);
  if (fitting.length === 0) return;
  const { bedId } = chance.pick(fitting);
  const body = { version: list.body.version, beds: [{ guestId: member.guestId, bedId }] };
  const done = await line.ask(house.staff, assignBeds, { params: { id: stay.id }, body }, 'bed.assign');
  if (done.ok) books.count(other ? 'move to another place' : 'bed given');
};

/** Somebody without a reservation here stands at the door; a place they have elsewhere ends with it. */
export const walkIn = async (scene: Scene, group: Group, house: House) => {
  const { line, books, night } = scene;
  const before = books.stays.get(group);
  const done = await line.ask(
    house.staff,
    takeWalkIn,
    { params: { id: house.id }, body: { guests: group.people.map((p) => ({ clientId: p.id })) } },
    'guest.walk_in',
  );
  if (!done.ok) {
    books.count('walk-in refused');
    return;
  }
  const { body } = done;
  if (body.night !== night) books.breach('a walk-in belongs to another night', { said: body.night, night });
  if (before && body.leftElsewhere !== true)
    books.breach('a place elsewhere ended without a word', {
      reservation: before.id,
      walkIn: body.reservationId,
    });
  for (const m of before?.members ?? [])
    if (m.state === 'here' && m.night === night && !before!.house.extended) {
      books.disputed.add(`${night} ${m.person.id} ${before!.house.id}`);
      books.count('found at another shelter');
    }
  if (before) books.over(before);
  const endDate = house.extended ? null : addDays(night, 1);
  const said = { id: body.reservationId, beginDate: night, endDate, guests: body.guests };
  const stay = books.book(group, house, said, done);
  for (const member of stay.members) {
    member.enrollmentId = body.guests.find((g) => g.guestId === member.guestId)!.enrollmentId;
    books.arrived(stay, member, night, done);
  }
  books.count('walk-in');
};

const boardOf = ({ line }: Scene, house: House) =>
  line.ask(house.staff, readCurrentReservations, { params: { id: house.id }, query: {} });

/** Somebody known comes to a party that is here, and stays with it. */
export const join = async (scene: Scene, stay: Stay, group: Group) => {
  const { line, books, night } = scene;
  const board = await boardOf(scene, stay.house);
  const version = board.ok && board.body.guests.find((g) => g.reservationId === stay.id)?.version;
  const [person] = group.people;
  if (!version || !person) return;
  const body = { clientId: person.id, version };
  const done = await line.ask(stay.house.staff, joinParty, { params: { id: stay.id }, body }, 'guest.join');
  if (!done.ok) return;
  const { guestId, enrollmentId } = done.body.guest;
  const member: Member = { person, guestId, enrollmentId, state: 'expected' };
  stay.members.push(member);
  stay.group.people.push(person);
  group.people = [];
  books.arrived(stay, member, night, done);
  books.count('joined a party');
};

/** Two guests exchange their places. */
export const swap = async (scene: Scene, house: House) => {
  const { line, books, chance } = scene;
  const board = await boardOf(scene, house);
  if (!board.ok) return;
  const here = board.body.guests.filter((g) => g.arrivedAt && !g.leftAt && g.bedId && g.partySize === 1);
  const [a, b] = chance.shuffle(here);
  if (!a || !b) return;
  const guests = [a, b].map(({ guestId, version }) => ({ guestId, version }));
  const done = await line.ask(
    house.staff,
    swapPlaces,
    { params: { id: house.id }, body: { guests } },
    'guest.swap',
  );
  if (done.ok) books.count('swap');
};

/** Leaves in the night for which they came; who slept first keeps the night. */
export const leaveEarly = async (scene: Scene, stay: Stay, member: Member, slept: boolean) => {
  const { line, books, night } = scene;
  const { house } = stay;
  const body = { sleptHere: slept, ...(house.extended && slept && { exit: { destination: 410 } }) };
  const done = await line.ask(
    house.staff,
    checkOut,
    { params: { id: member.guestId }, body },
    'guest.check_out',
  );
  if (!done.ok) return;
  if (slept) books.sleeps(night, member.person, house);
  if (done.body.exitDate) books.exited(member, done.body.exitDate);
  books.gone(stay, member);
  books.count(slept ? 'left in the night' : 'left before sleeping');
  if (stay.members.length > 1 && stay.members.some((m) => m.state === 'here'))
    books.count('left a family alone');
};

/** Moves out of an extended stay by day. */
export const moveOut = async ({ line, books }: Scene, stay: Stay, member: Member) => {
  const done = await line.ask(
    stay.house.staff,
    checkOut,
    { params: { id: member.guestId }, body: { exit: { destination: 410 } } },
    'guest.check_out',
  );
  if (!done.ok) return;
  if (!done.body.exitDate) books.breach('moved out without an exit', { guest: member.guestId });
  else books.exited(member, done.body.exitDate);
  books.gone(stay, member);
  books.count('moved out of an extended stay');
};

/** Back before their leave is over. */
export const comeBack = async ({ line, books }: Scene, stay: Stay, member: Member) => {
  const done = await line.ask(
    stay.house.staff,
    endLeave,
    { params: { id: member.leave!.id } },
    'guest.leave_end',
  );
  if (!done.ok) return;
  member.leave = undefined;
  if (!done.body.hasPlace) books.told.add(stay.id);
  books.count('back early');
};

/** Who of a house could exchange places, leave alone, or be joined. */
export const guestsOf = (scene: Scene, house: House) =>
  inHouse(scene, house).filter(({ stay }) => !stay.group.busy);
