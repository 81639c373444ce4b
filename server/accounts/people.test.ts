import { type Kysely, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSession } from '../../contract/accounts.ts';
import {
  addMembership,
  changeMembership,
  choosePassword,
  closeAccount,
  correctPerson,
  createPerson,
  endMembership,
  listPeople,
  makeFirstAdministrator,
  makePasswordLink,
  type Person,
  reopenAccount,
} from '../../contract/accounts-administration.ts';
import { type Caller, type RunningApp, startApp } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import type { DB } from '../database/generated-types.ts';
import { verifyAudit } from '../http/audit.ts';
import { firstAdministratorLink } from './store-people.ts';

const password = 'four quiet green boats';
/** Settles when two statements of this database wait for a lock. */
const twoWait = async (db: Kysely<DB>) => {
  for (;;) {
    const { rows } = await sql<{ n: number }>`select count(distinct l.pid) as n from pg_locks l
      join pg_stat_activity a on a.pid = l.pid where a.datname = current_database() and not l.granted`.execute(
      db,
    );
    if (rows[0]!.n >= 2) return;
  }
};

const tokenOf = (path: string) => path.split('/').at(-1)!;

describe('people', () => {
  let county: County;
  let administrator: Caller;
  beforeAll(async () => {
    county = await startCounty();
    administrator = await county.administrator();
  });
  afterAll(() => county.stop());

  const person = async (name: string): Promise<Person> => {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.org`;
    const made = await administrator.call(createPerson, { body: { name, email } });
    expect(made.status).toBe(201);
    return made.body;
  };
  const withPassword = async (name: string) => {
    const made = await person(name);
    const link = await administrator.call(makePasswordLink, { params: { id: made.id } });
    await county.nobody.call(choosePassword, { body: { token: tokenOf(link.body.path), password } });
    return made;
  };
  const signsIn = async (email: string, as = password) =>
    (
      await county.nobody.fetch('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password: as }),
      })
    ).ok;

  test('a new person chooses a password by a link that works once, and holds what they are given', async () => {
    const made = await person('Nia Osei');
    expect(made).toMatchObject({ hasPassword: false, linkUntil: null, closedAt: null, memberships: [] });
    const link = await administrator.call(makePasswordLink, { params: { id: made.id } });
    expect(link.body.until).toBe('2026-11-30T16:14:00.000Z');
    const given = await administrator.call(addMembership, {
      params: { id: made.id },
      body: { organizationId: county.birchwater, workgroup: 'emergency_shelter_staff', supervisor: true },
    });
    expect(given.body).toMatchObject({
      linkUntil: link.body.until,
      memberships: [
        {
          organization: { name: 'Birchwater Shelters' },
          supervisor: true,
          beginsOn: '2026-11-23',
          endsOn: null,
          state: 'in_force',
        },
      ],
    });
    const token = tokenOf(link.body.path);
    const weak = await county.nobody.call(choosePassword, {
      body: { token, password: 'nia.osei@example.org' },
    });
    expect(weak.refusal.fields).toEqual({
      'body.password': 'Take something else than your own name or address',
    });
    const chosen = await county.nobody.call(choosePassword, { body: { token, password } });
    expect(chosen).toMatchObject({ status: 201, body: { email: 'nia.osei@example.org' } });
    const again = await county.nobody.call(choosePassword, {
      body: { token, password: `${password} again` },
    });
    expect(again).toMatchObject({ status: 404, refusal: { code: 'dead_link' } });
    const nia = await county.signIn('nia.osei@example.org', { password });
    expect((await nia.call(readSession)).body.inForce).toMatchObject({
      workgroup: 'emergency_shelter_staff',
      supervisor: true,
    });
  });

  test('a link is dead after a week', async () => {
    const made = await person('Old Link');
    const link = await administrator.call(makePasswordLink, { params: { id: made.id } });
    county.clock.set('2026-11-30T16:14:01Z');
    const late = await county.nobody.call(choosePassword, {
      body: { token: tokenOf(link.body.path), password },
    });
    county.clock.set('2026-11-23T16:14:00Z');
    expect(late.refusal.code).toBe('dead_link');
  });

  test('resetting a password ends every session and the old password at once', async () => {
    const made = await withPassword('Rita Reset');
    const rita = await county.signIn('rita.reset@example.org', { password });
    expect((await rita.call(readSession)).status).toBe(200);
    const link = await administrator.call(makePasswordLink, { params: { id: made.id } });
    expect((await rita.call(readSession)).status).toBe(401);
    expect(await signsIn('rita.reset@example.org')).toBe(false);
    await county.nobody.call(choosePassword, {
      body: { token: tokenOf(link.body.path), password: 'another calm sentence' },
    });
    expect(await signsIn('rita.reset@example.org', 'another calm sentence')).toBe(true);
  });

  test('a closed account ends at once: sessions, password, combinations; it can be opened again', async () => {
    const made = await withPassword('Carl Closed');
    await administrator.call(addMembership, {
      params: { id: made.id },
      body: { organizationId: county.team, workgroup: 'shelter_reservation_team' },
    });
    const carl = await county.signIn('carl.closed@example.org', { password });
    const closed = await administrator.call(closeAccount, { params: { id: made.id } });
    expect(closed.body).toMatchObject({ hasPassword: false, memberships: [] });
    expect(closed.body.closedAt).not.toBeNull();
    expect((await carl.call(readSession)).status).toBe(401);
    expect(await signsIn('carl.closed@example.org')).toBe(false);
    const link = await administrator.call(makePasswordLink, { params: { id: made.id } });
    expect(link.refusal.obstacles).toMatchObject([{ code: 'account_closed', next: { act: 'reopen' } }]);
    expect((await administrator.call(closeAccount, { params: { id: made.id } })).refusal.code).toBe(
      'closed_already',
    );
    expect((await administrator.call(reopenAccount, { params: { id: made.id } })).body.closedAt).toBeNull();
  });

  test('two accounts never share an address, however it is spelled', async () => {
    await person('Uma Unique');
    const twice = await administrator.call(createPerson, {
      body: { name: 'Other Uma', email: ' Uma.Unique@Example.org ' },
    });
    expect(twice).toMatchObject({ status: 409, refusal: { code: 'user_email_once' } });
    const shapeless = await administrator.call(createPerson, {
      body: { name: 'No Address', email: 'nowhere' },
    });
    expect(shapeless.status).toBe(400);
    const other = await person('Vera Other');
    const stolen = await administrator.call(correctPerson, {
      params: { id: other.id },
      body: { name: 'Vera Other', email: 'uma.unique@example.org' },
    });
    expect(stolen.refusal.code).toBe('user_email_once');
  });

  test('a combination is refused with every reason', async () => {
    const made = await person('Max Manifold');
    const refused = await administrator.call(addMembership, {
      params: { id: made.id },
      body: {
        organizationId: county.birchwater,
        workgroup: 'shelter_reservation_team',
        reportsTo: made.id,
        beginsOn: '2026-12-01',
        endsOn: '2026-12-01',
      },
    });
    expect(refused.refusal.obstacles.map((o) => o.code)).toEqual([
      'other_workgroup',
      'reports_to_self',
      'ends_before_begin',
    ]);
    const body = { organizationId: county.birchwater, workgroup: 'emergency_shelter_staff' } as const;
    const [one, two] = await Promise.all([
      administrator.call(addMembership, { params: { id: made.id }, body }),
      administrator.call(addMembership, { params: { id: made.id }, body }),
    ]);
    expect([one.status, two.status].sort()).toEqual([201, 409]);
  });

  test('a combination changes, and ends from this second', async () => {
    const boss = await withPassword('Bo Boss');
    const made = await withPassword('Mel Member');
    const given = await administrator.call(addMembership, {
      params: { id: made.id },
      body: { organizationId: county.team, workgroup: 'shelter_reservation_team' },
    });
    const id = given.body.memberships[0]!.id;
    const changed = await administrator.call(changeMembership, {
      params: { id },
      body: { supervisor: true, reportsTo: boss.id, endsOn: '2027-01-01' },
    });
    expect(changed.body.memberships[0]).toMatchObject({
      supervisor: true,
      reportsTo: { name: 'Bo Boss' },
      endsOn: '2027-01-01',
    });
    const mel = await county.signIn('mel.member@example.org', { password });
    expect((await mel.call(readSession)).body.combinations.length).toBeGreaterThan(1);
    const ended = await administrator.call(endMembership, { params: { id } });
    expect(ended.body.memberships).toEqual([]);
    expect((await mel.call(readSession)).body.combinations).toEqual([]);
    const late = await administrator.call(changeMembership, {
      params: { id },
      body: { supervisor: false, reportsTo: null, endsOn: null },
    });
    expect(late.refusal.obstacles).toMatchObject([{ code: 'over' }]);
  });

  test('for administrators only', async () => {
    for (const caller of [county.specialist, await county.supervisor()]) {
      expect((await caller.call(listPeople)).status).toBe(403);
      expect((await caller.call(createPerson, { body: { name: 'X', email: 'x@example.org' } })).status).toBe(
        403,
      );
    }
    expect((await county.nobody.call(listPeople)).status).toBe(401);
  });
});

describe('the last administrator', () => {
  let county: County;
  beforeAll(async () => {
    county = await startCounty();
  });
  afterAll(() => county.stop());

  test('cannot be removed, by any road, also when two try to remove each other', async () => {
    const first = await county.administrator();
    const { body } = await first.call(listPeople);
    const pat = body.people.find((p) => p.name === 'Pat Olsen')!;
    const held = pat.memberships[0]!.id;
    const roads = [
      () => first.call(closeAccount, { params: { id: pat.id } }),
      () => first.call(endMembership, { params: { id: held } }),
      () =>
        first.call(changeMembership, {
          params: { id: held },
          body: { supervisor: false, reportsTo: null, endsOn: '2027-06-01' },
        }),
      () => first.call(makePasswordLink, { params: { id: pat.id } }),
    ];
    for (const road of roads) {
      const refused = await road();
      expect(refused.status).toBe(409);
      expect(refused.refusal.obstacles).toMatchObject([{ code: 'last_administrator' }]);
    }

    const made = await first.call(createPerson, {
      body: { name: 'Second Chief', email: 'second@example.org' },
    });
    await first.call(addMembership, {
      params: { id: made.body.id },
      body: { organizationId: pat.memberships[0]!.organization.id, workgroup: 'system_administrators' },
    });
    // Somebody who has no password yet can't take over.
    expect((await first.call(closeAccount, { params: { id: pat.id } })).refusal.code).toBe(
      'last_administrator',
    );
    const link = await first.call(makePasswordLink, { params: { id: made.body.id } });
    await county.nobody.call(choosePassword, { body: { token: tokenOf(link.body.path), password } });
    const second = await county.signIn('second@example.org', { password });
    // Both are stopped half-way, on a row that a third party holds, and go on at the same moment.
    const { db } = county.database;
    const both = await db.transaction().execute(async (holding) => {
      await sql`select from user_credential where user_id in (${pat.id}, ${made.body.id}) for update`.execute(
        holding,
      );
      const calls = [
        first.call(closeAccount, { params: { id: made.body.id } }),
        second.call(closeAccount, { params: { id: pat.id } }),
      ];
      await twoWait(db);
      return calls;
    });
    // Whose account the other closed first is told so, or is nobody any more: one of the two stays.
    const [done, refused] = (await Promise.all(both)).map((b) => b.status).sort();
    expect(done).toBe(201);
    expect([401, 403, 409]).toContain(refused);
    const { rows } = await sql`select from membership m join user_account u on u.id = m.user_id
      where m.workgroup = 'system_administrators' and u.closed_at is null`.execute(db);
    expect(rows).toHaveLength(1);
  });
});

describe('the first administrator', () => {
  let running: RunningApp;
  beforeAll(async () => {
    running = await startApp();
  });
  afterAll(() => running.stop());

  const body = {
    name: 'Ola First',
    email: 'ola@example.org',
    password,
    organizationName: 'Tamarack County',
  };

  test('is made by a link of an empty installation, once', async () => {
    const { db } = running.database;
    const wrong = await running.nobody.call(makeFirstAdministrator, { body: { ...body, token: 'guessed' } });
    expect(wrong).toMatchObject({ status: 404, refusal: { code: 'dead_link' } });
    const path = await firstAdministratorLink(db, running.clock.now());
    const other = await firstAdministratorLink(db, running.clock.now());
    expect(path).toMatch(/^\/first-administrator\/[\w-]{43}$/);
    const weak = await running.nobody.call(makeFirstAdministrator, {
      body: { ...body, password: 'aaaaaaaaaaaa', token: tokenOf(path!) },
    });
    expect(weak.status).toBe(400);
    const made = await Promise.all(
      [path, other].map((p) =>
        running.nobody.call(makeFirstAdministrator, { body: { ...body, token: tokenOf(p!) } }),
      ),
    );
    expect(made.map((m) => m.status).sort()).toEqual([201, 404]);
    const ola = await running.signIn('ola@example.org', { password });
    expect((await ola.call(readSession)).body.inForce).toMatchObject({
      workgroup: 'system_administrators',
      organization: { name: 'Tamarack County' },
    });
    expect(await firstAdministratorLink(db, running.clock.now())).toBeNull();
    const audited = await db
      .selectFrom('auditEntry')
      .select('act')
      .where('act', '=', 'first_administrator.make')
      .execute();
    expect(audited).toHaveLength(1);
    expect((await verifyAudit(db)).broken).toBeNull();
  });
});
