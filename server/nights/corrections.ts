import type { BedNights } from '../../contract/census.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import { type Actor, isAdministrator } from '../accounts/actor.ts';
import { type FacilityRow, ownFacility, readFacility, tonightOf } from '../facilities/store.ts';
import { notFound, refuse } from '../http/refusal.ts';
import { type Act, lockForStay } from '../reservations/booking.ts';
import { labelOf } from '../reservations/rules.ts';
import {
  deleteBedNight,
  insertBedNight,
  moveExit,
  readAbsent,
  readBedNight,
  readBedNights,
  readEnrollmentOfNight,
  voidNeverBegan,
  wasTakenOut,
} from './store-bed-nights.ts';
import { keepOneHead } from './store-departure.ts';
import { aboutEnrolledSince } from './store-exit.ts';

const freeSince = (facility: FacilityRow, tonight: Night) => addDays(tonight, -facility.correctionNights);

/** The facility whose nights this actor may look at: every one for administrators, the own shelter's for its staff. */
const facilityOfNights = async ({ db, actor }: Act, facilityId: number): Promise<FacilityRow> => {
  if (!isAdministrator(actor)) return ownFacility(db, actor, facilityId);
  const facility = await readFacility(db, facilityId);
  if (!facility) throw notFound('facility');
  return facility;
};

/** A night as it was slept at a facility, and who was enrolled and did not. */
export const bedNightsOf = async (
  act: Act,
  facilityId: number,
  night: Night,
): Promise<{ told: BedNights; forOrganizationId: number }> => {
  const { db, actor, now } = act;
  const facility = await nightByNight(act, facilityId);
  const tonight = tonightOf(facility, now);
  const rows = await readBedNights(db, facility, night);
  const told: BedNights = {
    night,
    tonight,
    freeSince: freeSince(facility, tonight),
    mayCorrect: obstaclesToCorrect(actor, facility, night, tonight).length === 0,
    nights: rows.map(({ label, kind, unitId, ...row }) => ({
      ...row,
      bedLabel: label === null ? null : labelOf({ label, kind: kind!, unitId }),
      arrivedAt: row.arrivedAt?.toISOString() ?? null,
      leftAt: row.leftAt?.toISOString() ?? null,
      recordedAt: row.recordedAt.toISOString(),
    })),
    absent: await readAbsent(db, facility.projectId, night, isAdministrator(actor)),
  };
  return { told, forOrganizationId: facility.organizationId };
};

const nightByNight = async (act: Act, facilityId: number): Promise<FacilityRow> => {
  const facility = await facilityOfNights(act, facilityId);
  if (facility.projectType !== 1)
    throw refuse(
      'no_bed_nights',
      'An extended-stay shelter records no bed nights: its stays run from entry to exit.',
    );
  return facility;
};

// R53: within the window anybody on the staff; what is older is closed to all of them, supervisors too.
const obstaclesToCorrect = (
  actor: Actor,
  facility: FacilityRow,
  night: Night,
  tonight: Night,
): Obstacle[] => {
  if (night > tonight) return [{ code: 'night_ahead', message: 'That night is still ahead' }];
  const since = freeSince(facility, tonight);
  if (night >= since || isAdministrator(actor)) return [];
  return [
    {
      code: 'night_closed',
      message: 'Nights before this one are closed; ask an administrator to put them right',
      facts: { night: since },
    },
  ];
};

const refuseCorrection = (obstacles: Obstacle[]) =>
  refuse('obstacles', 'The night was not changed. Nothing was saved.', obstacles);

/**
 * Writes down afterwards that somebody slept here; never on the day of exit, but for the last night: one that was taken
 * out before, or, by an administrator, one that was forgotten. The exit moves behind it. HUD 3.11, 4.14.
 */
