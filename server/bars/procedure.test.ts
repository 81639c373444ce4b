import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  decideAppeal,
  declareExtremeWeather,
  endExtremeWeather,
  endOverride,
  fileAppeal,
  giveWarning,
  issueBar,
  liftBar,
  listBars,
  listWarnings,
  overrideBar,
  readBar,
  readBarReport,
  recordNotice,
  reviewBar,
  setHearing,
  shortenBar,
} from '../../contract/bars.ts';
import { listWithoutPlace } from '../../contract/displacement.ts';
import { saveIntake } from '../../contract/enrollment.ts';
import { checkIn, checkReservation, readReservation, saveReservation } from '../../contract/reservations.ts';
import type { Caller } from '../../test/app.ts';
import { type County, startCounty } from '../../test/county.ts';
import { bar, barAsked, client, enrollment, user } from '../../test/factories.ts';
import { withoutSmallCounts } from './rules.ts';

let county: County;
let staff: Caller;
let supervisor: Caller;
beforeAll(async () => {
  county = await startCounty();
  staff = await county.staff();
  supervisor = await county.supervisor();
});
afterAll(() => county.stop());

const guest = async (name: string) => {
  const made = await client(county.database.db, county.team, name);
  await enrollment(county.database.db, made.id, county.commons);
  return made.id;
};
const codes = (answer: { refusal: { obstacles?: { code: string }[] } }) =>
  (answer.refusal.obstacles ?? []).map((o) => o.code);
const book = (clientId: number, beginDate?: string, endDate?: string) =>
  county.specialist.call(saveReservation, {
    body: {
      facilityId: county.commons.id,
      guests: [{ clientId }],
      ...(beginDate && { beginDate }),
      ...(endDate && { endDate }),
    },
  });
const issued = async (clientId: number, more: Parameters<typeof barAsked>[1] = {}) => {
  const answer = await staff.call(issueBar, { body: barAsked(clientId, more) });
  expect(answer.status).toBe(201);
  return answer.body.id;
};
const read = async (id: number) => (await staff.call(readBar, { params: { id } })).body;
const acts = async (id: number) => (await read(id)).history.map((h) => h.act);

describe('R25: a warning comes first where the rule is no immediate threat', () => {
  test('it is asked for, counts for the same rule within 30 days, and may be skipped for a reason', async () => {
    const id = await guest('Lad Der');
    const rules = (more = {}) =>
      staff.call(issueBar, { body: barAsked(id, { reasonCode: 'rules', ...more }) });
    const refused = await rules();
    expect(refused.status).toBe(409);
    expect(codes(refused)).toEqual(['warning_first']);

    const warn = (reasonCode: 'rules' | 'theft') =>
      staff.call(giveWarning, {
        body: { clientId: id, reasonCode, incidentDate: '2026-11-22', told: 'Do not smoke in bed' },
      });
    expect((await warn('theft')).status).toBe(201);
    expect(codes(await rules())).toEqual(['warning_first']);
    expect((await warn('rules')).status).toBe(201);
    const { warnings } = (await staff.call(listWarnings, { query: { clientId: id } })).body;
    expect(warnings.map((w) => [w.reasonCode, w.counts])).toEqual([
      ['rules', true],
      ['theft', true],
    ]);
    const after = await rules();
    expect(after.status).toBe(201);
    expect((await read(after.body.id)).warning).toMatchObject({ told: 'Do not smoke in bed' });

    const skipped = await issued(id, { reasonCode: 'harassment', withoutWarning: 'It went on for weeks' });
    expect((await read(skipped)).withoutWarning).toBe('It went on for weeks');
  });

  test('the thirtieth day is the last on which it counts', async () => {
    const warned = async (givenAt: string) => {
      const clientId = await guest('Long Ago');
      const { birchwater: organizationId } = county;
      const words = { reasonCode: 'rules', incidentOn: '2026-10-20', told: 'Do not smoke' };
      await county.database.db
        .insertInto('barWarning')
        .values({ clientId, organizationId, ...words, givenAt: new Date(givenAt) })
        .execute();
      return (await staff.call(issueBar, { body: barAsked(clientId, { reasonCode: 'rules' }) })).status;
    };
    expect(await warned('2026-10-24T18:00:00Z')).toBe(409);
    expect(await warned('2026-10-25T18:00:00Z')).toBe(201);
  });

  test('an immediate threat needs none, whatever the form says; another shelter’s warning is not seen', async () => {
    const id = await guest('Thre At');
    expect((await read(await issued(id, { reasonCode: 'weapon' }))).immediateThreat).toBe(true);
    await issued(id, { reasonCode: 'theft', immediateThreat: true });
    await (await county.quarryStaff()).call(giveWarning, {
      body: { clientId: id, reasonCode: 'rules', incidentDate: '2026-11-22', told: 'Ours' },
    });
    const refused = await staff.call(issueBar, { body: barAsked(id, { reasonCode: 'rules' }) });
    expect(codes(refused)).toEqual(['warning_first']);
    expect((await staff.call(listWarnings, { query: { clientId: id } })).body.warnings).toEqual([]);
  });

  test('every reason against a bar is said at once', async () => {
    const id = await guest('All Atonce');
    const refused = await staff.call(issueBar, {
      body: barAsked(id, {
        endDate: null,
        reasonCode: 'rules',
        incidentDate: '2026-11-30',
        immediateThreat: true,
        suspendable: true,
      }),
    });
    expect(codes(refused)).toEqual([
      'needs_review_date',
      'needs_supervisor',
      'incident_ahead',
      'threat_never_rests',
    ]);
    expect((await staff.call(listBars)).body.bars.some((b) => b.client.id === id)).toBe(false);
  });
});

