import type { Night } from '../../contract/nights.ts';
import { addDays, ageOn } from '../../contract/nights.ts';
import type { Obstacle } from '../../contract/obstacles.ts';
import type {
  BoardPlace,
  CurrentReservations,
  ExpectedGuest,
  RoomAbout,
} from '../../contract/reservations.ts';
import { toAskAtTheDoor } from '../enrollment/rules.ts';
import { type CheckInHours, checkInHours, lateFrom } from '../facilities/rules.ts';
import { notesAt } from '../facilities/shift-notes.ts';
import { ownFacility, type readBeds, readWeekdayHours, summaryOf, tonightOf } from '../facilities/store.ts';
import type { Act } from './booking.ts';
import { labelOf, shortNameOf } from './rules.ts';
import { holdsDuring, nothingWanted } from './seating/fit.ts';
import { howManyMore, reasonsAgainst } from './seating/seating.ts';
import type { Request, Wants } from './seating/types.ts';
import { readAway } from './store-away.ts';
import { type BoardRow, readBoardRows, readPlacesBefore, readRooms, readUnits } from './store-board.ts';
import { type FacilityFacts, readFacilityFacts } from './store-places.ts';
import { needsOfGuest } from './store-replies.ts';

type Bed = Awaited<ReturnType<typeof readBeds>>['beds'][number];

/** Current Reservations of a night at the actor's own shelter: guests, rooms, beds, and what is still bookable. */
export const readBoard = async (
  act: Act,
  facilityId: number,
  asked?: Night,
): Promise<CurrentReservations> => {
  const { db, now } = act;
  const facility = await ownFacility(db, act.actor, facilityId);
  const night = asked ?? tonightOf(facility, now);
  const of = (await readFacilityFacts(db, [facility], night, now)).get(facility.id)!;
  const rows = await readBoardRows(db, facility.id, night, { now, tonight: of.tonight });
  const rooms = await readRooms(db, facility.id);
  const units = await readUnits(db, facility.id);
  const hours = checkInHours(facility, await readWeekdayHours(db, [facility.id]), night);

  const risks = risksOf(of, rows, night);
  const byBed = new Map(rows.flatMap((r) => (r.bedId === null ? [] : [[r.bedId, r] as const])));
  const partyOfUnit = new Map(
    rows.flatMap((r) =>
      r.unitKey === null || r.kind === 'closure' ? [] : [[r.unitKey, r.partyId] as const],
    ),
  );
  const away = new Map(
    (await readAway(db, facility.id, { begin: night, end: addDays(night, 1) })).map((a) => [a.bedId, a]),
  );
  const places = of.beds
    .filter((bed) => bed.serviceBegin <= night && night < bed.serviceEnd)
    .map((bed): BoardPlace => {
      const whose = away.get(bed.id);
      return {
        ...placeOf(bed, byBed.get(bed.id), partyOfUnit.has(bed.unitKey), of, night, risks),
        away: whose ? { clientId: whose.clientId, shortName: shortNameOf(whose), until: whose.end } : null,
      };
    });
  const there = rows.filter((r) => !r.onLeave);
  const before = Map.groupBy(
    await readPlacesBefore(
      db,
      there.flatMap((r) => (r.guestId !== null && r.arrivedAt ? [r.guestId] : [])),
      night,
    ),
    (p) => p.guestId,
  );
  const labels = new Map(of.beds.map((b) => [b.id, labelOf(b)]));
  const guests = there.flatMap((r) =>
    r.guestId === null
      ? []
      : [
          {
            ...guestOf(r, rows, of, { night, hours }, risks),
            wasIn: (before.get(r.guestId) ?? []).map((p) => ({
              bedLabel: labels.get(p.bedId) ?? '',
              until: p.until.toISOString(),
            })),
          },
        ],
  );
  return {
    facility: summaryOf(facility, now),
    night,
    readAt: now.toISOString(),
    rooms: rooms
      .map((room) => {
        const here = places.filter((p) => p.roomId === room.id);
        return {
          id: room.id,
          name: room.name,
          about: aboutRoom(of, room.id, night),
          units: units.filter((u) => u.roomId === room.id).map(({ id, name, kind }) => ({ id, name, kind })),
          places: here,
        };
      })
      .filter((room) => room.places.length > 0),
    guests,
    notes: night === of.tonight ? await notesAt(act, facility.id) : [],
    bookable: bookableOf(of, night),
    counts: {
      expected: guests.filter((g) => !g.arrivedAt).length,
      arrived: guests.filter((g) => g.arrivedAt && !g.leftAt).length,
      atRisk: guests.filter((g) => g.atRisk.length > 0).length,
      closed: places.filter((p) => p.state === 'closed').length,
      overflow: places.filter((p) => p.overflow && p.state !== 'out_of_service').length,
    },
    occupancy: {
      guests: places.filter((p) => p.guestId !== null).length,
      places: places.filter((p) => !p.overflow).length,
    },
  };
};