export const addNight = async (
  act: Act,
  facilityId: number,
  asked: { enrollmentId: number; night: Night; reason: string },
): Promise<{ clientId: number }> => {
  const { db, actor, now } = act;
  const facility = await nightByNight(act, facilityId);
  const before = await readEnrollmentOfNight(db, asked.enrollmentId);
  if (!before || before.projectId !== facility.projectId) throw notFound('enrollment');
  await lockForStay(act, [before.clientId], [facility.id]);
  const enrollment = (await readEnrollmentOfNight(db, asked.enrollmentId)) ?? before;
  const obstacles = obstaclesToCorrect(actor, facility, asked.night, tonightOf(facility, now));
  if (enrollment.entryDate === null || asked.night < enrollment.entryDate)
    obstacles.push({ code: 'before_entry', message: 'The enrollment had not begun on that night' });
  if (enrollment.exitDate !== null && asked.night >= enrollment.exitDate)
    obstacles.push(...(await obstaclesToLastNight(act, enrollment, asked.night)));
  if (obstacles.length > 0) throw refuseCorrection(obstacles);
  const of = { ...asked, facilityId: facility.id };
  if (!(await insertBedNight(db, of, { at: now, by: actor.userId })))
    throw refuseCorrection([{ code: 'bed_night_once', message: 'That night is recorded already.' }]);
  await moveExit(db, enrollment.id, now);
  return { clientId: enrollment.clientId };
};

// The exit is the day after the last night, so it is on this one day that a last night can be missing.
const obstaclesToLastNight = async (
  { db, actor }: Act,
  { id, exitDate, imported }: { id: number; exitDate: Night | null; imported: boolean },
  night: Night,
): Promise<Obstacle[]> => {
  if (imported) return [importedStays];
  const isNext = night === exitDate && (isAdministrator(actor) || (await wasTakenOut(db, id, night)));
  if (isNext) return aboutEnrolledSince(db, id);
  return [
    {
      code: 'after_exit',
      message:
        'They had left by then; the day of exit is never a bed night. An administrator can add a last night that was forgotten',
      facts: { night: exitDate! },
    },
  ];
};

const importedStays: Obstacle = {
  code: 'imported_stays',
  message: 'This enrollment came with an import; put it right in the system that it came from',
};

/**
 * Takes out a night that was not slept. Where it was the last one, the exit moves with it. Without the night of entry
 * the enrollment never began: where it is the only one, an administrator takes it out, and the enrollment is void. HUD
 * 3.10, 3.11.
 */
export const removeNight = async (
  act: Act,
  id: number,
  reason: string,
): Promise<{ clientId: number; facilityId: number; night: Night }> => {
  const { db, actor, now } = act;
  const before = await readBedNight(db, id);
  const found = before?.facilityId ? await readFacility(db, before.facilityId) : undefined;
  if (!before || !found) throw notFound('bed night');
  const facility = await facilityOfNights(act, found.id);
  await lockForStay(act, [before.clientId], [facility.id]);
  const row = await readBedNight(db, id);
  if (!row) throw notFound('bed night');
  const tonight = tonightOf(facility, now);
  const obstacles = obstaclesToCorrect(actor, facility, row.night, tonight);
  if (row.stillInHouse && row.night === tonight)
    obstacles.push({ code: 'still_in_house', message: 'They are in house tonight: check them out instead' });
  else if (row.isEntryNight && row.hasPlace)
    obstacles.push({
      code: 'still_in_house',
      message: 'They are in house or have a place here: end that first',
    });
  if (row.isEntryNight && (!row.isOnlyNight || !isAdministrator(actor)))
    obstacles.push({
      code: 'entry_night_stays',
      message:
        'This is the night of entry; without it the enrollment would never have begun. Where it is the only night, an administrator can take it out',
    });
  if (row.isEntryNight && row.imported) obstacles.push(importedStays);
  if (obstacles.length > 0) throw refuseCorrection(obstacles);
  const done = { at: now, by: actor.userId };
  await deleteBedNight(db, id, reason, done);
  if (row.isEntryNight) {
    await voidNeverBegan(db, row.enrollmentId, reason, done);
    await keepOneHead(db, [row.enrollmentId], now);
  } else await moveExit(db, row.enrollmentId, now);
  return { clientId: row.clientId, facilityId: facility.id, night: row.night };
};
