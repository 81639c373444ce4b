import { confirmMorning, type MorningChoice, readMorning } from '../../contract/departures.ts';
import { saveExit } from '../../contract/exits.ts';
import { addDays } from '../../contract/nights.ts';
import { readCurrentReservations } from '../../contract/reservations.ts';
import type { Member, Stay } from './books.ts';
import { inHouse, type Scene } from './scene.ts';
import type { Group, House } from './world.ts';

type Choice = MorningChoice | 'forgotten';

/** The morning of a night-by-night house: everybody who slept there is asked, and one confirm does the rest. */
export const morning = async (
  scene: Scene,
  house: House,
  choose: (stay: Stay, member: Member) => { choice: Choice; nights?: number },
) => {
  const { line, books, night } = scene;
  const params = { id: house.id };
  const last = addDays(night, -1);
  const slept = inHouse(scene, house).filter(({ member }) => member.night === last);
  const read = await line.ask(house.staff, readMorning, { params });
  if (!read.ok) return;
  const listed = read.body.guests.map((g) => g.guestId).sort();
  const known = slept.map(({ member }) => member.guestId).sort();
  if (listed.join() !== known.join())
    books.breach('the morning lists others than slept here', { house: house.id, last, listed, known });
  const chosen = slept
    .map((one) => ({ ...one, ...choose(one.stay, one.member) }))
    .filter(({ choice }) => choice !== 'forgotten');
  const guests = chosen.map(({ member, choice, nights }) => ({
    guestId: member.guestId,
    choice: choice as MorningChoice,
    ...(choice === 'returning' && nights && { nights }),
  }));
  const done = await line.ask(
    house.staff,
    confirmMorning,
    { params, body: { night: last, guests } },
    'morning.confirm',
  );
  if (!done.ok) {
    books.breach('a morning was not confirmed', { house: house.id, codes: done.codes });
    return;
  }
  books.count('morning');
  const { left, movedOut, returning, notKept } = done.body;
  const kept = new Map(returning.map((r) => [r.guestId, r.reservationId]));
  const told = new Set([...left, ...movedOut, ...kept.keys(), ...notKept.map((n) => n.guestId)]);
  const again = new Map<number, { group: Group; members: Member[] }>();
  for (const { stay, member, choice } of chosen) {
    if (!told.has(member.guestId))
      books.breach('a guest is missing in the morning’s answer', { guest: member });
    const reservationId = kept.get(member.guestId);
    if (reservationId === stay.id) {
      member.state = 'expected';
      books.count('returning within a stay');
      continue;
    }
    books.gone(stay, member);
    if (reservationId !== undefined) {
      const party = again.get(reservationId) ?? { group: stay.group, members: [] };
      party.members.push(member);
      again.set(reservationId, party);
      books.count('returning');
    } else if (choice === 'moved_out') {
      books.exited(member, night);
      books.count('moved out');
    } else {
      books.count(choice === 'returning' ? 'not kept' : 'leaving');
      if (member.enrollmentId && stay.group.people.length === 1)
        stay.group.leftOpen = { enrollmentId: member.enrollmentId, house };
    }
  }
  if (again.size === 0) return;
  const board = await line.ask(house.staff, readCurrentReservations, { params, query: {} });
  if (!board.ok) return;
  for (const [id, { group, members }] of again) {
    const guests = board.body.guests.filter((g) => g.reservationId === id);
    if (guests.length !== members.length)
      books.breach('a place kept in the morning is not on the board', {
        reservation: id,
        guests: members.length,
      });
    const [first] = guests;
    if (!first) continue;
    const stay = books.book(group, house, { ...first, id, guests }, done);
    for (const m of stay.members)
      m.enrollmentId = members.find((before) => before.person === m.person)?.enrollmentId;
  }
};

/** Whoever was forgotten in the morning is checked out by the clock; who has tonight, too, is expected again. */
export const forgotten = (scene: Scene) => {
  for (const house of scene.world.houses.filter((h) => !h.extended))
    for (const { stay, member } of inHouse(scene, house).filter(({ member: m }) => m.night! < scene.night)) {
      if (stay.end > scene.night) member.state = 'expected';
      else scene.books.gone(stay, member);
      scene.books.count('overstay ended by rule');
    }
};

/** The end of an enrollment of somebody who left some days ago. */
export const exit = async ({ line, books }: Scene, group: Group) => {
  const { enrollmentId, house } = group.leftOpen!;
  group.leftOpen = undefined;
  const done = await line.ask(
    house.staff,
    saveExit,
    { body: { members: [{ enrollmentId, exit: { destination: 30 } }] } },
    'enrollment.exit',
  );
  if (!done.ok) return;
  books.exits.set(enrollmentId, done.body.exits[0]!.exitDate!);
  books.count('exit afterwards');
};