describe('R26: the person is told, or it is written down why not yet', () => {
  test('notice is due 15 days after the issue until it is given', async () => {
    const id = await issued(await guest('No Tice'), { notice: { notYet: 'Left before morning' } });
    const due = async () => (await staff.call(listBars)).body.bars.find((b) => b.id === id)!.noticeDue;
    expect(await due()).toBe('2026-12-08');
    expect((await read(id)).notice).toMatchObject({ whyNot: 'Left before morning', givenAt: null });
    const ahead = await staff.call(recordNotice, {
      params: { id },
      body: { given: { how: 'phone', language: 'Spanish', at: '2026-12-25T12:00:00Z' } },
    });
    expect(ahead.status).toBe(400);
    const given = await staff.call(recordNotice, {
      params: { id },
      body: {
        given: {
          how: 'letter_handed',
          language: 'Spanish',
          at: '2026-11-23T15:40:00Z',
          note: 'With a friend to interpret',
        },
      },
    });
    expect(given.status).toBe(201);
    expect(await due()).toBeNull();
    expect((await read(id)).notice).toEqual({
      due: '2026-12-08',
      whyNot: 'Left before morning',
      how: 'letter_handed',
      language: 'Spanish',
      givenAt: '2026-11-23T15:40:00.000Z',
      givenBy: 'Teo Lindgren',
      note: 'With a friend to interpret',
    });
    expect(await acts(id)).toEqual(['issued', 'notice_not_yet', 'notice_given']);
  });

  test('a bar without notice and without a reason why not is not understood', async () => {
    const { notice: _, ...without } = barAsked(await guest('Not Told'));
    const refused = await staff.call(issueBar, { body: without as never });
    expect(refused.status).toBe(400);
  });
});

