import type { Transaction } from 'kysely';
import type { ImportProgress, ImportSummary } from '../../contract/hmis.ts';
import type { Actor } from '../accounts/actor.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import { writeAudit } from '../http/audit.ts';
import type { About } from './about.ts';
import type { Findings } from './findings.ts';
import { savePlaces } from './places.ts';
import { seatResidents } from './residents.ts';
import type { StagedFiles } from './stage-files.ts';
import { findErrors, prepareChecks } from './store-checks.ts';
import { countPromisesWithoutStay, countStanding } from './store-counts.ts';
import { findOddities } from './store-oddities.ts';
import { lockForImport, savePeople } from './store-people.ts';
import { saveFacilities, saveInventory, saveOrganizations, saveProjects } from './store-projects.ts';
import { endStays } from './store-residents.ts';
import { saveEnrollments, saveExits, saveNights } from './store-stays.ts';
import { type Counted, noteWhatStayed, summaryOf } from './summary.ts';
import type { Importing, Tally } from './tally.ts';

/** Thrown inside the transaction where something is wrong, so that nothing of it is kept. */
export class Stopped extends Error {}

interface Order {
  about: About;
  staged: StagedFiles;
  findings: Findings;
  now: Date;
  actor: Actor | null;
  requestId: string;
  progress(now: Pick<ImportProgress, 'phase' | 'saving'>): void;
  milliseconds(): number;
}

/**
 * Checks the staged rows as a whole and writes all of them into the records, in the caller's transaction. Returns the
 * summary and the facilities whose boards have changed. @throws Stopped
 */
export const saveExport = async (
  db: Transaction<DB>,
  order: Order,
): Promise<{ summary: ImportSummary; facilityIds: number[] }> => {
  const { about, findings, now } = order;
  const importing: Importing = {
    implementation: about.implementation,
    now,
    today: localTime(now, defaultTimeZone).day,
    by: order.actor?.userId ?? null,
  };
  order.progress({ phase: 'checking', saving: null });
  await lockForImport(db, importing.implementation);
  await prepareChecks(db, importing.implementation);
  await findErrors(db, importing.implementation, findings);
  if (findings.errorCount > 0) throw new Stopped();
  await findOddities(db, findings, { today: importing.today, changesOnly: about.changesOnly });

  const tallies: { what: Counted; tally: Tally }[] = [];
  const save = async <T extends Tally>(
    what: Counted,
    write: (db: Transaction<DB>, how: Importing) => Promise<T>,
  ) => {
    order.progress({ phase: 'saving', saving: what });
    const tally = await write(db, importing);
    tallies.push({ what, tally });
    return tally;
  };
  await save('organization', saveOrganizations);
  await save('project', saveProjects);
  await save('facility', saveFacilities);
  await save('inventory', saveInventory);
  const people = await save('client', savePeople);
  await save('enrollment', saveEnrollments);
  const exits = await save('exit', saveExits);
  await save('bed_night', saveNights);
  // Who has left makes room, before places are counted and others are given them.
  const ended = await endStays(db, importing);
  const places = await save('place', savePlaces);
  order.progress({ phase: 'saving', saving: 'resident' });
  const residents = await seatResidents(db, importing, exits.reopened);
  places.added += residents.placesMade;
  tallies.push({ what: 'resident', tally: { added: residents.added, changed: 0, removed: ended.left } });

  noteWhatStayed(findings, {
    people: people.keptThoughDeleted.length,
    rooms: places.left.length,
    promises: await countPromisesWithoutStay(db, importing),
  });
  const summary = summaryOf({
    about,
    staged: order.staged,
    tallies,
    standing: await countStanding(db, importing),
    residents: residents.listed,
    findings,
    milliseconds: order.milliseconds(),
  });
  await writeAudit(db, {
    act: 'import',
    at: now,
    requestId: order.requestId,
    actor: order.actor,
    clientIds: people.written,
    detail: Object.fromEntries([
      ['implementation', about.implementation],
      ...summary.counts.map(({ what, added, changed, removed }) => [what, added + changed + removed]),
    ]),
  });
  return { summary, facilityIds: [...ended.facilityIds, ...places.facilityIds, ...residents.facilityIds] };
};
