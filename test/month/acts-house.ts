import { issueBar, liftBar, overrideBar } from '../../contract/bars.ts';
import {
  type Consequences,
  closeBeds,
  endClosure,
  endOverflow,
  listClosures,
  openOverflow,
  previewClosure,
  previewOverflowEnding,
} from '../../contract/displacement.ts';
import { readFacilityAdministration } from '../../contract/facilities-administration.ts';
import { addDays } from '../../contract/nights.ts';
import { barAsked } from '../factories.ts';
import type { Scene } from './scene.ts';
import type { House, Person } from './world.ts';

/** Whom a change displaced, its desks were told; whom it seated again, too. */
const tell = ({ books }: Scene, { displaced, seatedAgain }: Consequences) => {
  for (const { reservationId } of displaced) {
    books.told.add(reservationId);
    books.count('displaced, and told');
  }
  for (const _ of seatedAgain) books.count('seated again');
};

const seen = (shown: { ok: boolean; body: Consequences }) => ({
  displacing: shown.ok ? [...new Set(shown.body.displaced.map((d) => d.reservationId))] : [],
  acceptDisplaced: true,
});

/** A supervisor closes some places for a night or two, whoever is promised them. */
export const close = async (scene: Scene, house: House) => {
  const { line, books, chance, night } = scene;
  const params = { id: house.id };
  const bedIds = chance
    .shuffle(house.closable)
    .slice(0, chance.hit(0.4) ? house.closable.length : chance.between(2, 4));
  const asked = {
    bedIds,
    reason: 'Painting',
    beginDate: night,
    endDate: addDays(night, chance.between(1, 2)),
  };
  const shown = await line.ask(house.supervisor, previewClosure, { params, body: asked });
  const body = { ...asked, ...seen(shown) };
  const done = await line.ask(house.supervisor, closeBeds, { params, body }, 'closure.make');
  if (!done.ok) return;
  tell(scene, done.body);
  books.count('beds closed');
};

export const reopen = async (scene: Scene, house: House) => {
  const { line, books } = scene;
  const list = await line.ask(house.supervisor, listClosures, { params: { id: house.id } });
  const [first] = list.ok ? list.body.closures : [];
  if (!first) return;
  const done = await line.ask(house.supervisor, endClosure, { params: { id: first.id } }, 'closure.end');
  if (!done.ok) return;
  tell(scene, done.body);
  books.count('beds opened again');
};

/** Overflow opens for a cold night, and closes before its time. */
export const overflow = async (scene: Scene, house: House) => {
  const { line, books, night, world } = scene;
  const read = await line.ask(world.office, readFacilityAdministration, { params: { id: house.id } });
  if (!read.ok) return;
  const [opening] = read.body.openings;
  if (!opening) {
    const body = { beginDate: night, endDate: addDays(night, 3), reason: 'Cold', acceptDisplaced: true };
    const done = await line.ask(
      house.supervisor,
      openOverflow,
      { params: { id: house.id }, body },
      'overflow.open',
    );
    if (!done.ok) return;
    tell(scene, done.body);
    books.count('overflow opened');
    return;
  }
  const params = { id: opening.id };
  const shown = await line.ask(house.supervisor, previewOverflowEnding, { params, body: {} });
  const done = await line.ask(house.supervisor, endOverflow, { params, body: seen(shown) }, 'overflow.end');
  if (!done.ok) return;
  tell(scene, done.body);
  books.count('overflow closed');
};

/** A supervisor bars a person for some nights. Reservations that it touches are named in the answer. */
export const bar = async (scene: Scene, house: House, person: Person) => {
  const { line, books, chance, night, now } = scene;
  const endDate = addDays(night, chance.between(2, 9));
  const notice = { given: { how: 'spoken' as const, language: 'English', at: now.toISOString() } };
  const body = barAsked(person.id, { incidentDate: night, beginDate: night, endDate, notice });
  const done = await line.ask(house.supervisor, issueBar, { body }, 'bar.issue');
  if (!done.ok) return;
  books.bars.push({
    id: done.body.id,
    personId: person.id,
    organizationId: house.organizationId,
    begin: night,
    end: endDate,
    heard: done.heard,
    overrides: [],
  });
  books.count('bar');
  const live = [...books.stays.values()].find(
    (s) =>
      s.house.organizationId === house.organizationId &&
      s.end > night &&
      s.members.some((m) => m.person.id === person.id && m.state !== 'gone'),
  );
  if (live && !done.body.touches.some((t) => t.reservationId === live.id))
    books.breach('a bar does not name the stay that it touches', { bar: done.body.id, reservation: live.id });
  if (live) books.count('bar on a stay');
};

export const lift = async ({ line, books }: Scene, house: House, which: number) => {
  const known = books.bars[which]!;
  const before = known.liftSent;
  known.liftSent = 0;
  const done = await line.ask(
    house.supervisor,
    liftBar,
    { params: { id: known.id }, body: { reason: 'Talked it over' } },
    'bar.lift',
  );
  known.liftSent = done.ok ? done.sent : before;
  if (done.ok) books.count('bar lifted');
};

/** Barred, and let in for this night all the same. */
export const override = async ({ line, books, night }: Scene, house: House, which: number) => {
  const known = books.bars[which]!;
  const body = { facilityId: house.id, beginDate: night, endDate: addDays(night, 1), reason: 'Very cold' };
  const done = await line.ask(
    house.supervisor,
    overrideBar,
    { params: { id: known.id }, body },
    'bar.override',
  );
  if (!done.ok) return;
  known.overrides.push({ houseId: house.id, night, heard: done.heard });
  books.count('bar overridden');
};
