import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as bars from '../contract/bars.ts';
import { readClient, readWhoHasSeen } from '../contract/clients.ts';
import { listWithoutPlace } from '../contract/displacement.ts';
import { giveLeave, readDoor, takeWalkIn } from '../contract/door.ts';
import { saveIntake } from '../contract/enrollment.ts';
import { openExit, readExits, saveExit } from '../contract/exits.ts';
import { listHousingFacilities, readReservation, saveReservation } from '../contract/reservations.ts';
import { type AccessWorld, callersInOrder, startAccessWorld, type Who } from './access-world.ts';
import { barAsked, client } from './factories.ts';

// A bar's narrative carries a word that nothing else carries. Where it is heard outside the issuer, it leaked.
let world: AccessWorld;
const logged: string[] = [];
beforeAll(async () => {
  world = await startAccessWorld({ log: { write: (line) => logged.push(line) } });
});
afterAll(() => world.county.stop());

const canary = /canary/i;
const isIssuer = (who: Who) => who === 'staff' || who === 'supervisor';
const outsiders = callersInOrder.filter(
  (who) => !isIssuer(who) && who !== 'nobody' && !who.endsWith('ormer'),
);

/** A word of its own in everything that a form of a bar takes. */
const said = (narrative: string) => ({
  narrative,
  told: 'CANARY told',
  withoutWarning: 'CANARY unwarned',
  notice: { notYet: 'CANARY not yet' },
});

const issue = async (narrative: string, more: Parameters<typeof barAsked>[1] = {}) => {
  const { sharing, callers } = world;
  return callers.supervisor.call(bars.issueBar, {
    body: barAsked(sharing.clientId, {
      endDate: '2026-12-24',
      reasonCode: 'rules',
      ...said(narrative),
      ...more,
    }),
  });
};

/** What a stream of live events says until it tells of a facility. */
const listenUntilTold = async (who: Who): Promise<() => Promise<string>> => {
  const stop = new AbortController();
  const reply = await world.callers[who].fetch('/api/events', { signal: stop.signal });
  const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const until = async (said: string) => {
    while (!heard.includes(said)) heard += (await reader.read()).value ?? '';
  };
  await until('event: hello');
  return async () => {
    await until('event: facilities');
    stop.abort();
    return heard;
  };
};

test('live events hold nothing but the numbers of facilities, whoever listens', async () => {
  const streams = await Promise.all(outsiders.map(async (who) => [who, await listenUntilTold(who)] as const));
  const issued = await issue('CANARY said aloud');
  expect(issued.body.touches.length).toBeGreaterThan(0);
  for (const [who, told] of streams) {
    const lines = (await told()).split('\n').filter(Boolean);
    const other = lines.filter(
      (line) =>
        !/^(retry: \d+|event: (hello|facilities)|data: (\{\}|null|\[\d+(,\d+)*\])|: still here)$/.test(line),
    );
    expect(other, who).toEqual([]);
  }
});

test('the audit keeps no word of it, and who has seen a record reads nothing of bars', async () => {
  const { callers, sharing, county } = world;
  const issued = await issue('CANARY kept to themselves');
  await callers.supervisor.call(bars.liftBar, {
    params: { id: issued.body.id },
    body: { reason: 'CANARY reconsidered' },
  });
  const { rows } = await sql<{ text: string }>`select e::text as text from audit_entry e`.execute(
    county.database.db,
  );
  expect(rows.filter((row) => row.text.includes('bar.issue')).length).toBeGreaterThan(0);
  expect(rows.filter((row) => canary.test(row.text))).toEqual([]);
  for (const who of callersInOrder) {
    const seen = await callers[who].call(readWhoHasSeen, { params: { id: sharing.clientId }, query: {} });
    if (seen.status !== 200) continue;
    const acts = seen.body.entries.map((entry) => entry.act);
    expect(acts.length).toBeGreaterThan(0);
    expect(
      acts.some((act) => /\bbar\b/i.test(act)),
      who,
    ).toBe(isIssuer(who));
    expect(canary.test(JSON.stringify(seen.body)), who).toBe(false);
  }
});

