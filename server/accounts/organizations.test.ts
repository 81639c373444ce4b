import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSession } from '../../contract/accounts.ts';
import {
  closeOrganization,
  correctOrganization,
  createOrganization,
  endAgreement,
  listAgreements,
  listOrganizations,
  makeAgreement,
  readTeamSettings,
  reopenOrganization,
  saveTeamSettings,
} from '../../contract/accounts-administration.ts';
import { readReservation, saveReservation } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { client, enrollment, user } from '../../test/factories.ts';

let county: County;
let administrator: Caller;
beforeAll(async () => {
  county = await startCounty();
  administrator = await county.administrator();
});
afterAll(() => county.stop());

const made = async (name: string, kind: 'shelter' | 'reservation_team' | 'administration') =>
  (await administrator.call(createOrganization, { body: { name, kind } })).body;

describe('organizations', () => {
  test('are made, corrected and listed with what hangs on them', async () => {
    const wren = await made('Wren House', 'shelter');
    expect(wren).toMatchObject({
      kind: 'shelter',
      victimServiceProvider: false,
      phone: null,
      people: 0,
      agreements: 0,
    });
    const corrected = await administrator.call(correctOrganization, {
      params: { id: wren.id },
      body: { name: 'Wren House for Women', victimServiceProvider: true, phone: '(555) 014-0123' },
    });
    expect(corrected.body).toMatchObject({ name: 'Wren House for Women', victimServiceProvider: true });
    const { body } = await administrator.call(listOrganizations);
    expect(body.organizations.find((o) => o.id === county.birchwater)).toMatchObject({
      people: 2,
      facilities: 2,
      agreements: 1,
    });
  });

  test('one is closed only when nothing hangs on it, and all that hangs is said', async () => {
    const refused = await administrator.call(closeOrganization, { params: { id: county.birchwater } });
    expect(refused.refusal.obstacles.map((o) => o.code)).toEqual([
      'has_people',
      'has_facilities',
      'has_agreements',
    ]);
    const own = (await administrator.call(readSession)).body.inForce!.organization.id;
    const last = await administrator.call(closeOrganization, { params: { id: own } });
    expect(last.refusal.obstacles.map((o) => o.code)).toContain('last_administrator');
    const empty = await made('Short-lived', 'shelter');
    const closed = await administrator.call(closeOrganization, { params: { id: empty.id } });
    expect(closed.body.closedAt).toBe('2026-11-23T16:14:00.000Z');
    expect(
      (await administrator.call(reopenOrganization, { params: { id: empty.id } })).body.closedAt,
    ).toBeNull();
  });
});

describe('teams', () => {
  const settings = {
    opensFirst: 'assessment',
    assessmentValidDays: 30,
    timeZone: 'America/Denver',
    linePhone: '(555) 014-0100',
    lineHours: '10:00 to 18:00',
    lineHoursInSpanish: '10:00 a 18:00',
  } as const;

  test('their settings are kept by administrators and by the team’s own supervisors', async () => {
    const saved = await administrator.call(saveTeamSettings, { params: { id: county.team }, body: settings });
    expect(saved.body).toEqual({
      ...settings,
      organization: { id: county.team, name: 'Tamarack County Front Door' },
    });
    expect((await county.specialist.call(readSession)).body.opensFirst).toBe('assessment');
    expect((await county.specialist.call(readTeamSettings, { params: { id: county.team } })).status).toBe(
      200,
    );
    expect(
      (await county.specialist.call(saveTeamSettings, { params: { id: county.team }, body: settings }))
        .status,
    ).toBe(403);
    const lead = await user(county.database.db, 'Lea Leader', [
      { organizationId: county.team, workgroup: 'shelter_reservation_team', supervisor: true },
    ]);
    const leader = await county.signIn(lead.email);
    expect(
      (await leader.call(saveTeamSettings, { params: { id: county.team }, body: settings })).status,
    ).toBe(200);
    expect(
      (await leader.call(saveTeamSettings, { params: { id: county.otherTeam }, body: settings })).status,
    ).toBe(404);
  });

  test('a time zone that nobody has is refused in words', async () => {
    const refused = await administrator.call(saveTeamSettings, {
      params: { id: county.team },
      body: { ...settings, timeZone: 'America/Lakemoor' },
    });
    expect(refused.refusal.fields).toEqual({
      'body.timeZone': 'There is no such time zone; write it like America/Chicago',
    });
  });
});

describe('booking agreements', () => {
  test('one makes a shelter bookable at once, and ending it takes effect at once; what was booked stays', async () => {
    const { db } = county.database;
    const caller = await county.otherSpecialist();
    const guest = await client(db, county.otherTeam, 'Gwen Agreed');
    await enrollment(db, guest.id, county.commons);
    const book = (beginDate: string) =>
      caller.call(saveReservation, {
        body: { facilityId: county.commons.id, guests: [{ clientId: guest.id }], beginDate },
      });
    expect((await book('2026-11-24')).status).toBe(404);
    const agreed = await administrator.call(makeAgreement, {
      body: { teamId: county.otherTeam, shelterId: county.birchwater },
    });
    expect(agreed.body).toMatchObject({ beginsOn: '2026-11-23', endsOn: null, state: 'in_force' });
    const saved = await book('2026-11-24');
    expect(saved.status).toBe(201);
    expect((await caller.call(readSession)).body.combinations).toHaveLength(2);

    const ended = await administrator.call(endAgreement, { params: { id: agreed.body.id }, body: {} });
    expect(ended.body).toMatchObject({ endsOn: '2026-11-23', state: 'over' });
    expect((await caller.call(readSession)).body.combinations).toHaveLength(1);
    expect((await book('2026-11-26')).status).toBe(404);
    expect((await caller.call(readReservation, { params: { id: saved.body.id } })).body.state).toBe(
      'expected',
    );
    expect(
      (await administrator.call(endAgreement, { params: { id: agreed.body.id }, body: {} })).refusal.code,
    ).toBe('over');
  });

  test('two never overlap, and the two sides must be what they are called', async () => {
    const twice = await administrator.call(makeAgreement, {
      body: { teamId: county.team, shelterId: county.birchwater },
    });
    expect(twice.refusal.code).toBe('agreement_once');
    const wrong = await administrator.call(makeAgreement, {
      body: {
        teamId: county.birchwater,
        shelterId: county.team,
        beginsOn: '2026-12-01',
        endsOn: '2026-12-01',
      },
    });
    expect(wrong.refusal.obstacles.map((o) => o.code)).toEqual([
      'not_a_team',
      'not_a_shelter',
      'ends_before_begin',
    ]);
    const list = await administrator.call(listAgreements);
    expect(list.body.agreements.filter((a) => a.state === 'in_force').map((a) => a.shelter.name)).toEqual([
      'Birchwater Shelters',
      'Quarry Road Shelter',
    ]);
    expect((await county.specialist.call(listAgreements)).status).toBe(403);
  });
});
