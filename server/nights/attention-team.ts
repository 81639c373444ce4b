import type { Attention } from '../../contract/attention.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import { checkInHours, defaultTimeZone, lateFrom, localTime, readLocalHour } from '../facilities/rules.ts';
import { type FacilityRow, readFacilitiesById, readWeekdayHours, tonightOf } from '../facilities/store.ts';
import { readDraftsOfTeam } from '../placement/store.ts';
import type { Act } from '../reservations/booking.ts';
import { oncePerGuest, readNotEligible, readWithoutPlace } from '../reservations/store-without-place.ts';
import { lineOf } from './attention-line.ts';
import { readFacilitiesOfTeam, readTeamGuests } from './store-attention.ts';

/** For how long an assessment that was begun and not finished is worth a line. */
const draftHours = 48;

/** A night begins at the cut-over hour of its day. */
const beginOf = (facility: FacilityRow, night: Night): Date =>
  readLocalHour(night, `${String(facility.cutOverHour).padStart(2, '0')}:00`, facility.timeZone);

/**
 * What needs a person of a reservation team: of the reservations that the team made and nobody else's. Who is late or was
 * released, who lost the place, who may not stay there any more (neutral); and assessments that were begun and not
 * finished. A bed that the shelter has not given yet is no news: most are given at the door.
 */
export const teamAttention = async (act: Act): Promise<Attention[]> => {
  const { db, actor, now } = act;
  const today = localTime(now, defaultTimeZone).day;
  const facilities = await readFacilitiesById(
    db,
    await readFacilitiesOfTeam(db, actor.organizationId, addDays(today, -2)),
  );
  const weekdays = await readWeekdayHours(
    db,
    facilities.map((f) => f.id),
  );
  const tonights = facilities.map((f) => {
    const night = tonightOf(f, now);
    return { facilityId: f.id, night, since: beginOf(f, night) };
  });
  const guests = await readTeamGuests(db, actor.organizationId, tonights);
  const tonight = facilities.flatMap((f): Attention[] => {
    const own = weekdays.filter((w) => w.facilityId === f.id);
    const hours = checkInHours(f, own, tonightOf(f, now));
    const here = guests.filter((g) => g.facilityId === f.id);
    const late = here.filter((g) => {
      const from = g.released ? null : lateFrom(hours, g);
      return from !== null && from <= now;
    });
    const released = here.filter((g) => g.released);
    return [
      ...lineOf('guests_late', late.length, f, late),
      ...lineOf('guests_released', released.length, f, released),
    ];
  });
  const own = (row: { madeByOrganizationId: number }) => row.madeByOrganizationId === actor.organizationId;
  const from = tonights.map((t) => ({ id: t.facilityId, tonight: t.night }));
  const lost = oncePerGuest((await readWithoutPlace(db, from)).filter(own));
  const barred = (await readNotEligible(db, from)).filter(own);
  const drafts = await readDraftsOfTeam(
    db,
    actor.organizationId,
    new Date(now.getTime() - draftHours * 3_600_000),
  );
  return [
    ...tonight,
    ...lineOf('guests_without_place', lost.length, null, lost),
    ...lineOf('guests_not_eligible', barred.length, null, barred),
    ...lineOf(
      'assessments_open',
      drafts.length,
      null,
      drafts.map((d) => ({ ...d, reservationId: null })),
    ),
  ];
};
