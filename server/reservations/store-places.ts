import { type Kysely, sql } from 'kysely';
import { ageOn, earlierOf, type Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { type BedRow, type FacilityRow, readBeds, tonightOf } from '../facilities/store.ts';
import { rulesForBed } from './rules.ts';
import type { Door, Kept, Place, PlacementWish, Wants } from './seating/types.ts';

/** What seating reads of one facility, and the rows that name its rooms and beds. */
export interface FacilityFacts {
  facility: FacilityRow;
  tonight: Night;
  places: Place[];
  kept: Kept[];
  beds: BedRow[];
}

/**
 * Places and live assignments of facilities, by facility id: everything that ends after `from` or tonight, whichever is
 * earlier. Without an upper end: a promise that touches the nights asked about may reach further, and where it can be
 * moved to depends on whoever is there later.
 */
export const readFacilityFacts = async (
  db: Kysely<DB>,
  facilities: FacilityRow[],
  from: Night,
  now: Date,
  options: { except?: number } = {},
): Promise<Map<number, FacilityFacts>> => {
  const ids = facilities.map((f) => f.id);
  const since = facilities.map((f) => tonightOf(f, now)).reduce(earlierOf, from);
  const { beds, rules, openings } = await readBeds(db, ids, since);
  const facts = new Map<number, FacilityFacts>(
    facilities.map((facility) => [
      facility.id,
      { facility, tonight: tonightOf(facility, now), places: [], kept: [], beds: [] },
    ]),
  );
  const rulesOf = Map.groupBy(rules, (r) => (r.bedId === null ? `room ${r.roomId}` : `bed ${r.bedId}`));
  const openingsOf = Map.groupBy(openings, (o) => o.facilityId);
  beds.forEach((bed, order) => {
    const of = facts.get(bed.facilityId);
    if (!of) return;
    of.beds.push(bed);
    of.places.push({
      bed: bed.id,
      unit: bed.unitKey,
      privateUnit: bed.unitId !== null,
      room: bed.roomId,
      kind: bed.kind as Place['kind'],
      accessible: bed.accessible,
      power: bed.power,
      nearStaff: bed.nearStaff,
      overflow: bed.overflow,
      order,
      inService: { begin: bed.serviceBegin, end: bed.serviceEnd },
      openings: bed.overflow ? (openingsOf.get(bed.facilityId) ?? []) : [],
      rules: rulesForBed(rulesOf.get(`room ${bed.roomId}`) ?? [], rulesOf.get(`bed ${bed.id}`) ?? []),
    });
  });
  for (const row of await readLiveAssignments(db, ids, since, now, options.except)) {
    const of = facts.get(row.facilityId);
    if (of) of.kept.push(keptOf(row, of.tonight));
  }
  for (const of of facts.values()) markParties(of.kept, from);
  return facts;
};

/** What a guest of a reservation needs, as it lies in the database. */
export interface GuestNeeds {
  door: Door;
  placement: PlacementWish;
  lowerBunk: boolean;
  accessible: boolean;
  power: boolean;
  nearStaff: boolean;
  crib: boolean;
  dob: Night | null;
  ageFrom: number | null;
  ageTo: number | null;
  veteran: boolean;
}

interface AssignmentRow extends Omit<GuestNeeds, 'door' | 'placement'> {
  id: number;
  kind: Kept['kind'];
  facilityId: number;
  bedId: number | null;
  unitKey: number | null;
  partyId: number;
  guestId: number | null;
  clientId: number | null;
  begin: Night;
  end: Night;
  confirmed: boolean;
  arrived: boolean;
  door: Door | null;
  placement: PlacementWish | null;
}

const readLiveAssignments = async (
  db: Kysely<DB>,
  facilityIds: number[],
  since: Night,
  now: Date,
  exceptReservation = 0,
): Promise<AssignmentRow[]> => {
  const { rows } = await sql<AssignmentRow>`
    select a.id, a.kind, a.facility_id, a.bed_id, a.unit_key, a.party_id, a.guest_id, a.client_id,
           lower(a.nights) as begin, upper(a.nights) as "end", a.confirmed_at is not null as confirmed,
           g.arrived_at is not null as arrived, r.door, g.placement, g.lower_bunk, g.accessible, g.power, g.near_staff,
           g.crib, c.dob, c.age_from, c.age_to, coalesce(c.veteran_status = 1, false) as veteran
    from bed_assignment a
    left join guest g on g.id = a.guest_id
    left join reservation r on r.id = g.reservation_id
    left join client c on c.id = a.client_id
    where a.facility_id = any(${facilityIds}) and a.ended_at is null
      and upper(a.nights) > ${since}::date
      and (a.kind <> 'hold' or a.expires_at > ${now})
      and (g.reservation_id is null or g.reservation_id <> ${exceptReservation})
    order by a.id`.execute(db);
  return rows;
};

const keptOf = (row: AssignmentRow, tonight: Night): Kept => ({
  assignment: row.id,
  bed: row.bedId,
  unit: row.unitKey,
  party: row.partyId,
  client: row.clientId,
  guest: row.guestId,
  nights: { begin: row.begin, end: row.end },
  kind: row.kind,
  // Confirmed beds and nights already begun never move.
  movable: row.kind === 'promise' && !row.confirmed && !row.arrived && row.begin >= tonight,
  wants: row.placement && row.door ? wantsOf({ ...row, placement: row.placement, door: row.door }) : null,
  lastBed: null,
});

/** The same as seating reads it; whether the party has children is known once all of it is. */
export const wantsOf = (row: GuestNeeds): Wants => ({
  bornOn: row.dob,
  ageFrom: row.dob ? null : row.ageFrom,
  ageTo: row.dob ? null : row.ageTo,
  placement: row.placement,
  lowerBunk: row.lowerBunk,
  accessible: row.accessible,
  power: row.power,
  nearStaff: row.nearStaff,
  crib: row.crib,
  veteran: row.veteran,
  partyHasChildren: false,
  door: row.door,
});

/** Whether somebody with these wants is under 18 on a night; who has no known age counts as an adult. */
export const isMinor = (wants: Pick<Wants, 'bornOn' | 'ageTo'>, night: Night): boolean => {
  const age = ageOn(wants.bornOn, night);
  return age !== null ? age < 18 : wants.ageTo !== null && wants.ageTo < 18;
};

const markParties = (kept: Kept[], night: Night) => {
  const withChildren = new Set(kept.filter((k) => k.wants && isMinor(k.wants, night)).map((k) => k.party));
  for (const k of kept) if (k.wants && withChildren.has(k.party)) k.wants.partyHasChildren = true;
};
