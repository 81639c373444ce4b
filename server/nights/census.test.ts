import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  addBedNight,
  listBedNights,
  readCensus,
  removeBedNight,
  saveCensus,
  settleDifference,
} from '../../contract/census.ts';
import { readDoor } from '../../contract/door.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import {
  checkIn,
  readCurrentReservations,
  saveReservation,
  undoCheckIn,
} from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

let county: County;
let hall: FacilityMade;
let made = 0;
const tonight = '2026-11-23';

beforeAll(async () => {
  county = await startCounty({ idleMinutes: 9000 });
});
afterAll(() => county.stop());
beforeEach(async () => {
  county.clock.set('2026-11-24T03:30:00Z');
  hall = await facility(county.database.db, county.birchwater, `Counting Hall ${++made}`, [
    { name: 'Dormitory', beds: ['single', 'single', 'single'] },
  ]);
});

/** Books somebody for tonight; returns the guest and bed as the board has them. */
const booked = async (name: string) => {
  const { id } = await client(county.database.db, county.team, name);
  const enrollmentId = await enrollment(county.database.db, id, hall);
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: hall.id, guests: [{ clientId: id }] },
  });
  expect(saved.status).toBe(201);
  const { guests } = await board();
  const guest = guests.find((g) => g.name === name)!;
  return { guestId: guest.guestId, bedId: guest.bedId!, clientId: id, enrollmentId };
};

const board = async () => {
  const staff = await county.staff();
  return (await staff.call(readCurrentReservations, { params: { id: hall.id }, query: {} })).body;
};

const inHouse = async (name: string) => {
  const guest = await booked(name);
  const staff = await county.staff();
  expect((await staff.call(checkIn, { params: { id: guest.guestId }, body: {} })).status).toBe(201);
  return guest;
};

type Found = 'here' | 'empty' | 'somebody_else' | 'elsewhere';
const counted = async (places: { bedId: number; found: Found; note?: string }[]) => {
  const staff = await county.staff();
  const answer = await staff.call(saveCensus, { params: { id: hall.id }, body: { places } });
  expect(answer.status).toBe(201);
  return answer.body;
};

