import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../contract/nights.ts';
import { checkIn } from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, type FacilityMade, facility } from '../../test/factories.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.stop());

const hall = (name: string) => facility(county.database.db, county.birchwater, name, [{ beds: ['single'] }]);

describe('an arrival belongs to its night', () => {
  const nightOf = async (at: FacilityMade, instant: string, begin: string) => {
    const { id: clientId } = await client(county.database.db, county.team, `Nora ${instant}`);
    const id = await enrollment(county.database.db, clientId, at, { plannedDate: begin });
    // As booked in time: the reservation itself is not what this is about.
    const { rows } = await sql<{ guest: number }>`
      with p as (insert into party (created_at) values ('2026-01-02T12:00:00Z') returning id),
      r as (insert into reservation (code, facility_id, organization_id, project_id, party_id, door, begin_date, end_date, made_by_organization_id, created_at)
        select ${`T${id}`}, ${at.id}, ${at.organizationId}, ${at.projectId}, p.id, 'team', ${begin}::date, ${addDays(begin, 1)}::date, ${county.team}, '2026-01-02T12:00:00Z' from p
        returning id, party_id, project_id)
      insert into guest (reservation_id, party_id, project_id, client_id, enrollment_id, placement)
      select r.id, r.party_id, r.project_id, ${clientId}, ${id}, 'any' from r returning id as guest`.execute(
      county.database.db,
    );
    county.clock.set(instant);
    const staff = await county.signIn(county.emails.staff);
    const done = await staff.call(checkIn, { params: { id: rows[0]!.guest }, body: {} });
    const entered = await county.database.db
      .selectFrom('enrollment')
      .select('entryDate')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return {
      status: done.status,
      night: done.body.night,
      entry: entered.entryDate,
      why: done.status === 409 ? done.refusal.obstacles.map((o) => o.code) : [],
    };
  };

  test.each([
    ['00:30 belongs to the evening before', '2026-11-24T06:30:00Z', '2026-11-23'],
    ['03:59 still does', '2026-11-24T09:59:00Z', '2026-11-23'],
    ['the end of a month', '2026-12-01T06:30:00Z', '2026-11-30'],
    ['the end of a year', '2027-01-01T06:30:00Z', '2026-12-31'],
    ['a leap year’s 29 February', '2028-03-01T07:00:00Z', '2028-02-29'],
    ['the night that loses an hour, before', '2026-03-08T07:59:00Z', '2026-03-07'],
    ['the night that loses an hour, 03:59 on the new time', '2026-03-08T08:59:00Z', '2026-03-07'],
    ['the night that has an hour twice, its first 01:30', '2026-11-01T06:30:00Z', '2026-10-31'],
    ['the night that has an hour twice, its second 01:30', '2026-11-01T07:30:00Z', '2026-10-31'],
    ['the night that has an hour twice, 03:59', '2026-11-01T09:59:00Z', '2026-10-31'],
  ])('%s', async (_, instant, night) => {
    const at = await hall(`Night ${instant}`);
    const done = await nightOf(at, instant, night);
    expect(done).toEqual({ status: 201, night, entry: night, why: [] });
  });

  test.each([
    ['04:00', '2026-11-24T10:00:00Z', '2026-11-23'],
    ['04:00 after the hour was lost', '2026-03-08T09:00:00Z', '2026-03-07'],
    ['04:00 after the hour came twice', '2026-11-01T10:00:00Z', '2026-10-31'],
  ])('%s is the next night: the one before is over', async (_, instant, night) => {
    const at = await hall(`Over ${instant}`);
    const done = await nightOf(at, instant, night);
    expect(done).toMatchObject({ status: 409, entry: null, why: ['night_is_over'] });
  });
});