// A promise whose place no longer fits, or whose guest is barred: shown to those who must mend it.
const risksOf = (of: FacilityFacts, rows: BoardRow[], night: Night): Map<number, Obstacle[]> => {
  const wants = new Map(
    of.kept.flatMap((k) => (k.guest !== null && k.wants ? [[k.guest, k.wants] as const] : [])),
  );
  const places = new Map(of.places.map((p) => [p.bed, p]));
  const nights = { begin: night, end: addDays(night, 1) };
  return new Map(
    rows.flatMap((r) => {
      if (r.guestId === null || r.onLeave) return [];
      const place = r.bedId === null ? undefined : places.get(r.bedId);
      const want = wants.get(r.guestId);
      const reasons = place && want ? reasonsAgainst(place, want, nights) : [];
      if (r.bedId === null && r.sharesWith === null)
        reasons.unshift({
          code: 'place_lost',
          message: 'No place: the bed was closed or taken out of service',
        });
      if (r.barred && !r.arrivedAt) reasons.unshift({ code: 'barred_here', message: 'Barred here' });
      return reasons.length > 0 ? [[r.guestId, reasons] as const] : [];
    }),
  );
};

const placeOf = (
  bed: Bed,
  row: BoardRow | undefined,
  unitTaken: boolean,
  of: FacilityFacts,
  night: Night,
  risks: Map<number, Obstacle[]>,
): Omit<BoardPlace, 'away'> => {
  const place = of.places.find((p) => p.bed === bed.id)!;
  const open = !bed.overflow || place.openings.some((o) => o.begin <= night && night < o.end);
  const risk = row?.guestId ? risks.get(row.guestId) : undefined;
  const state: BoardPlace['state'] = row
    ? row.kind === 'closure'
      ? 'closed'
      : row.kind === 'hold'
        ? 'held'
        : row.onLeave
          ? 'on_leave'
          : row.arrivedAt
            ? 'in_house'
            : risk
              ? 'at_risk'
              : 'expected'
    : unitTaken
      ? 'kept'
      : open
        ? 'free'
        : 'out_of_service';
  return {
    bedId: bed.id,
    roomId: bed.roomId,
    unitId: bed.unitId,
    label: bed.label,
    kind: bed.kind as BoardPlace['kind'],
    bunk: bed.bunk,
    accessible: bed.accessible,
    power: bed.power,
    nearStaff: bed.nearStaff,
    overflow: bed.overflow,
    placement: ruleOn(place, night)?.placement ?? null,
    state,
    confirmed: row?.confirmed ?? false,
    // Whose place is kept while they are away is not a guest of this night.
    guestId: row?.onLeave ? null : (row?.guestId ?? null),
    clientId: row?.onLeave ? null : (row?.clientId ?? null),
    shortName: row?.clientId ? shortNameOf(row) : null,
    why: row?.closureReason ?? null,
    heldUntil: row?.kind === 'hold' ? (row.expiresAt?.toISOString() ?? null) : null,
  };
};