describe('a count', () => {
  test('that agrees with the board confirms it, at the time of the count', async () => {
    const guest = await inHouse('Amina Jibril');
    expect((await board()).facility.countIsStale).toBe(true);
    const census = await counted(
      hall.bedIds.map((bedId) => ({ bedId, found: bedId === guest.bedId ? 'here' : 'empty' })),
    );
    expect(census).toMatchObject({
      last: { expected: 1, found: 1, complete: true, countedBy: 'Teo Lindgren', night: tonight },
      differences: [],
    });
    expect((await board()).facility).toMatchObject({
      countConfirmedAt: '2026-11-24T03:30:00.000Z',
      countIsStale: false,
    });
  });

  test('is saved though it contradicts promises, and confirms nothing until each difference is put right', async () => {
    const here = await inHouse('Walt Pierce');
    const late = await booked('Noor Haddad');
    const free = hall.bedIds.find((id) => id !== here.bedId && id !== late.bedId)!;
    const census = await counted([
      { bedId: here.bedId, found: 'empty' },
      { bedId: late.bedId, found: 'here' },
      { bedId: free, found: 'here', note: 'A man with a dog' },
    ]);
    expect(census.last).toMatchObject({ expected: 1, found: 2, complete: true });
    const about = new Map(census.differences.map((d) => [d.bedId, d]));
    expect(about.get(here.bedId)).toMatchObject({
      name: 'Walt Pierce',
      expected: 'in_house',
      found: 'empty',
      settlements: ['left', 'on_leave', 'miscounted'],
    });
    expect(about.get(late.bedId)).toMatchObject({ name: 'Noor Haddad', expected: 'expected', found: 'here' });
    expect(about.get(free)).toMatchObject({
      name: null,
      expected: 'nobody',
      found: 'somebody_else',
      note: 'A man with a dog',
    });
    expect((await board()).facility.countIsStale).toBe(true);

    const staff = await county.staff();
    const settle = (bedId: number, as: 'checked_in' | 'miscounted' | 'explained' | 'moved') =>
      staff.call(settleDifference, {
        params: { id: about.get(bedId)!.id },
        body: { as, reason: 'Looked again' },
      });
    expect((await settle(here.bedId, 'moved')).refusal.code).toBe('not_this_way');
    county.clock.set('2026-11-24T03:45:00Z');
    const arrived = await settle(late.bedId, 'checked_in');
    expect(arrived.body.differences).toHaveLength(2);
    expect((await board()).guests.find((g) => g.guestId === late.guestId)?.arrivedAt).not.toBeNull();
    expect((await settle(late.bedId, 'checked_in')).refusal.code).toBe('settled_already');
    await settle(here.bedId, 'miscounted');
    const done = await settle(free, 'explained');
    expect(done.body.differences).toEqual([]);
    expect((await board()).facility.countConfirmedAt).toBe('2026-11-24T03:30:00.000Z');
  });

  test('who was not found has left: the place is free, and no bed night is left of tonight', async () => {
    const gone = await inHouse('Mai Vo');
    const staff = await county.staff();
    const slept = async () =>
      (await staff.call(listBedNights, { params: { id: hall.id }, query: { night: tonight } })).body.nights;
    const tonights = await slept();
    const taken = await staff.call(removeBedNight, {
      params: { id: tonights[0]!.id },
      body: { reason: 'Gone' },
    });
    expect(taken.refusal.obstacles?.map((o) => o.code)).toEqual(['still_in_house', 'entry_night_stays']);
    const { differences } = await counted([{ bedId: gone.bedId, found: 'empty' }]);
    const left = await staff.call(settleDifference, {
      params: { id: differences[0]!.id },
      body: { as: 'left', reason: 'Seen going out with a bag' },
    });
    expect(left.body.differences).toEqual([]);
    expect((await board()).rooms[0]!.places.map((p) => p.state)).toEqual(['free', 'free', 'free']);
    expect(await slept()).toEqual([]);
  });

  test('who is on leave has it with the same act: no night of tonight, the place kept, expected again', async () => {
    county.clock.set('2026-11-23T03:30:00Z');
    const { id } = await client(county.database.db, county.team, 'Lia Away');
    await enrollment(county.database.db, id, hall, { plannedDate: '2026-11-22' });
    const saved = await county.specialist.call(saveReservation, {
      body: {
        facilityId: hall.id,
        guests: [{ clientId: id }],
        beginDate: '2026-11-22',
        endDate: '2026-11-28',
      },
    });
    const { guestId } = saved.body.guests[0]!;
    const staff = await county.staff();
    await staff.call(checkIn, { params: { id: guestId }, body: {} });
    county.clock.set('2026-11-24T03:30:00Z');
    await staff.call(checkIn, { params: { id: guestId }, body: {} });
    const { bedId } = (await board()).guests.find((g) => g.guestId === guestId)!;
    const { differences } = await counted([{ bedId: bedId!, found: 'empty' }]);
    const settle = (until?: Night) =>
      staff.call(settleDifference, {
        params: { id: differences[0]!.id },
        body: { as: 'on_leave', reason: 'At a sister’s', until },
      });
    const tooLong = await settle('2026-11-28');
    expect(tooLong.refusal.obstacles.map((o) => o.code)).toEqual(['leave_beyond_stay']);
    expect((await settle('2026-11-26')).body.differences).toEqual([]);
    const { onLeave } = (await staff.call(readDoor, { params: { id: hall.id } })).body;
    expect(onLeave).toEqual([
      expect.objectContaining({ guestId, from: tonight, until: '2026-11-26', reason: 'At a sister’s' }),
    ]);
    const { nights } = (
      await staff.call(listBedNights, { params: { id: hall.id }, query: { night: tonight } })
    ).body;
    expect(nights).toEqual([]);
    expect((await board()).rooms[0]!.places.map((p) => p.state).sort()).toEqual(['free', 'free', 'on_leave']);
  });

  test('who came tonight for the first time is not on leave: the refusal says so and nothing is put right', async () => {
    const guest = await inHouse('Nia New');
    const staff = await county.staff();
    const { differences } = await counted([{ bedId: guest.bedId, found: 'empty' }]);
    const refused = await staff.call(settleDifference, {
      params: { id: differences[0]!.id },
      body: { as: 'on_leave', reason: 'Said so' },
    });
    expect(refused.refusal.obstacles.map((o) => o.code)).toContain('leave_before_first_night');
    const { body } = await staff.call(readCensus, { params: { id: hall.id } });
    expect(body.differences).toHaveLength(1);
  });

  test('of some places is saved and confirms nothing; counted again, the older difference gives way', async () => {
    const guest = await inHouse('Curtis Bell');
    const first = await counted([{ bedId: guest.bedId, found: 'elsewhere' }]);
    expect(first).toMatchObject({
      last: { complete: false },
      differences: [{ settlements: ['moved', 'miscounted'] }],
    });
    const again = await counted([{ bedId: guest.bedId, found: 'here' }]);
    expect(again.differences).toEqual([]);
    expect((await board()).facility.countConfirmedAt).toBe('2026-11-23T15:00:00.000Z');
  });

  test('of heads is one number; another than is in house is a difference', async () => {
    await inHouse('Merle Dunn');
    const staff = await county.staff();
    const answer = await staff.call(saveCensus, { params: { id: hall.id }, body: { heads: 2 } });
    expect(answer.body).toMatchObject({
      last: { expected: 1, found: 2, complete: true },
      differences: [{ bedId: null, found: 'heads', settlements: ['explained', 'miscounted'] }],
    });
  });

  test('names only places of its own shelter, and something', async () => {
    const staff = await county.staff();
    const of = (body: object) => staff.call(saveCensus, { params: { id: hall.id }, body: body as never });
    expect(
      (await of({ places: [{ bedId: county.quarryRoad.bedIds[0], found: 'empty' }] })).refusal.code,
    ).toBe('no_such_bed');
    expect((await of({})).status).toBe(400);
    expect((await staff.call(readCensus, { params: { id: hall.id } })).body).toEqual({
      last: null,
      differences: [],
    });
  });
});

