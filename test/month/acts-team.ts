import { createClient, findLikelyDuplicates, recordConsent } from '../../contract/clients.ts';
import { giveLeave } from '../../contract/door.ts';
import { saveIntake } from '../../contract/enrollment.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import { finishAssessment, openAssessment } from '../../contract/placement.ts';
import {
  cancelReservation,
  moveReservation,
  readReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import type { Stay } from './books.ts';
import { parts, type Scene } from './scene.ts';
import type { Desk, Group, House, Person } from './world.ts';

const firstNames = 'Amina Rosa Jon Kaying Roy Chidi Elin Marisol Pang Tou Ruth Walt Noor Isaac Lan Bev'.split(
  ' ',
);
const lastNames =
  'Farah Garcia Nguyen Halvorsen Okafor Lindgren Yang Weir Patel Haddad Abebe Vang Reyes'.split(' ');

/** Somebody whom nobody knows calls: looked for, written down, asked about sharing. */
export const meet = async ({ line, books, chance, world }: Scene, desk: Desk): Promise<Group | undefined> => {
  const born = `${chance.between(1950, 2005)}-0${chance.between(1, 9)}-${chance.between(10, 28)}`;
  const client = { firstName: chance.pick(firstNames), lastName: chance.pick(lastNames), dob: born };
  const looked = await line.ask(desk, findLikelyDuplicates, { body: client });
  if (!looked.ok) return undefined;
  const made = await line.ask(
    desk,
    createClient,
    { body: { client, ticket: looked.body.ticket } },
    'client.create',
  );
  if (!made.ok) return undefined;
  const person: Person = { id: made.body.id, child: false };
  const said = { shares: chance.hit(0.7), method: 'verbal' as const };
  await line.ask(desk, recordConsent, { params: { id: person.id }, body: said }, 'client.consent');
  const group: Group = { people: [person], busy: true };
  world.groups.push(group);
  books.count('new person');
  return group;
};

const assess = async ({ line, books }: Scene, desk: Desk, { people }: Group) => {
  for (const { id } of people.filter((p) => !p.child)) {
    const opened = await line.ask(desk, openAssessment, { params: { id } }, 'assessment.open');
    if (!opened.ok) return;
    const { body } = opened;
    const done = await line.ask(
      desk,
      finishAssessment,
      { params: { id: body.id }, body: { answers: {}, version: body.version } },
      'assessment.finish',
    );
    if (done.ok) books.count('assessment');
  }
};

/** Intake of a group at a house for a first night: the first is head. */
const enroll = async ({ line, books }: Scene, desk: Desk, house: House, { people }: Group, night: Night) => {
  const members = people.map((p, i) => ({
    clientId: p.id,
    relationshipToHoH: i === 0 ? 1 : p.child ? 2 : 3,
    startDate: night,
  }));
  const saved = await line.ask(desk, saveIntake, { body: { facilityId: house.id, members } }, 'intake.save');
  if (saved.ok) books.count('intake');
  return saved;
};

/** A call: what the form says is missing is done, and the place is kept, or every reason why not. */
export const reserve = async (scene: Scene, desk: Desk, group: Group, house: House, nights: number) => {
  const { line, books, night } = scene;
  const body = {
    facilityId: house.id,
    guests: group.people.map((p) => ({ clientId: p.id })),
    ...(!house.extended && nights > 1 && { beginDate: night, endDate: addDays(night, nights) }),
  };
  // Where their enrollment is open still, the form would say so.
  if (group.leftOpen?.house !== house) await enroll(scene, desk, house, group, night);
  let saved = await line.ask(desk, saveReservation, { body }, 'reservation.save');
  for (let n = 0; n < 2 && !saved.ok; n++) {
    const lacks = (...codes: string[]) => saved.codes.some((code) => codes.includes(code));
    if (lacks('full', 'not_eligible', 'no_fitting_place', 'already_has_place')) break;
    if (lacks('no_assessment', 'assessment_too_old')) await assess(scene, desk, group);
    if (lacks('no_enrollment')) await enroll(scene, desk, house, group, night);
    saved = await line.ask(desk, saveReservation, { body }, 'reservation.save');
  }
  if (!saved.ok) {
    books.count('turned away');
    return;
  }
  books.book(group, house, saved.body, saved);
  books.count(nights > 1 && !house.extended ? 'booking of several nights' : 'booking');
  if (group.people.length > 1) books.count('booking of a family');
};

export const cancel = async ({ line, books }: Scene, desk: Desk, stay: Stay) => {
  const done = await line.ask(
    desk,
    cancelReservation,
    { params: { id: stay.id }, body: { reason: 'They found a place with family' } },
    'reservation.cancel',
  );
  if (!done.ok) return;
  books.over(stay);
  books.count('cancellation');
};

/** The same party to another shelter, before they have come anywhere. */
export const move = async (scene: Scene, desk: Desk, stay: Stay, house: House) => {
  const { line, books, night } = scene;
  const { group } = stay;
  if (!(await enroll(scene, desk, house, group, night)).ok) return;
  const read = await line.ask(desk, readReservation, { params: { id: stay.id } });
  if (!read.ok) return;
  const body = { facilityId: house.id, beginDate: night, version: read.body.version };
  const moved = await line.ask(desk, moveReservation, { params: { id: stay.id }, body }, 'reservation.move');
  if (!moved.ok) return;
  books.over(stay);
  books.book(group, house, moved.body, moved);
  books.count('move to another shelter');
};

/** The shelter lets a guest of several nights, or who lives there, be away until a night. */
export const letGo = async ({ line, books, night, chance }: Scene, stay: Stay) => {
  const { house } = stay;
  const member = chance.pick(parts(stay, house.extended ? 'here' : 'expected'));
  const until = addDays(night, house.extended ? chance.between(1, 2) : 1);
  if (!member || member.leave) return;
  const done = await line.ask(
    house.staff,
    giveLeave,
    { params: { id: member.guestId }, body: { kind: 'pass', until } },
    'guest.leave',
  );
  if (!done.ok) return;
  member.leave = { id: done.body.id, from: done.body.from, until: done.body.until };
  books.count('leave');
};
