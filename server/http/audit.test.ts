import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readClient, readWhoHasSeen } from '../../contract/clients.ts';
import {
  cancelReservation,
  changeDates,
  moveReservation,
  saveReservation,
} from '../../contract/reservations.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment } from '../../test/factories.ts';
import { sealAudit, verifyAudit } from './audit.ts';

let county: County;
beforeAll(async () => {
  county = await startCounty();
});
afterAll(() => county.stop());

test('every view and every write of a record is kept with who, as whom and for whom, and shown on its page', async () => {
  const { db } = county.database;
  const ruth = await client(db, county.team, 'Ruth Weir');
  await enrollment(db, ruth.id, county.commons);
  await county.specialist.call(readClient, { params: { id: ruth.id } });
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: ruth.id }] },
  });
  expect(saved.status).toBe(201);
  const entries = await db
    .selectFrom('auditEntry')
    .select(['act', 'actingOrganizationId', 'forOrganizationId', 'facilityId', 'clientIds'])
    .orderBy('id')
    .execute();
  expect(
    entries.filter((e) => (e.clientIds as unknown as number[]).map(Number).includes(ruth.id)),
  ).toMatchObject([
    { act: 'client.view', actingOrganizationId: county.team },
    {
      act: 'reservation.save',
      actingOrganizationId: county.team,
      forOrganizationId: county.birchwater,
      facilityId: county.commons.id,
    },
  ]);
  const seen = await county.specialist.call(readWhoHasSeen, { params: { id: ruth.id }, query: {} });
  expect(seen.body.entries.map((e) => e.userName)).toContain('Imani Solberg');
});

test('every act on a reservation names the shelter on whose behalf it was done; a move names both', async () => {
  const { db } = county.database;
  const roza = await client(db, county.team, 'Roza Moves');
  await enrollment(db, roza.id, county.commons);
  const saved = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: roza.id }] },
  });
  const changed = await county.specialist.call(changeDates, {
    params: { id: saved.body.id },
    body: { beginDate: '2026-11-24', version: saved.body.version },
  });
  const moved = await county.specialist.call(moveReservation, {
    params: { id: saved.body.id },
    body: { facilityId: county.quarryRoad.id, version: changed.body.version },
  });
  const cancelled = await county.specialist.call(cancelReservation, {
    params: { id: moved.body.id },
    body: { reason: 'Found a sofa' },
  });
  expect(cancelled.status).toBe(201);
  const { rows } = await sql<{ act: string; forOrganizationId: number; detail: object }>`
    select act, for_organization_id, detail from audit_entry
    where ${roza.id} = any(client_ids) and act like 'reservation.%' order by id`.execute(db);
  expect(rows).toMatchObject([
    { act: 'reservation.save', forOrganizationId: county.birchwater },
    { act: 'reservation.change_dates', forOrganizationId: county.birchwater },
    {
      act: 'reservation.move',
      forOrganizationId: county.quarry,
      detail: { fromFacility: county.commons.id, fromOrganization: county.birchwater },
    },
    { act: 'reservation.cancel', forOrganizationId: county.quarry },
  ]);
});

test('a refused act leaves no audit of a write, and nothing else', async () => {
  const { db } = county.database;
  const before = await db
    .selectFrom('auditEntry')
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  const roy = await client(db, county.team, 'Roy Refused', { dob: null });
  const refused = await county.specialist.call(saveReservation, {
    body: { facilityId: county.commons.id, guests: [{ clientId: roy.id }] },
  });
  expect(refused.status).toBe(409);
  const after = await db
    .selectFrom('auditEntry')
    .select((e) => e.fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  expect(after).toEqual(before);
});

test('the chain is whole, and says which entry was changed by somebody who may do anything', async () => {
  const { db } = county.database;
  while ((await sealAudit(db)) > 0);
  const whole = await verifyAudit(db);
  expect(whole).toMatchObject({ unsealed: 0, broken: null });
  expect(whole.sealed).toBeGreaterThan(2);
  const owner = new pg.Client({ connectionString: county.database.databaseUrl });
  await owner.connect();
  await owner.query('alter table audit_entry disable trigger audit_entry_append_only');
  await owner.query(
    "update audit_entry set act = 'nothing.happened' where id = (select audit_entry_id from audit_seal where position = 2)",
  );
  await owner.end();
  expect((await verifyAudit(db)).broken).toBe(2);
});