test('refusals because of a bar say the neutral line', async () => {
  const { callers, sharing, county } = world;
  const issued = await issue('CANARY at the gates');
  const { clientId } = sharing;
  let heard = 0;
  for (const who of outsiders) {
    const answers = [
      await callers[who].call(saveReservation, {
        body: { facilityId: county.commons.id, guests: [{ clientId }], beginDate: '2026-12-02' },
      }),
      await callers[who].call(saveIntake, {
        body: { facilityId: county.commons.id, members: [{ clientId, relationshipToHoH: 1, answers: {} }] },
      }),
      await callers[who].call(listHousingFacilities, { query: { clientIds: String(clientId) } }),
      await callers[who].call(readClient, { params: { id: clientId } }),
    ];
    const text = JSON.stringify(answers.map((answer) => answer.body));
    if (text.includes('Not eligible here')) heard += 1;
    expect(canary.test(text), who).toBe(false);
    expect(/rules|reasonCode":"|Ada Brandt/.test(text), who).toBe(false);
  }
  expect(heard).toBeGreaterThan(1);
  await callers.supervisor.call(bars.liftBar, { params: { id: issued.body.id }, body: { reason: 'Over' } });
});

test('what hangs on a bar, notice, warning, appeal, decision, review, override and history, is read by nobody but the issuer', async () => {
  const { callers, sharing, county } = world;
  const { clientId, facilityId } = sharing;
  const issued = await issue('CANARY of a bar with everything', { endDate: null, reviewOn: '2027-01-10' });
  const byBar = { params: { id: issued.body.id } };
  const { supervisor } = callers;
  const { reviewers } = (await supervisor.call(bars.readBar, byBar)).body;
  const appeal = await supervisor.call(bars.fileAppeal, {
    ...byBar,
    body: {
      filedOn: '2026-11-23',
      words: 'CANARY appealed',
      hearing: { day: '2026-11-24', time: '10:00' },
      reviewerId: reviewers.find((r) => r.name === 'Teo Lindgren')!.id,
    },
  });
  const heard = [
    await supervisor.call(bars.giveWarning, {
      body: { clientId, reasonCode: 'rules', incidentDate: '2026-11-22', told: 'CANARY warned' },
    }),
    await supervisor.call(bars.recordNotice, {
      ...byBar,
      body: { given: { how: 'phone', language: 'English', note: 'CANARY noted' } },
    }),
    await supervisor.call(bars.overrideBar, {
      ...byBar,
      body: { facilityId, beginDate: '2026-11-30', endDate: '2026-12-01', reason: 'CANARY overridden' },
    }),
    appeal,
    await callers.staff.call(bars.decideAppeal, {
      params: { id: appeal.body.id },
      body: { outcome: 'upheld', decision: 'CANARY decided' },
    }),
    await supervisor.call(bars.reviewBar, {
      ...byBar,
      body: { reviewOn: '2027-03-01', reason: 'CANARY reviewed' },
    }),
    await supervisor.call(bars.shortenBar, {
      ...byBar,
      body: { endDate: '2026-12-20', reason: 'CANARY shortened' },
    }),
    await supervisor.call(bars.declareExtremeWeather, {
      body: { beginDate: '2026-12-10', endDate: '2026-12-11', reason: 'CANARY snow' },
    }),
  ];
  expect(heard.map((answer) => answer.status)).toEqual(heard.map(() => 201));
  const booked = await callers.team.call(saveReservation, {
    body: { facilityId, guests: [{ clientId }], beginDate: '2026-11-30' },
  });
  // The team that made a reservation, also switched to the shelter, reads at most the neutral line, by every door.
  for (const who of outsiders) {
    const caller = callers[who];
    const answers = [
      await caller.call(bars.readBar, byBar),
      await caller.call(bars.listBars),
      await caller.call(bars.listWarnings, { query: { clientId } }),
      await caller.call(bars.readBarReport, { query: { from: '2026-01-01', to: '2026-11-01' } }),
      await caller.call(bars.recordNotice, { ...byBar, body: { notYet: 'Curious' } }),
      await caller.call(bars.overrideBar, {
        ...byBar,
        body: { facilityId, beginDate: '2026-12-01', endDate: '2026-12-02', reason: 'Curious' },
      }),
      await caller.call(readReservation, { params: { id: booked.body.id ?? sharing.reservationId } }),
      await caller.call(listWithoutPlace),
      await caller.call(readClient, { params: { id: clientId } }),
    ];
    expect(answers.slice(4, 6).filter((answer) => answer.status < 400)).toEqual([]);
    expect(canary.test(JSON.stringify(answers.map((answer) => answer.body))), who).toBe(false);
  }
  // The canary sings where it may.
  const own = JSON.stringify((await callers.staff.call(bars.readBar, byBar)).body);
  for (const word of [
    'noted',
    'overridden',
    'appealed',
    'decided',
    'reviewed',
    'shortened',
    'unwarned',
    'told',
  ]) {
    expect(own).toContain(`CANARY ${word}`);
  }
  const { rows } = await sql<{ text: string }>`select e::text as text from audit_entry e`.execute(
    county.database.db,
  );
  expect(rows.filter((row) => row.text.includes('bar.override')).length).toBeGreaterThan(0);
  expect(rows.filter((row) => canary.test(row.text))).toEqual([]);
  expect(logged.filter((line) => canary.test(line))).toEqual([]);
});

