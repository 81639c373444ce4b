import { listBedNights, saveCensus, settleDifference } from '../../contract/census.ts';
import { answerLate, readLate } from '../../contract/late-arrivals.ts';
import { readCurrentReservations } from '../../contract/reservations.ts';
import { leaveEarly } from './acts-desk.ts';
import type { Member, Stay, When } from './books.ts';
import { awaitedAt, inHouse, type Scene } from './scene.ts';
import type { House } from './world.ts';

/** What the desk knows of somebody late: they called, they will not come, or nobody knows. */
export type Late = 'called' | 'not here' | 'unanswered';

/** The desk goes through who has not come by the cut-off. */
export const answerTheLate = async (
  scene: Scene,
  house: House,
  until: Date,
  of: (stay: Stay, m: Member) => Late,
) => {
  const { line, books } = scene;
  const read = await line.ask(house.staff, readLate, { params: { id: house.id } });
  if (!read.ok) return;
  const overdue = new Set(read.body.overdue.map((g) => g.guestId));
  const awaited = awaitedAt(scene, house).flatMap(({ stay, members }) =>
    members.map((member) => ({ stay, member, answer: of(stay, member) })),
  );
  for (const { stay, member } of awaited)
    if (
      !overdue.has(member.guestId) &&
      !books.told.has(stay.id) &&
      !read.body.expected.some((g) => g.guestId === member.guestId)
    )
      books.breach('the desk does not see who is late', { guest: member.guestId, house: house.id });
  const answered = awaited.filter((a) => a.answer !== 'unanswered' && overdue.has(a.member.guestId));
  if (answered.length === 0) return;
  const guests = answered.map(({ member, answer }) => ({
    guestId: member.guestId,
    ...(answer === 'called' && {
      stillExpected: { until: until.toISOString(), reason: 'Called: works until late' },
    }),
  }));
  const done = await line.ask(
    house.staff,
    answerLate,
    { params: { id: house.id }, body: { guests } },
    'guest.late',
  );
  if (!done.ok) return;
  for (const { stay, member, answer } of answered) {
    if (answer === 'not here') released(scene, stay, member);
    books.count(answer === 'called' ? 'still expected' : 'no-show released');
  }
};

const released = ({ books }: Scene, stay: Stay, member: Member) => {
  member.released = true;
  books.gone(stay, member);
};

/** Where places are released by a rule, the desk reads whose. */
export const hearOfReleases = async (scene: Scene, house: House) => {
  const { line, books } = scene;
  const awaited = awaitedAt(scene, house);
  if (awaited.length === 0) return;
  const read = await line.ask(house.staff, readLate, { params: { id: house.id } });
  const gone = new Set(read.ok ? read.body.released.map((g) => g.guestId) : []);
  for (const { stay, members } of awaited)
    for (const member of members.filter((m) => gone.has(m.guestId))) {
      released(scene, stay, member);
      books.count('released by rule');
    }
};

interface Walk {
  slips: Set<Member>;
  unseen: Set<Member>;
}

/** Somebody walks the rooms: who slipped out is not there, who passed the desk unseen is. What differs is put right. */
export const walkTheRooms = (scene: Scene, house: House, walk: Walk) =>
  house.headCount ? countHeads(scene, house, walk) : countPlaces(scene, house, walk);

const reason = 'Found so when the rooms were walked';

// Heads have no names: the desk finds out who is missing, checks them out, and says that this was it.
const countHeads = async (scene: Scene, house: House, { slips }: Walk) => {
  const { line, books } = scene;
  const params = { id: house.id };
  const here = inHouse(scene, house);
  const heads = here.length - slips.size;
  const done = await line.ask(house.staff, saveCensus, { params, body: { heads } }, 'census.save');
  if (!done.ok) return books.breach('a count was not saved', { house: house.id, codes: done.codes });
  books.count('count of heads');
  const { last, differences } = done.body;
  if (last?.expected !== here.length || last.found !== heads || differences.length !== Number(slips.size > 0))
    books.breach('the count says other heads', {
      house: house.id,
      said: done.body,
      here: here.length,
      heads,
    });
  for (const { stay, member } of here.filter(({ member: m }) => slips.has(m))) {
    await leaveEarly(scene, stay, member, false);
    books.count('missing from the heads');
  }
  for (const { id } of differences) await settle(scene, house, id, 'explained');
};

const countPlaces = async (scene: Scene, house: House, { slips, unseen }: Walk) => {
  const { line, books, night } = scene;
  const params = { id: house.id };
  const board = await line.ask(house.staff, readCurrentReservations, { params, query: {} });
  if (!board.ok) return;
  const really = new Set(
    [...inHouse(scene, house).map(({ member }) => member), ...unseen]
      .filter((m) => !slips.has(m))
      .map((m) => m.guestId),
  );
  const looked = board.body.rooms.flatMap((room) => room.places);
  const places = looked.map(({ bedId, guestId }) => ({
    bedId,
    found: guestId !== null && really.has(guestId) ? ('here' as const) : ('empty' as const),
  }));
  const done = await line.ask(house.staff, saveCensus, { params, body: { places } }, 'census.save');
  if (!done.ok) return books.breach('a count was not saved', { house: house.id, codes: done.codes });
  books.count('count of places');
  const known = new Map(done.body.differences.map((d) => [d.guestId, d]));
  const placed = new Set(looked.map((p) => p.guestId));
  const all = [...books.stays.values()].filter((s) => s.house === house);
  for (const member of [...slips, ...unseen].filter((m) => placed.has(m.guestId))) {
    const stay = all.find((s) => s.members.includes(member));
    const difference = known.get(member.guestId);
    known.delete(member.guestId);
    if (!stay || !difference) {
      books.breach('a count does not say what differs', { house: house.id, night, guest: member.guestId });
      continue;
    }
    const as = slips.has(member) ? 'left' : 'checked_in';
    const settled = await settle(scene, house, difference.id, as);
    if (!settled) continue;
    if (as === 'left') books.gone(stay, member);
    else {
      const { body } = await line.ask(house.staff, listBedNights, { params, query: { night } });
      member.enrollmentId = body.nights.find((n) => n.clientId === member.person.id)?.enrollmentId;
      books.arrived(stay, member, night, settled);
    }
    books.count(as === 'left' ? 'slipped out' : 'came unseen');
  }
  for (const difference of known.values())
    books.breach('a count tells a difference that is none', { house: house.id, night, difference });
};

/** Puts a difference right; where the door refuses who was found, they are sent away and the count was wrong. */
const settle = async (
  scene: Scene,
  house: House,
  id: number,
  as: 'left' | 'checked_in' | 'explained',
): Promise<When | undefined> => {
  const { line, books } = scene;
  const ask = (how: typeof as | 'miscounted') => {
    const body = { as: how, reason };
    return line.ask(house.staff, settleDifference, { params: { id }, body }, 'census.settle');
  };
  const done = await ask(as);
  if (done.ok) return done;
  if (as === 'checked_in' && (await ask('miscounted')).ok) books.count('refused at the door');
  else books.breach('a difference can’t be put right', { house: house.id, as, codes: done.codes });
  return undefined;
};