describe('an arrival typed in later', () => {
  test('has its real time, opens the same night, and can be taken back by who typed it', async () => {
    const guest = await booked('Ogechi Nwachukwu');
    const staff = await county.staff();
    const at = { params: { id: guest.guestId } };
    // 9:40 pm the evening before; it is 9:30 pm plus three hours, past midnight.
    county.clock.set('2026-11-24T06:30:00Z');
    const late = await staff.call(checkIn, { ...at, body: { arrivedAt: '2026-11-24T03:40:00Z' } });
    expect(late.body).toMatchObject({ night: tonight });
    expect((await board()).guests[0]?.arrivedAt).toBe('2026-11-24T03:40:00.000Z');
    expect((await staff.call(undoCheckIn, at)).status).toBe(200);
    const slept = await staff.call(listBedNights, { params: { id: hall.id }, query: { night: tonight } });
    expect(slept.body.nights).toEqual([]);
  });

  test('is refused for a time ahead or of another night', async () => {
    const guest = await booked('Isaac Fields');
    const staff = await county.staff();
    const codes = async (arrivedAt: string) =>
      (
        await staff.call(checkIn, { params: { id: guest.guestId }, body: { arrivedAt } })
      ).refusal.obstacles?.map((o) => o.code);
    expect(await codes('2026-11-24T03:31:00Z')).toEqual(['arrived_ahead']);
    // 3:59 am local is the night before.
    expect(await codes('2026-11-23T09:59:00Z')).toEqual(['arrived_other_night']);
    const { status } = await staff.call(checkIn, {
      params: { id: guest.guestId },
      body: { arrivedAt: 'yesterday' },
    });
    expect(status).toBe(400);
  });
});