const guestOf = (
  r: BoardRow,
  rows: BoardRow[],
  of: FacilityFacts,
  { night, hours }: { night: Night; hours: CheckInHours | null },
  risks: Map<number, Obstacle[]>,
): Omit<ExpectedGuest, 'wasIn'> => {
  const bed = of.beds.find((b) => b.id === r.bedId);
  const party = rows.filter((o) => o.partyId === r.partyId && o.guestId !== null);
  return {
    guestId: r.guestId!,
    reservationId: r.reservationId!,
    code: r.code!,
    version: r.version!,
    clientId: r.clientId!,
    name: r.name!,
    sayIt: r.sayIt,
    goesBy: r.goesBy,
    age: ageOn(r.dob, night),
    needs: needsOfGuest(r),
    pets: r.pets,
    interpreter: r.interpreterFor || (r.interpreter ? r.language : r.interpreterFor),
    partySize: party.length,
    partyId: r.partyId,
    bedId: r.bedId,
    bedLabel: bed ? labelOf(bed) : null,
    sharesWith: r.sharesWith,
    confirmed: r.confirmed,
    arrivedAt: r.arrivedAt?.toISOString() ?? null,
    leftAt: r.leftAt?.toISOString() ?? null,
    beginDate: r.beginDate!,
    endDate: r.endDate === 'infinity' ? null : r.endDate,
    madeBy: r.madeBy!,
    toAskAtTheDoor: toAskAtTheDoor(r.startAnswers ?? {}, {
      adult: (ageOn(r.dob, night) ?? 18) >= 18,
      head: r.relationshipToHoh === 1,
      kind: of.facility.projectType === 0 ? 'extended_stay' : 'night_by_night',
    }),
    atRisk: risks.get(r.guestId!) ?? [],
    barred: r.barred,
    lateFrom: r.arrivedAt ? null : (lateFrom(hours, r)?.toISOString() ?? null),
    lateReason: r.arrivedAt ? null : r.lateReason,
  };
};

const ruleOn = (place: FacilityFacts['places'][number], night: Night) =>
  place.rules.find((r) => holdsDuring(r, { begin: night, end: addDays(night, 1) }));

const aboutRoom = (of: FacilityFacts, roomId: number, night: Night): RoomAbout => {
  const places = of.places.filter((p) => p.room === roomId);
  const rule = places[0] && ruleOn(places[0], night);
  return {
    placement: rule?.placement ?? null,
    ageFrom: rule?.ageFrom ?? null,
    ageTo: rule?.ageTo ?? null,
    families: rule?.children === 'with',
    veterans: rule?.veteransOnly ?? false,
    oneParty: places.some((p) => p.privateUnit),
  };
};

/** An adult who asks for nothing, through the team's door: what "bookable" means for one person. */
const anyone: Wants = { ...nothingWanted, ageFrom: 30, ageTo: 40 };

// These need not add up: each is "how many people needing this could still be booked".
const bookableOf = (of: FacilityFacts, night: Night): CurrentReservations['bookable'] => {
  const nights = {
    begin: night,
    end: of.facility.projectType === 0 ? ('infinity' as const) : addDays(night, 1),
  };
  const ask = (guests: Partial<Wants>[]): Request => ({
    party: -1,
    nights,
    guests: guests.map((w, i) => ({
      guest: i + 1,
      client: null,
      wants: { ...anyone, ...w },
      sharesWith: null,
      lastBed: null,
    })),
  });
  const most = of.places.length;
  const withPlaces = (only: (p: FacilityFacts['places'][number]) => boolean) => of.places.filter(only);
  return {
    any: howManyMore(of.places, of.kept, ask([{}]), most),
    men: howManyMore(of.places, of.kept, ask([{ placement: 'men' }]), most),
    women: howManyMore(of.places, of.kept, ask([{ placement: 'women' }]), most),
    withoutClimbing: howManyMore(of.places, of.kept, ask([{ lowerBunk: true }]), most),
    accessible: howManyMore(of.places, of.kept, ask([{ accessible: true }]), most),
    privateRoom: howManyMore(
      withPlaces((p) => p.privateUnit),
      of.kept.filter((k) => k.bed === null || of.places.some((p) => p.bed === k.bed && p.privateUnit)),
      ask([{ partyHasChildren: true }, { ageFrom: 8, ageTo: 9, partyHasChildren: true }]),
      most,
    ),
  };
};