describe('shorter, reviewed, lifted: at once, and the history keeps who, when and why', () => {
  test('an earlier end frees the nights after it; a later one is refused', async () => {
    const clientId = await guest('Shor Ten');
    const id = await issued(clientId);
    expect((await book(clientId, '2026-11-30')).status).toBe(409);
    const later = await supervisor.call(shortenBar, {
      params: { id },
      body: { endDate: '2026-12-20', reason: 'Longer' },
    });
    expect(codes(later)).toEqual(['not_shorter']);
    const byStaff = await staff.call(shortenBar, {
      params: { id },
      body: { endDate: '2026-11-30', reason: 'Kind' },
    });
    expect(byStaff.status).toBe(403);
    await supervisor.call(shortenBar, { params: { id }, body: { endDate: '2026-11-30', reason: 'Talked' } });
    expect((await book(clientId, '2026-11-29')).status).toBe(409);
    expect((await book(clientId, '2026-11-30')).status).toBe(201);
    expect((await read(id)).history.at(-1)).toEqual({
      act: 'shortened',
      at: expect.any(String),
      by: 'Ada Brandt',
      why: 'Talked',
      from: '2026-12-03',
      to: '2026-11-30',
    });
  });

  test('until reviewed: kept to another day, or given an end', async () => {
    const clientId = await guest('Re View');
    const made = await supervisor.call(issueBar, {
      body: barAsked(clientId, { endDate: null, reviewOn: '2027-01-10' }),
    });
    const { id } = made.body;
    const back = await supervisor.call(reviewBar, {
      params: { id },
      body: { reviewOn: '2026-11-23', reason: 'Again' },
    });
    expect(codes(back)).toEqual(['needs_review_date']);
    await supervisor.call(reviewBar, {
      params: { id },
      body: { reviewOn: '2027-03-01', reason: 'Still angry' },
    });
    expect(await read(id)).toMatchObject({ reviewOn: '2027-03-01', endDate: null });
    await supervisor.call(shortenBar, { params: { id }, body: { endDate: '2026-12-24', reason: 'Enough' } });
    expect(await read(id)).toMatchObject({ reviewOn: null, endDate: '2026-12-24' });
    const over = await supervisor.call(reviewBar, {
      params: { id },
      body: { reviewOn: '2027-03-01', reason: 'Again' },
    });
    expect(codes(over)).toEqual(['review_not_asked']);
    expect(await acts(id)).toEqual(['issued', 'notice_given', 'reviewed', 'shortened']);
  });

  test('what is over is not changed again, and stays in the list', async () => {
    const clientId = await guest('Li Fted');
    const id = await issued(clientId);
    await supervisor.call(liftBar, { params: { id }, body: { reason: 'Mistaken' } });
    expect((await supervisor.call(liftBar, { params: { id }, body: { reason: 'Twice' } })).status).toBe(409);
    const shorter = await supervisor.call(shortenBar, {
      params: { id },
      body: { endDate: '2026-11-30', reason: 'Late' },
    });
    expect(codes(shorter)).toEqual(['bar_is_over']);
    expect((await staff.call(listBars)).body.bars.find((b) => b.id === id)?.state).toBe('lifted');
    expect((await book(clientId)).status).toBe(201);
  });

  test('the program itself can delete nothing of bars, whatever table it is in, and rewrite no history', async () => {
    const id = await issued(await guest('His Tory'));
    const { db } = county.database;
    const { rows } = await sql<{ name: string }>`select c.relname as name from pg_class c
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        and (c.relname ~ '^bar(_|$)' or c.relname = 'extreme_weather' or exists (select from pg_constraint k
          where k.conrelid = c.oid and k.contype = 'f' and k.confrelid in ('bar'::regclass, 'bar_warning'::regclass)))
      order by c.relname`.execute(db);
    const tables = rows.map((row) => row.name);
    expect(tables).toEqual(
      expect.arrayContaining([
        'bar',
        'bar_appeal',
        'bar_blocked',
        'bar_change',
        'bar_override',
        'bar_warning',
      ]),
    );
    for (const table of tables)
      for (const act of [
        sql`delete from ${sql.id(table)} where false`,
        sql`truncate ${sql.id(table)} cascade`,
      ])
        await expect(act.execute(db), table).rejects.toThrow(`permission denied for table ${table}`);
    await expect(
      db.updateTable('barChange').set({ why: 'Other' }).where('barId', '=', id).execute(),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('R27: an appeal is heard by somebody who neither issued the bar nor reports to who did', () => {
  const colleague = async (name: string, reportsTo: string | null) => {
    const made = await user(county.database.db, name, [
      { organizationId: county.birchwater, workgroup: 'emergency_shelter_staff' },
    ]);
    await county.database.db
      .updateTable('membership')
      .set({ reportsTo })
      .where('userId', '=', made.id)
      .execute();
    return made;
  };

  test('neither through others; the decision is the reviewer’s alone and holds at once', async () => {
    const teo = (
      await county.database.db
        .selectFrom('userAccount')
        .select('id')
        .where('name', '=', 'Teo Lindgren')
        .executeTakeFirstOrThrow()
    ).id;
    const below = await colleague('Bea Below', teo);
    const lower = await colleague('Lou Lower', below.id);
    const neutral = await colleague('Nia Neutral', null);
    const clientId = await guest('Ap Peal');
    const id = await issued(clientId);
    const names = (await read(id)).reviewers.map((r) => r.name);
    expect(names).toContain('Nia Neutral');
    expect(names).toContain('Ada Brandt');
    expect(names.filter((n) => ['Teo Lindgren', 'Bea Below', 'Lou Lower'].includes(n))).toEqual([]);

    const file = (reviewerId: string | null) =>
      staff.call(fileAppeal, {
        params: { id },
        body: {
          filedOn: '2026-11-23',
          words: 'It was not me',
          hearing: { day: '2026-11-25', time: '10:00' },
          reviewerId,
        },
      });
    for (const who of [teo, below.id, lower.id])
      expect(codes(await file(who))).toEqual(['reviewer_not_neutral']);
    const filed = await file(null);
    expect(filed.status).toBe(201);
    expect((await file(null)).refusal.code).toBe('one_open_appeal');
    const appeal = { params: { id: filed.body.id } };
    const set = (reviewerId: string) =>
      staff.call(setHearing, {
        ...appeal,
        body: { hearing: { day: '2026-11-26', time: '10:00' }, reviewerId },
      });
    expect(codes(await set(lower.id))).toEqual(['reviewer_not_neutral']);
    expect((await set(neutral.id)).status).toBe(200);
    expect((await staff.call(listBars)).body.bars.find((b) => b.id === id)?.appeal).toEqual({
      hearingAt: '2026-11-26T16:00:00.000Z',
      reviewer: 'Nia Neutral',
    });

    const decide = (
      who: Caller,
      body: { outcome: 'upheld' | 'shortened' | 'overturned'; endDate?: string },
    ) => who.call(decideAppeal, { ...appeal, body: { decision: 'Heard both', ...body } });
    expect(codes(await decide(supervisor, { outcome: 'upheld' }))).toEqual(['not_the_reviewer']);
    const nia = await county.signIn(neutral.email);
    expect(codes(await decide(nia, { outcome: 'shortened' }))).toEqual(['needs_end']);
    expect((await decide(nia, { outcome: 'shortened', endDate: '2026-11-24' })).status).toBe(201);
    expect(codes(await decide(nia, { outcome: 'upheld' }))).toEqual(['decided_already']);
    expect(await read(id)).toMatchObject({ endDate: '2026-11-24', appeals: [{ outcome: 'shortened' }] });
    expect((await book(clientId, '2026-11-24')).status).toBe(201);

    // Whom a reviewer reports to may have changed since the hearing was set.
    const second = await staff.call(fileAppeal, {
      params: { id },
      body: { filedOn: '2026-11-23', words: 'Still not', reviewerId: neutral.id },
    });
    await county.database.db
      .updateTable('membership')
      .set({ reportsTo: below.id })
      .where('userId', '=', neutral.id)
      .execute();
    const now = await nia.call(decideAppeal, {
      params: { id: second.body.id },
      body: { outcome: 'overturned', decision: 'Gone' },
    });
    expect(codes(now)).toEqual(['reviewer_not_neutral']);
    await county.database.db
      .updateTable('membership')
      .set({ reportsTo: null })
      .where('userId', '=', neutral.id)
      .execute();
    const overturned = await nia.call(decideAppeal, {
      params: { id: second.body.id },
      body: { outcome: 'overturned', decision: 'Gone' },
    });
    expect(overturned.status).toBe(201);
    expect((await book(clientId)).status).toBe(201);
    expect(await acts(id)).toEqual([
      ...['issued', 'notice_given', 'appealed', 'hearing_set', 'shortened', 'appealed', 'overturned'],
    ]);
  });
});

describe('R24: bars rest in extreme weather', () => {
  test('those that may, on its nights only, and come back by themselves', async () => {
    const warm = await guest('Sus Pendable');
    const threat = await guest('Never Suspended');
    await issued(warm, { reasonCode: 'theft', withoutWarning: 'Twice', suspendable: true });
    await issued(threat);
    expect((await book(warm, '2026-11-24')).status).toBe(409);
    const tooLate = await supervisor.call(declareExtremeWeather, {
      body: { beginDate: '2026-11-20', endDate: '2026-11-21', reason: 'Cold' },
    });
    expect(codes(tooLate)).toEqual(['nights_over']);
    const weather = await supervisor.call(declareExtremeWeather, {
      body: { beginDate: '2026-11-23', endDate: '2026-11-25', reason: 'Minus 25' },
    });
    expect(weather.body.suspended).toBe(1);
    const listed = (await staff.call(listBars)).body;
    expect(listed.weather).toMatchObject([{ beginDate: '2026-11-23', endDate: '2026-11-25' }]);
    expect(listed.bars.find((b) => b.client.id === warm)?.state).toBe('suspended');
    expect(listed.bars.find((b) => b.client.id === threat)?.state).toBe('in_force');

    expect((await book(threat, '2026-11-24')).status).toBe(409);
    expect((await book(warm, '2026-11-25')).status).toBe(409);
    const across = await book(warm, '2026-11-24', '2026-11-26');
    // The first night they may stay again is the bar's own end, not the end of the weather.
    expect(across.refusal.obstacles?.[0]).toMatchObject({ code: 'not_eligible', until: '2026-12-03' });
    const booked = await book(warm, '2026-11-24');
    expect(booked.status).toBe(201);

    const ended = await supervisor.call(endExtremeWeather, { params: { id: weather.body.id } });
    expect(ended.body.touches.map((t) => t.reservationId)).toContain(booked.body.id);
    expect((await staff.call(listBars)).body.bars.find((b) => b.client.id === warm)?.state).toBe('in_force');
    expect((await supervisor.call(endExtremeWeather, { params: { id: weather.body.id } })).status).toBe(404);
    expect(
      (await county.specialist.call(readReservation, { params: { id: booked.body.id } })).body.atRisk,
    ).toEqual([expect.objectContaining({ code: 'not_eligible' })]);
  });
});

describe('R23: a supervisor of the issuer lets somebody stay once all the same', () => {
  test('at one facility, on its nights, at every gate; and takes it back', async () => {
    const clientId = await guest('Over Ride');
    const id = await issued(clientId);
    const override = (who: Caller, more = {}) =>
      who.call(overrideBar, {
        params: { id },
        body: {
          facilityId: county.commons.id,
          beginDate: '2026-11-23',
          endDate: '2026-11-24',
          reason: 'Just out of hospital',
          ...more,
        },
      });
    expect((await override(staff)).status).toBe(403);
    expect((await override(await county.quarrySupervisor())).status).toBe(404);
    expect(codes(await override(supervisor, { facilityId: county.quarryRoad.id }))).toEqual(['not_covered']);
    expect((await override(supervisor, { endDate: '2026-11-23' })).status).toBe(400);
    const made = await override(supervisor);
    expect(made.status).toBe(201);
    expect((await override(supervisor)).refusal.code).toBe('override_once');

    expect((await book(clientId, '2026-11-23', '2026-11-25')).status).toBe(409);
    const booked = await book(clientId);
    expect(booked.status).toBe(201);
    const elsewhere = await county.specialist.call(checkReservation, {
      body: { facilityId: county.sundog.id, guests: [{ clientId }] },
    });
    expect(elsewhere.body.obstacles.map((o) => o.code)).toContain('not_eligible');
    const guestId = booked.body.guests[0]!.guestId;

    const back = await supervisor.call(endOverride, { params: { id: made.body.id } });
    expect(back.body.touches).toMatchObject([{ reservationId: booked.body.id, inHouse: false }]);
    expect(codes(await staff.call(checkIn, { params: { id: guestId }, body: {} }))).toEqual(['not_eligible']);
    await override(supervisor);
    expect((await staff.call(checkIn, { params: { id: guestId }, body: {} })).status).toBe(201);
    expect(await acts(id)).toEqual([
      ...['issued', 'notice_given', 'overridden', 'override_ended', 'overridden'],
    ]);
  });
});

describe('R18: what a new bar touches', () => {
  test('is listed to the issuer; the team reads the neutral line, once for a party, and not of whom', async () => {
    const [a, b] = [await guest('Par Tyone'), await guest('Par Tytwo')];
    const booked = await county.specialist.call(saveReservation, {
      body: { facilityId: county.commons.id, guests: [{ clientId: a }, { clientId: b }] },
    });
    const made = await staff.call(issueBar, { body: barAsked(b, { facilityId: county.commons.id }) });
    expect(made.body.touches).toEqual([
      {
        reservationId: booked.body.id,
        clientId: b,
        facilityName: 'Birchwater Commons',
        beginDate: '2026-11-23',
        endDate: '2026-11-24',
        inHouse: false,
        madeBy: 'Tamarack County Front Door',
      },
    ]);
    const line = { code: 'not_eligible', message: 'Not eligible here; may stay again from Thu 3 Dec 2026' };
    const seen = await county.specialist.call(readReservation, { params: { id: booked.body.id } });
    expect(seen.body.atRisk).toEqual([expect.objectContaining(line)]);
    const atRisk = async (who: Caller) =>
      (await who.call(listWithoutPlace)).body.notEligible.filter((r) => r.reservationId === booked.body.id);
    // Named by the party's first guest, whoever is barred.
    expect(await atRisk(county.specialist)).toEqual([
      expect.objectContaining({ name: 'Par Tyone', obstacle: expect.objectContaining(line) }),
    ]);
    expect(await atRisk(staff)).toHaveLength(1);
    expect(await atRisk(await county.otherSpecialist())).toEqual([]);
    expect(await atRisk(await county.quarryStaff())).toEqual([]);
    await supervisor.call(liftBar, { params: { id: made.body.id }, body: { reason: 'Mistaken' } });
    expect(await atRisk(county.specialist)).toEqual([]);
  });

  test('names also who lost their place and is in house all the same', async () => {
    const clientId = await guest('No Bed');
    const saved = await book(clientId);
    await county.database.db
      .updateTable('bedAssignment')
      .set({ endedAt: county.clock.now() })
      .where('clientId', '=', clientId)
      .execute();
    const { guestId } = saved.body.guests[0]!;
    expect((await staff.call(checkIn, { params: { id: guestId }, body: {} })).status).toBe(201);
    const made = await staff.call(issueBar, { body: barAsked(clientId) });
    expect(made.body.touches).toMatchObject([{ reservationId: saved.body.id, inHouse: true }]);
  });

  test('a bar from the day room only stands against no night', async () => {
    const clientId = await guest('Day Only');
    await issued(clientId, { services: ['day', 'meals'] });
    expect((await book(clientId)).status).toBe(201);
  });
});

describe('what bars cost', () => {
  test('a placement stopped is counted once for a person, a facility and a night, whichever gate stopped it', async () => {
    const clientId = await guest('Coun Ted');
    const id = await issued(clientId);
    const blocked = async () => (await read(id)).blocked;
    expect(await blocked()).toBe(0);
    const body = { facilityId: county.commons.id, guests: [{ clientId }] };
    await county.specialist.call(checkReservation, { body });
    expect(await blocked()).toBe(1);
    await book(clientId);
    await county.specialist.call(saveIntake, {
      body: { facilityId: county.commons.id, members: [{ clientId, relationshipToHoH: 1 }] },
    });
    expect(await blocked()).toBe(1);
    await book(clientId, '2026-11-26', '2026-11-28');
    expect(await blocked()).toBe(2);
    await county.specialist.call(saveReservation, { body: { ...body, facilityId: county.sundog.id } });
    expect(await blocked()).toBe(3);
    const report = await staff.call(readBarReport, { query: { from: '2026-11-23', to: '2026-11-24' } });
    const threats = report.body.rows.find((r) => r.reasonCode === 'threat')!;
    expect(threats.blocked).toBeGreaterThanOrEqual(3);
    expect(report.body.own).toBe(true);
  });

  test('outside the issuer: whole months that are over, each without small counts, so that no two can be subtracted', async () => {
    const { db } = county.database;
    const id = await guest('Ma Ny');
    const lead = await user(db, 'Lead Of Team', [
      { organizationId: county.team, workgroup: 'shelter_reservation_team', supervisor: true },
    ]);
    const outsiders = [await county.administrator(), await county.signIn(lead.email)];
    const issuedIn = async (month: string, count: number) => {
      for (let i = 0; i < count; i++)
        await bar(db, id, county.quarry, { begin: '2026-01-01', end: '2026-02-01' });
      const last = db.selectFrom('bar').select('id').orderBy('id', 'desc').limit(count);
      await db
        .updateTable('bar')
        .set({ issuedAt: new Date(month) })
        .where('id', 'in', last)
        .execute();
    };
    await issuedIn('2026-02-11T12:00:00Z', 12);
    // Still February in the county's calendar.
    await issuedIn('2026-03-01T05:00:00Z', 1);
    await issuedIn('2026-03-11T12:00:00Z', 9);
    for (const outsider of outsiders) {
      const of = (query: { from?: string; to?: string }) => outsider.call(readBarReport, { query });
      expect((await of({ from: '2026-02-01', to: '2026-03-01' })).body.rows).toEqual([
        { month: '2026-02-01', reasonCode: 'other', bars: 13, blocked: null },
      ]);
      expect((await of({ from: '2026-02-01', to: '2026-04-01' })).body).toEqual({
        own: false,
        from: '2026-02-01',
        to: '2026-04-01',
        rows: [
          { month: '2026-03-01', reasonCode: 'other', bars: null, blocked: null },
          { month: '2026-02-01', reasonCode: 'other', bars: 13, blocked: null },
        ],
        appeals: null,
        warnings: null,
      });
      for (const part of [
        { from: '2026-02-01', to: '2026-03-02' },
        { from: '2026-02-02', to: '2026-04-01' },
        // It is still November.
        { from: '2026-11-01', to: '2026-12-01' },
        { from: '2026-04-01', to: '2026-02-01' },
      ]) {
        expect(codes(await of(part)), JSON.stringify(part)).toEqual(['whole_months']);
      }
      expect((await of({})).body).toMatchObject({ from: '2026-01-01', to: '2026-11-01' });
    }
    expect((await county.specialist.call(readBarReport, { query: {} })).status).toBe(403);
    expect((await staff.call(readBarReport, { query: {} })).body).toMatchObject({
      from: '2026-01-01',
      to: '2026-11-24',
    });
  });

  test.each([
    [[['threat', 12, 30]], [['threat', 12, 30]]],
    [[['threat', 12, 9]], [['other', 12, null]]],
    [
      [
        ['threat', 12, 30],
        ['rules', 9, 40],
        ['other', 3, 2],
      ],
      [
        ['threat', 12, 30],
        ['other', 12, 42],
      ],
    ],
    [[], []],
  ] as [[string, number, number][], [string, number | null, number | null][]][])(
    '%j is told as %j',
    (counted, told) => {
      const month = '2026-02-01';
      const rows = counted.map(([reasonCode, bars, blocked]) => ({ month, reasonCode, bars, blocked }));
      expect(withoutSmallCounts(rows).map((r) => [r.reasonCode, r.bars, r.blocked])).toEqual(told);
    },
  );
});
