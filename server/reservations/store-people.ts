import { type Kysely, sql } from 'kysely';
import { addDays, ageOn, type Night, type Nights } from '../../contract/nights.ts';
import type { FurtherNeed } from '../../contract/placement-needs.ts';
import { type Actor, isShelter } from '../accounts/actor.ts';
import { agreedShelters, readTeam } from '../accounts/store.ts';
import { nameInSql } from '../clients/store.ts';
import type { DB } from '../database/generated-types.ts';
import { defaultTimeZone, localTime } from '../facilities/rules.ts';
import type { GuestFacts, PlaceElsewhere } from './rules.ts';
import type { PlacementWish } from './seating/types.ts';

/** A person as booking reads them. */
export interface Person {
  clientId: number;
  name: string;
  sayIt: string | null;
  goesBy: string | null;
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
  veteran: boolean;
  shares: boolean | null;
  needs: PersonNeeds;
  needsFrom: Night | null;
  assessedUntil: Night | null;
}

interface PersonNeeds {
  placement: PlacementWish;
  lowerBunk: boolean;
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  cribs: number;
  pets: number;
  interpreter: string | null;
  workShift: 'late' | 'night' | null;
  confidentialSite: boolean;
  further: FurtherNeed[];
}

const unasked: PersonNeeds = {
  placement: 'any',
  lowerBunk: false,
  accessible: false,
  power: false,
  nearStaff: false,
  cribs: 0,
  pets: 0,
  interpreter: null,
  workShift: null,
  confidentialSite: false,
  further: [],
};

interface PersonRow extends Omit<Person, 'needs' | 'needsFrom' | 'assessedUntil'> {
  needs: Partial<PersonNeeds> | null;
  finishedAt: Date | null;
}

/**
 * The people of a party, in the order asked for, with the needs of the newest finished assessment that counts: the
 * acting team's own; for a shelter any of somebody who shares, or who has a reservation with it.
 */
export const readPeople = async (db: Kysely<DB>, actor: Actor, clientIds: number[]): Promise<Person[]> => {
  const team = await readTeam(db, actor.organizationId);
  const { rows } = await sql<PersonRow>`
    select c.id as client_id, ${nameInSql} as name,
           c.say_it, c.goes_by, c.dob, c.age_from, c.age_to, coalesce(c.veteran_status = 1, false) as veteran, c.shares,
           a.needs, a.finished_at
    from client c
    left join lateral (
      select needs, finished_at from assessment a
      where a.client_id = c.id and a.finished_at is not null
        and (a.organization_id = ${actor.organizationId} or (${isShelter(actor)} and (c.shares is true or exists (
          select from guest g join reservation r on r.id = g.reservation_id
          where g.client_id = c.id and r.organization_id = ${actor.organizationId} and r.cancelled_at is null))))
      order by a.finished_at desc limit 1) a on true
    where c.id = any(${clientIds}) and c.merged_into is null and c.deleted_at is null`.execute(db);
  const byId = new Map(rows.map((r) => [r.clientId, r]));
  return clientIds.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const assessedOn = row.finishedAt
      ? localTime(row.finishedAt, team?.timeZone ?? defaultTimeZone).day
      : null;
    return [
      {
        ...row,
        needs: knownNeeds(row.needs ?? {}),
        needsFrom: assessedOn,
        assessedUntil: assessedOn && team ? addDays(assessedOn, team.assessmentValidDays) : null,
      },
    ];
  });
};

// An assessment finished before a need was asked for says nothing of it.
const knownNeeds = (assessed: Partial<PersonNeeds>): PersonNeeds =>
  Object.fromEntries(
    Object.entries(unasked).map(([need, unless]) => [need, assessed[need as keyof PersonNeeds] ?? unless]),
  ) as unknown as PersonNeeds;

/** Open and pending enrollments of these people in these projects. */
export const readLiveEnrollments = async (db: Kysely<DB>, clientIds: number[], projectIds: number[]) => {
  const { rows } = await sql<{
    id: number;
    clientId: number;
    projectId: number;
    state: 'pending' | 'open';
    plannedDate: Night | null;
    entryDate: Night | null;
  }>`
    select id, client_id, project_id, case when entry_date is null then 'pending' else 'open' end as state, planned_date, entry_date
    from enrollment
    where client_id = any(${clientIds}) and project_id = any(${projectIds})
      and exit_date is null and voided_at is null and deleted_at is null
    order by (entry_date is null), entry_date desc, id desc`.execute(db);
  return rows;
};

/** Places these people have on the nights, anywhere; where, only as far as this actor may know it. */
export const readPlacesAlready = async (
  db: Kysely<DB>,
  actor: Actor,
  clientIds: number[],
  nights: Nights,
  now: Date,
  exceptReservation = 0,
): Promise<(PlaceElsewhere & { clientId: number })[]> => {
  const agreed = await agreedShelters(db, actor.organizationId, localTime(now, defaultTimeZone).day);
  const { rows } = await sql<
    PlaceElsewhere & { clientId: number; organizationId: number; shares: boolean | null }
  >`
    select a.client_id, g.reservation_id, f.id as facility_id, f.name as facility_name, f.phone as facility_phone,
           f.organization_id, lower(a.nights) as begin, upper(a.nights) as "end", g.arrived_at is not null as arrived,
           coalesce(r.made_by_organization_id = ${actor.organizationId}, false) as made_by_own_team, c.shares
    from bed_assignment a join facility f on f.id = a.facility_id join client c on c.id = a.client_id
    left join guest g on g.id = a.guest_id left join reservation r on r.id = g.reservation_id
    where a.client_id = any(${clientIds}) and a.ended_at is null
      and a.nights && daterange(${nights.begin}::date, ${nights.end}::date)
      and (a.kind <> 'hold' or a.expires_at > ${now})
      and (g.reservation_id is null or g.reservation_id <> ${exceptReservation})
    order by lower(a.nights)`.execute(db);
  return rows.map(({ organizationId, shares, ...place }) => ({
    ...place,
    known:
      place.madeByOwnTeam ||
      organizationId === actor.organizationId ||
      (shares === true && agreed.includes(organizationId)),
  }));
};

/** The bed in which each of these people slept last at this facility. */
export const readLastBeds = async (
  db: Kysely<DB>,
  facilityId: number,
  clientIds: number[],
): Promise<Map<number, number>> => {
  const { rows } = await sql<{ clientId: number; bedId: number }>`
    select distinct on (client_id) client_id, bed_id from bed_night
    where client_id = any(${clientIds}) and facility_id = ${facilityId} and bed_id is not null
    order by client_id, night desc`.execute(db);
  return new Map(rows.map((r) => [r.clientId, r.bedId]));
};

/** What the rules read of each guest. Who has no known age counts as an adult. */
export const guestFacts = (
  person: Person,
  night: Night,
  enrollments: { id: number; clientId: number; state: 'pending' | 'open' }[],
  has: (PlaceElsewhere & { clientId: number })[],
  enrollmentNamed: number | null,
): GuestFacts => {
  const age = ageOn(person.dob, night);
  return {
    clientId: person.clientId,
    name: person.goesBy ?? person.name,
    adult: age === null ? !(person.ageTo !== null && person.ageTo < 18) : age >= 18,
    ageKnown: age !== null || (person.ageFrom !== null && person.ageTo !== null),
    consentAsked: person.shares !== null,
    assessedUntil: person.assessedUntil,
    enrollments: enrollments
      .filter((e) => e.clientId === person.clientId)
      .map(({ id, state }) => ({ id, state })),
    enrollmentNamed,
    has: has.filter((p) => p.clientId === person.clientId),
  };
};