describe('a night put right', () => {
  const of = async (night: Night) => {
    const staff = await county.staff();
    return (await staff.call(listBedNights, { params: { id: hall.id }, query: { night } })).body;
  };
  const sleeper = async (name: string, nights: Night[], more: { exitDate?: Night } = {}) => {
    const { db } = county.database;
    const { id: clientId } = await client(db, county.team, name);
    const enrollmentId = await enrollment(db, clientId, hall, { entryDate: nights[0] });
    await db
      .insertInto('bedNight')
      .values(
        nights.map((night) => ({
          enrollmentId,
          clientId,
          projectId: hall.projectId,
          facilityId: hall.id,
          night,
          recordedAt: new Date('2026-11-01T12:00:00Z'),
        })),
      )
      .execute();
    if (more.exitDate)
      await db
        .updateTable('enrollment')
        .set({ exitDate: more.exitDate })
        .where('id', '=', enrollmentId)
        .execute();
    return enrollmentId;
  };

  const standing = (id: number) =>
    county.database.db
      .selectFrom('enrollment')
      .select(['entryDate', 'exitDate', 'voidReason'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();

  test('is added and taken out with a reason; what was taken out can be added again', async () => {
    const enrollmentId = await sleeper('Eli Sandoval', ['2026-11-20', '2026-11-22']);
    const staff = await county.staff();
    expect((await of('2026-11-21')).absent).toMatchObject([{ name: 'Eli Sandoval', enrollmentId }]);
    const add = () =>
      staff.call(addBedNight, {
        params: { id: hall.id },
        body: { enrollmentId, night: '2026-11-21', reason: 'Slept on the sofa' },
      });
    const added = await add();
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({
      nights: [{ name: 'Eli Sandoval', addReason: 'Slept on the sofa', recordedBy: 'Teo Lindgren' }],
      absent: [],
    });
    expect((await add()).refusal.obstacles).toMatchObject([{ code: 'bed_night_once' }]);
    const removed = await staff.call(removeBedNight, {
      params: { id: added.body.nights[0]!.id },
      body: { reason: 'It was somebody else' },
    });
    expect(removed.body).toMatchObject({ nights: [], absent: [{ enrollmentId }] });
    expect((await add()).body.nights).toHaveLength(1);
  });

  test('never on the exit date, never before entry, never ahead; the night of entry stays', async () => {
    const enrollmentId = await sleeper('Hodan Farah', ['2026-11-20', '2026-11-21'], {
      exitDate: '2026-11-22',
    });
    const staff = await county.staff();
    const add = async (night: Night) =>
      (
        await staff.call(addBedNight, {
          params: { id: hall.id },
          body: { enrollmentId, night, reason: 'Was here' },
        })
      ).refusal.obstacles?.map((o) => o.code);
    expect(await add('2026-11-22')).toEqual(['after_exit']);
    expect(await add('2026-11-19')).toEqual(['before_entry']);
    expect(await add('2026-11-25')).toEqual(['night_ahead', 'after_exit']);
    const [entry] = (await of('2026-11-20')).nights;
    const out = await staff.call(removeBedNight, { params: { id: entry!.id }, body: { reason: 'No' } });
    expect(out.refusal.obstacles).toMatchObject([{ code: 'entry_night_stays' }]);
  });

  test('the exit moves with the last night, out and in again', async () => {
    const enrollmentId = await sleeper('Ines Moved', ['2026-11-20', '2026-11-21'], {
      exitDate: '2026-11-22',
    });
    const staff = await county.staff();
    const exitDate = async () => (await standing(enrollmentId)).exitDate;
    const last = (await of('2026-11-21')).nights.find((n) => n.enrollmentId === enrollmentId)!;
    await staff.call(removeBedNight, { params: { id: last.id }, body: { reason: 'Was not here' } });
    expect(await exitDate()).toBe('2026-11-21');
    const add = (night: Night) =>
      staff.call(addBedNight, {
        params: { id: hall.id },
        body: { enrollmentId, night, reason: 'Was here' },
      });
    expect((await add('2026-11-22')).refusal.obstacles.map((o) => o.code)).toEqual(['after_exit']);
    expect((await add('2026-11-21')).status).toBe(201);
    expect(await exitDate()).toBe('2026-11-22');
  });

  test('a last night that was forgotten is added by an administrator, and moves the exit behind it', async () => {
    const enrollmentId = await sleeper('Ada Forgotten', ['2026-11-20'], { exitDate: '2026-11-21' });
    const administrator = await county.administrator();
    const add = (night: Night) =>
      administrator.call(addBedNight, {
        params: { id: hall.id },
        body: { enrollmentId, night, reason: 'On the paper list' },
      });
    const told = await administrator.call(listBedNights, {
      params: { id: hall.id },
      query: { night: '2026-11-21' },
    });
    expect(told.body.absent).toContainEqual(expect.objectContaining({ enrollmentId, leftThatDay: true }));
    expect((await of('2026-11-21')).absent.map((a) => a.enrollmentId)).not.toContain(enrollmentId);
    expect((await add('2026-11-22')).refusal.obstacles.map((o) => o.code)).toEqual(['after_exit']);
    expect((await add('2026-11-21')).status).toBe(201);
    expect(await standing(enrollmentId)).toMatchObject({ exitDate: '2026-11-22' });

    await county.database.db
      .updateTable('enrollment')
      .set({ hudKey: 'from-elsewhere' })
      .where('id', '=', enrollmentId)
      .execute();
    expect((await add('2026-11-22')).refusal.obstacles.map((o) => o.code)).toEqual(['imported_stays']);
    expect(await standing(enrollmentId)).toMatchObject({ exitDate: '2026-11-22' });
  });

  test('the only night, not slept: an administrator takes it out, and the enrollment and its exit are void', async () => {
    const enrollmentId = await sleeper('Ida Never', ['2026-11-20'], { exitDate: '2026-11-21' });
    const [night] = (await of('2026-11-20')).nights.filter((n) => n.enrollmentId === enrollmentId);
    const take = (by: Caller) =>
      by.call(removeBedNight, { params: { id: night!.id }, body: { reason: 'Was her sister' } });
    const staff = await county.staff();
    expect((await take(staff)).refusal.obstacles.map((o) => o.code)).toEqual(['entry_night_stays']);
    const administrator = await county.administrator();
    expect((await take(administrator)).status).toBe(201);
    expect(await standing(enrollmentId)).toMatchObject({
      entryDate: null,
      exitDate: null,
      voidReason: 'Was her sister',
    });

    const two = await sleeper('Ida Twice', ['2026-11-20', '2026-11-21'], { exitDate: '2026-11-22' });
    const [entry] = (await of('2026-11-20')).nights.filter((n) => n.enrollmentId === two);
    const kept = await administrator.call(removeBedNight, {
      params: { id: entry!.id },
      body: { reason: 'No' },
    });
    expect(kept.refusal.obstacles.map((o) => o.code)).toEqual(['entry_night_stays']);

    const here = await inHouse('Ida Here');
    const [tonights] = (await of(tonight)).nights.filter((n) => n.enrollmentId === here.enrollmentId);
    county.clock.set('2026-11-25T15:00:00Z');
    const stays = await administrator.call(removeBedNight, {
      params: { id: tonights!.id },
      body: { reason: 'No' },
    });
    expect(stays.refusal.obstacles.map((o) => o.code)).toEqual(['still_in_house']);
  });

  test('written down of who slept elsewhere that night, it is disputed, and nobody is told where', async () => {
    const { db } = county.database;
    const enrollmentId = await sleeper('Olu Twice', ['2026-11-20']);
    const { clientId } = await db
      .selectFrom('enrollment')
      .select('clientId')
      .where('id', '=', enrollmentId)
      .executeTakeFirstOrThrow();
    const there = await enrollment(db, clientId, county.quarryRoad, { entryDate: '2026-11-21' });
    await db
      .insertInto('bedNight')
      .values({
        enrollmentId: there,
        clientId,
        projectId: county.quarryRoad.projectId,
        facilityId: county.quarryRoad.id,
        night: '2026-11-21',
        recordedAt: new Date('2026-11-21T12:00:00Z'),
      })
      .execute();
    const staff = await county.staff();
    const added = await staff.call(addBedNight, {
      params: { id: hall.id },
      body: { enrollmentId, night: '2026-11-21', reason: 'Was here' },
    });
    expect(added.status).toBe(201);
    expect(JSON.stringify(added.body)).not.toContain('Quarry');
    const rows = await db
      .selectFrom('bedNight')
      .select(['enrollmentId', 'disputedAt'])
      .where('clientId', '=', clientId)
      .where('night', '=', '2026-11-21')
      .execute();
    expect(rows.filter((r) => r.disputedAt !== null).map((r) => r.enrollmentId)).toEqual([enrollmentId]);
  });

  test('staff within the facility’s window; what is older is closed, and an administrator puts it right', async () => {
    const enrollmentId = await sleeper('Sunita Karki', ['2026-11-01', '2026-11-22']);
    const last = addDays(tonight, -7);
    const closed = addDays(last, -1);
    const on = (night: Night) => ({
      params: { id: hall.id },
      body: { enrollmentId, night, reason: 'Found in the paper roster' },
    });
    const administrator = await county.administrator();
    const supervisor = await county.supervisor();
    expect((await (await county.staff()).call(addBedNight, on(last))).status).toBe(201);
    for (const member of [await county.staff(), supervisor]) {
      const { refusal } = await member.call(addBedNight, on(closed));
      expect(refusal.obstacles).toMatchObject([
        {
          code: 'night_closed',
          message: 'Nights before this one are closed; ask an administrator to put them right',
          facts: { night: last },
        },
      ]);
    }
    expect((await of(closed)).mayCorrect).toBe(false);
    const added = await administrator.call(addBedNight, on(closed));
    expect(added.body).toMatchObject({ mayCorrect: true, nights: [{ name: 'Sunita Karki' }] });
    const removal = {
      params: { id: added.body.nights[0]!.id },
      body: { reason: 'The other Sunita' },
    };
    expect((await supervisor.call(removeBedNight, removal)).refusal.obstacles).toMatchObject([
      { code: 'night_closed' },
    ]);
    expect((await administrator.call(removeBedNight, removal)).body.nights).toEqual([]);
    const entries = await county.database.db
      .selectFrom('auditEntry')
      .select(['act', 'forOrganizationId'])
      .where('act', 'in', ['bed_night.add', 'bed_night.remove'])
      .orderBy('id', 'desc')
      .limit(2)
      .execute();
    expect(entries.map((e) => e.forOrganizationId)).toEqual([county.birchwater, county.birchwater]);
  });

  test('an extended-stay shelter has none', async () => {
    const staff = await county.staff();
    const answer = await staff.call(listBedNights, {
      params: { id: county.sundog.id },
      query: { night: tonight },
    });
    expect(answer.refusal.code).toBe('no_bed_nights');
  });
});