test('why a guest is away and what an exit notes are read by nobody but the shelter', async () => {
  const { callers, county } = world;
  const { staff } = callers;
  const { id: clientId } = await client(county.database.db, county.team, 'Songbird Away');
  const params = { id: county.sundog.id };
  const taken = await staff.call(takeWalkIn, { params, body: { guests: [{ clientId }] } });
  const { guestId, enrollmentId } = taken.body.guests[0]!;
  const away = await staff.call(giveLeave, {
    params: { id: guestId },
    body: { kind: 'leave', from: '2026-11-24', until: '2026-11-26', reason: 'CANARY away' },
  });
  expect(away.status, JSON.stringify(away.body)).toBe(201);
  const nobodyElse = async () => {
    for (const who of outsiders) {
      const caller = callers[who];
      const answers = [
        await caller.call(readDoor, { params }),
        await caller.call(readReservation, { params: { id: taken.body.reservationId } }),
        await caller.call(readClient, { params: { id: clientId } }),
        await caller.call(openExit, { params: { id: clientId } }),
        await caller.call(readExits, { params }),
      ];
      expect(canary.test(JSON.stringify(answers.map((answer) => answer.body))), who).toBe(false);
    }
  };
  expect(JSON.stringify((await staff.call(readDoor, { params })).body)).toContain('CANARY away');
  await nobodyElse();
  const left = await staff.call(saveExit, {
    body: {
      members: [{ enrollmentId, sleptHere: true, exit: { destination: 410, note: 'CANARY moved out' } }],
    },
  });
  expect(left.status, JSON.stringify(left.body)).toBe(201);
  await nobodyElse();
  const { rows } = await sql<{ text: string }>`select e::text as text from audit_entry e`.execute(
    county.database.db,
  );
  expect(rows.filter((row) => /guest\.leave|enrollment\.exit/.test(row.text)).length).toBeGreaterThan(1);
  expect(rows.filter((row) => canary.test(row.text))).toEqual([]);
  expect(logged.filter((line) => canary.test(line))).toEqual([]);
});

test('what nobody expected is logged without the row it broke on, and shown to nobody', async () => {
  const owner = new pg.Client({ connectionString: world.county.database.databaseUrl });
  await owner.connect();
  // A row that breaks a rule is quoted in the database's detail; a value of a wrong form in its message.
  await owner.query(`alter table bar
    add constraint no_thunder check (narrative not like '%thunder%') not valid,
    add constraint no_lightning check (narrative not like '%lightning%' or narrative::date > '2000-01-01') not valid`);
  await owner.end();
  for (const narrative of ['CANARY thunder', 'CANARY lightning']) {
    const broken = await issue(narrative);
    expect(broken.status).toBe(500);
    expect(canary.test(JSON.stringify(broken.body))).toBe(false);
  }
  const [thunder, lightning] = logged.map((line) => JSON.parse(line).err);
  expect(thunder).toMatchObject({ code: '23514', constraint: 'no_thunder', table: 'bar' });
  expect(lightning).toMatchObject({ code: '22007', stack: expect.stringMatching(/^ +at /) });
  expect(logged.filter((line) => canary.test(line))).toEqual([]);
});
