import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import { client, enrollment, type FacilityMade, facility, organization } from '../../test/factories.ts';

// The database alone, without any of the product's code in front of it.
let database: Awaited<ReturnType<typeof freshDatabase>>;
let place: FacilityMade;
let team: number;

beforeAll(async () => {
  database = await freshDatabase();
  team = await organization(database.db, 'Team', 'reservation_team');
  const shelter = await organization(database.db, 'Shelter', 'shelter');
  place = await facility(database.db, shelter, 'Place', [
    { beds: ['lower', 'upper'] },
    { beds: ['single', 'single'], privateUnit: true },
  ]);
});
afterAll(() => database.drop());

/** A guest of a new party (or a given one) with a reservation at the place; returns what a promise needs. */
const someGuest = async (name: string, party?: number) => {
  const { db } = database;
  const { id: clientId } = await client(db, team, name);
  const enrollmentId = await enrollment(db, clientId, place);
  const partyId =
    party ??
    (await db.insertInto('party').values({ createdAt: new Date() }).returning('id').executeTakeFirstOrThrow())
      .id;
  const { rows } = await sql<{
    guestId: number;
  }>`with r as (insert into reservation (code, facility_id, organization_id, project_id, party_id, door,
      begin_date, end_date, made_by_organization_id, created_at)
      values (${`T${clientId}`}, ${place.id}, ${place.organizationId}, ${place.projectId}, ${partyId}, 'team', '2026-11-23', '2026-11-26', ${team}, now()) returning id)
    insert into guest (reservation_id, party_id, project_id, client_id, enrollment_id, placement)
    select id, ${partyId}, ${place.projectId}, ${clientId}, ${enrollmentId}, 'any' from r returning id as guest_id`.execute(
    db,
  );
  return { clientId, partyId, guestId: rows[0]!.guestId };
};

const promise = (
  guest: { clientId: number; partyId: number; guestId: number },
  bed: number,
  begin: string,
  end: string,
  db = database.db,
) =>
  sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, guest_id, client_id, nights, created_at)
    select 'promise', facility_id, id, unit_key, ${guest.partyId}, ${guest.guestId}, ${guest.clientId}, daterange(${begin}::date, ${end}::date), now()
    from bed where id = ${place.bedIds[bed]!}`.execute(db);

const named = (constraint: string) => expect.objectContaining({ constraint });

describe('the database refuses', () => {
  test('one bed to two people on any night, and takes the day of leaving as free', async () => {
    const [a, b] = [await someGuest('Ann One'), await someGuest('Ben Two')];
    await promise(a, 0, '2026-11-23', '2026-11-25');
    await expect(promise(b, 0, '2026-11-24', '2026-11-26')).rejects.toEqual(named('bed_promised_once'));
    await promise(b, 0, '2026-11-25', '2026-11-26');
  });

  test('two beds to one person on any night, also without an end', async () => {
    const a = await someGuest('Cid Three');
    await promise(a, 1, '2026-12-01', 'infinity');
    await expect(promise(a, 0, '2027-05-01', '2027-05-02')).rejects.toEqual(named('client_promised_once'));
  });

  test('a private unit to two parties, and lets one party have all of it', async () => {
    const a = await someGuest('Dee Four');
    const child = await someGuest('Eve Four', a.partyId);
    const stranger = await someGuest('Fay Five');
    await promise(a, 2, '2026-11-23', '2026-11-24');
    await expect(promise(stranger, 3, '2026-11-23', '2026-11-24')).rejects.toEqual(named('unit_one_party'));
    await promise(child, 3, '2026-11-23', '2026-11-24');
  });

  test('a chain of swaps may pass through each other, and is checked at the end of the transaction', async () => {
    const [a, b] = [await someGuest('Gus Six'), await someGuest('Hal Seven')];
    await promise(a, 0, '2026-12-20', '2026-12-21');
    await promise(b, 2, '2026-12-20', '2026-12-21');
    const swap = (to: [number, number]) =>
      database.db.transaction().execute(async (db) => {
        await sql`set constraints all deferred`.execute(db);
        for (const [i, guest] of [a, b].entries()) {
          await sql`update bed_assignment set bed_id = ${place.bedIds[to[i]!]!}, unit_key = (select unit_key from bed where id = ${place.bedIds[to[i]!]!}) where guest_id = ${guest.guestId}`.execute(
            db,
          );
        }
      });
    await swap([2, 0]);
    await expect(swap([0, 0])).rejects.toEqual(named('bed_promised_once'));
  });

  test('an enrollment of another person or project under a guest', async () => {
    const [a, b] = [await someGuest('Ida Eight'), await someGuest('Jon Nine')];
    await expect(
      sql`update guest set enrollment_id = (select enrollment_id from guest where id = ${b.guestId}) where id = ${a.guestId}`.execute(
        database.db,
      ),
    ).rejects.toEqual(named('guest_enrollment_agrees'));
  });

  test('a person twice in one reservation', async () => {
    const { guestId } = await someGuest('Kay Ten');
    await expect(
      sql`insert into guest (reservation_id, party_id, project_id, client_id, enrollment_id, placement)
        select reservation_id, party_id, project_id, client_id, enrollment_id, placement from guest where id = ${guestId}`.execute(
        database.db,
      ),
    ).rejects.toEqual(named('guest_once_per_reservation'));
  });

  test('two holds of one bed by one desk, whatever the nights', async () => {
    const { partyId } = await someGuest('Lee Eleven');
    const hold = (begin: string, end: string) =>
      sql`insert into bed_assignment (kind, facility_id, bed_id, unit_key, party_id, nights, desk, expires_at, created_at)
        select 'hold', facility_id, id, unit_key, ${partyId}, daterange(${begin}::date, ${end}::date), 'desk 1', now(), now()
        from bed where id = ${place.bedIds[3]!}`.execute(database.db);
    await hold('2027-02-01', '2027-02-02');
    await expect(hold('2027-02-05', '2027-02-06')).rejects.toEqual(named('one_hold_per_desk'));
  });

  test('a change of the audit, by anybody who is the application', async () => {
    const { db } = database;
    await db
      .insertInto('auditEntry')
      .values({ at: new Date(), act: 'test', requestId: 'r1', detail: '{}' })
      .execute();
    await expect(sql`update audit_entry set act = 'other'`.execute(db)).rejects.toThrow(
      /permission denied|append-only/,
    );
    await expect(sql`delete from audit_entry`.execute(db)).rejects.toThrow(/permission denied|append-only/);
    await expect(sql`truncate audit_entry cascade`.execute(db)).rejects.toThrow(
      /permission denied|append-only/,
    );
  });
});
