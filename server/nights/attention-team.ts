import type { Attention, AttentionKind } from '../../contract/attention.ts';
import { addDays, type Night } from '../../contract/nights.ts';
import { checkInHours, defaultTimeZone, lateFrom, localTime, readLocalHour } from '../facilities/rules.ts';
import { type FacilityRow, readFacilitiesById, readWeekdayHours, tonightOf } from '../facilities/store.ts';
import { readDraftsOfTeam } from '../placement/store.ts';
import type { Act } from '../reservations/booking.ts';
import { atRiskFor } from '../reservations/places-lost.ts';
import { readFacilitiesOfTeam, readTeamGuests } from './store-attention.ts';

type Person = Attention['people'][number];

const mostNamed = 5;
/** For how long an assessment that was begun and not finished is worth a line. */
const draftHours = 48;

/** A night begins at the cut-over hour of its day. */
const beginOf = (facility: FacilityRow, night: Night): Date =>
  readLocalHour(night, `${String(facility.cutOverHour).padStart(2, '0')}:00`, facility.timeZone);

/**
 * What needs a person of a reservation team: of the reservations that the team made and nobody else's. Who is late or was
 * released, who lost the place, who may not stay there any more (neutral), whose bed is not given though check-in has
 * begun; and assessments that were begun and not finished.
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
    const awaited = here.filter((g) => !g.released);
    const late = awaited.filter((g) => {
      const from = lateFrom(hours, g);
      return from !== null && from <= now;
    });
    const provisional = awaited.filter((g) => g.provisional && hours !== null && hours.from <= now);
    return [
      ...lineOf('guests_late', late, f),
      ...lineOf(
        'guests_released',
        here.filter((g) => g.released),
        f,
      ),
      ...lineOf(
        'places_provisional',
        provisional.filter((g) => !late.includes(g)),
        f,
      ),
    ];
  });
  const { guests: lost, notEligible } = await atRiskFor(act);
  const drafts = await readDraftsOfTeam(
    db,
    actor.organizationId,
    new Date(now.getTime() - draftHours * 3_600_000),
  );
  return [
    ...tonight,
    ...lineOf('guests_without_place', lost),
    ...lineOf('guests_not_eligible', notEligible),
    ...lineOf('assessments_open', drafts),
  ];
};

const lineOf = (
  kind: AttentionKind,
  rows: (Omit<Person, 'reservationId'> & { reservationId?: number | null })[],
  facility?: FacilityRow,
): Attention[] =>
  rows.length === 0
    ? []
    : [
        {
          kind,
          count: rows.length,
          facilityId: facility?.id ?? null,
          facilityName: facility?.name ?? null,
          people: rows.slice(0, mostNamed).map(({ clientId, reservationId, name }) => ({
            clientId,
            reservationId: reservationId ?? null,
            name,
          })),
        },
      ];
