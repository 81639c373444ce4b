import { readCensus, saveCensus, settleDifference } from '../../contract/census.ts';
import { answerLate, readLate } from '../../contract/late-arrivals.ts';
import { readCurrentReservations } from '../../contract/reservations.ts';
import type { Member, Stay } from './books.ts';
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

/** Somebody walks the rooms: who slipped out is not there, who passed the desk unseen is. What differs is put right. */
export const walkTheRooms = async (
  scene: Scene,
  house: House,
  { slips, unseen }: { slips: Set<Member>; unseen: Set<Member> },
) => {
  const { line, books, night } = scene;
  const params = { id: house.id };
  const here = inHouse(scene, house);
  if (house.headCount) {
    const done = await line.ask(
      house.staff,
      saveCensus,
      { params, body: { heads: here.length } },
      'census.save',
    );
    if (done.ok && done.body.last?.expected !== here.length)
      books.breach('the board counts other heads', {
        house: house.id,
        said: done.body.last,
        here: here.length,
      });
    if (done.ok) books.count('count of heads');
    return;
  }
  const board = await line.ask(house.staff, readCurrentReservations, { params, query: {} });
  if (!board.ok) return;
  const really = new Set(
    here
      .map(({ member }) => member)
      .filter((m) => !slips.has(m))
      .map((m) => m.guestId),
  );
  for (const m of unseen) really.add(m.guestId);
  const places = board.body.rooms.flatMap((room) =>
    room.places.map(({ bedId, guestId }) => ({
      bedId,
      found: guestId !== null && really.has(guestId) ? ('here' as const) : ('empty' as const),
    })),
  );
  const done = await line.ask(house.staff, saveCensus, { params, body: { places } }, 'census.save');
  if (!done.ok) return;
  books.count('count of places');
  const { body: census } = await line.ask(house.staff, readCensus, { params });
  const all = [...books.stays.values()].filter((s) => s.house === house);
  for (const difference of census.differences) {
    const stay = all.find((s) => s.members.some((m) => m.guestId === difference.guestId));
    const member = stay?.members.find((m) => m.guestId === difference.guestId);
    if (!stay || !member) continue;
    const as = slips.has(member) ? 'left' : unseen.has(member) ? 'checked_in' : undefined;
    if (!as || !difference.settlements.includes(as)) continue;
    const settled = await line.ask(
      house.staff,
      settleDifference,
      { params: { id: difference.id }, body: { as, reason: 'Found so when the rooms were walked' } },
      'census.settle',
    );
    if (!settled.ok) continue;
    if (as === 'left') books.gone(stay, member);
    else books.arrived(stay, member, night, settled);
    books.count(as === 'left' ? 'slipped out' : 'came unseen');
  }
};
