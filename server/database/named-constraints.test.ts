import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase } from '../../test/database.ts';
import {
  bar,
  client,
  enrollment,
  type FacilityMade,
  facility,
  organization,
  user,
} from '../../test/factories.ts';
import { refusalOf } from '../http/constraints.ts';

// Each named constraint that guards a single row's uniqueness: the same a second time is refused by the database alone,
// and its name says so to a person.
let database: Awaited<ReturnType<typeof freshDatabase>>;
let place: FacilityMade;
let team: number;
let shelter: number;
let person: number;
let account: string;
let stay: number;

beforeAll(async () => {
  database = await freshDatabase();
  const { db } = database;
  team = await organization(db, 'Team', 'reservation_team');
  shelter = await organization(db, 'Shelter', 'shelter');
  place = await facility(db, shelter, 'Place', [{ beds: ['lower', 'upper'] }]);
  person = (await client(db, team, 'Ann Once')).id;
  await bar(db, person, shelter);
  account = (await user(db, 'Ada Once', [])).id;
  stay = await enrollment(db, (await client(db, team, 'Ben Once')).id, place, { entryDate: '2026-11-23' });
});
afterAll(() => database.drop());

const at = new Date('2026-11-23T12:00:00Z');
const room = () => sql`(select min(id) from room where facility_id = ${place.id})`;
const enrolled = (entry: string | null) =>
  sql`insert into enrollment (client_id, project_id, organization_id, hud_household_id, planned_date, entry_date, created_at, updated_at)
    values (${person}, ${place.projectId}, ${shelter}, 'H', '2026-11-23', ${entry}::date, ${at}, ${at})`;
const rule = (column: 'room_id' | 'bed_id', id: RawBuilder<unknown>) =>
  sql`insert into placement_rule (facility_id, ${sql.ref(column)}, placement, nights, created_at)
    values (${place.id}, ${id}, 'men', '[2026-11-23,2026-11-30)', ${at})`;

/** What may be there once. */
const once: Record<string, () => RawBuilder<unknown>> = {
  one_pending_enrollment: () => enrolled(null),
  one_open_enrollment: () => enrolled('2026-11-23'),
  household_one_head: () =>
    sql`with h as (select coalesce(max(id), 0) as id from household), n as (
        insert into household (organization_id, created_at) select ${team}, ${at} from h where id = 0 returning id)
      insert into household_member (household_id, client_id, relationship_to_hoh, joined_at)
      select coalesce((select id from n), h.id), c.id, 1, ${at} from h, client c
      where not exists (select from household_member m where m.client_id = c.id) order by c.id limit 1`,
  alias_once: () =>
    sql`insert into client_alias (client_id, name, created_at) values (${person}, 'Annie', ${at})`,
  one_draft_per_client_and_team: () =>
    sql`insert into assessment (client_id, organization_id, form_id, started_at, saved_at)
      select ${person}, ${team}, min(id), ${at}, ${at} from assessment_form`,
  form_version_once: () =>
    sql`insert into assessment_form (organization_id, version, title, definition, published_at)
      values (${shelter}, 7, 'Ours', '{}', ${at})`,
  rule_once_per_room: () => rule('room_id', room()),
  rule_once_per_bed: () => rule('bed_id', sql`${place.bedIds[0]}`),
  overflow_once: () =>
    sql`insert into overflow_opening (facility_id, nights, reason, created_at)
      values (${place.id}, '[2026-11-23,2026-11-30)', 'Cold', ${at})`,
  room_name_once: () => sql`insert into room (facility_id, name) values (${place.id}, 'Attic')`,
  unit_name_once: () =>
    sql`insert into unit (facility_id, room_id, name, kind) values (${place.id}, ${room()}, 'Nook', 'cubicle')`,
  bed_label_once: () =>
    sql`insert into bed (facility_id, room_id, label, kind) values (${place.id}, ${room()}, 'Z1', 'mat')`,
  membership_once: () =>
    sql`insert into membership (user_id, organization_id, workgroup, begins_on, created_at)
      values (${account}, ${team}, 'shelter_reservation_team', '2026-11-23', ${at})`,
  agreement_once: () =>
    sql`insert into booking_agreement (team_organization_id, shelter_organization_id, begins_on, created_at)
      values (${team}, ${shelter}, '2026-11-23', ${at})`,
  client_card_pkey: () =>
    sql`insert into client_card (code, client_id, created_at) values ('CARD-1', ${person}, ${at})`,
  one_open_appeal: () =>
    sql`insert into bar_appeal (bar_id, filed_on, words, filed_at)
      select min(id), '2026-11-23', 'It was not me', ${at} from bar`,
  override_once: () =>
    sql`insert into bar_override (bar_id, facility_id, nights, reason, made_at)
      select min(id), ${place.id}, '[2026-11-23,2026-11-24)', 'Ill', ${at} from bar`,
  bed_night_once: () =>
    sql`insert into bed_night (enrollment_id, client_id, project_id, night, recorded_at)
      select id, client_id, project_id, '2026-11-23', ${at} from enrollment where id = ${stay}`,
};

describe('once, and the second time refused by name', () => {
  test.each(Object.keys(once))('%s', async (name) => {
    const insert = once[name]!();
    await insert.execute(database.db);
    const error: unknown = await once[name]!()
      .execute(database.db)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ constraint: name });
    expect(refusalOf(error)).toMatchObject({ status: 409, code: name });
  });
});

/** Tried elsewhere: promises and guests in constraints.test.ts, leave with the nights, an address over HTTP. */
const elsewhere = [
  'bed_promised_once',
  'client_promised_once',
  'unit_one_party',
  'guest_once_per_reservation',
  'one_hold_per_desk',
  'one_leave_at_a_time',
  'user_email_once',
];
/** No person can bring these about: keys of imports, words of search, and random codes. */
const ours = /hud_key_once|name_word_once|reservation_code_once/;

test('a named constraint that nobody has tried is not there', async () => {
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint where connamespace = 'public'::regnamespace and contype in ('u', 'x')
      and conname ~ '_once|^one_|_one_'
    union select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid
      where x.indisunique and i.relnamespace = 'public'::regnamespace and i.relname ~ '_once|^one_|_one_'`.execute(
    database.db,
  );
  const untried = rows.map(({ name }) => name).filter((name) => !(name in once) && !elsewhere.includes(name));
  expect(untried.filter((name) => !ours.test(name))).toEqual([]);
  expect(rows.length).toBeGreaterThan(20);
});
