import { type Calendar, type CalendarBar, calendarNights } from '../../contract/calendar.ts';
import { addDays, laterOf, type Night } from '../../contract/nights.ts';
import { ownFacility, readBeds, summaryOf, tonightOf } from '../facilities/store.ts';
import type { Act } from './booking.ts';
import { shortNameOf } from './rules.ts';
import { readAway } from './store-away.ts';
import { readRooms, readUnits } from './store-board.ts';
import { type CalendarRow, readCalendarRows } from './store-calendar.ts';

/** Fourteen nights of a facility of one's own, place by place. A stay of several nights in one place is one bar. */
export const readCalendarOf = async (
  act: Act,
  facilityId: number,
  asked?: Night,
): Promise<{ calendar: Calendar; clientIds: number[] }> => {
  const { db, actor, now } = act;
  const facility = await ownFacility(db, actor, facilityId);
  const begin = asked ?? tonightOf(facility, now);
  const end = addDays(begin, calendarNights);
  const { beds, openings } = await readBeds(db, [facility.id], begin);
  const rows = await readCalendarRows(db, facility.id, { begin, end }, now);
  const away = await readAway(db, facility.id, { begin, end });
  const units = await readUnits(db, facility.id);
  const rooms = await readRooms(db, facility.id);
  const placesOf = Map.groupBy(
    beds.filter((b) => b.serviceBegin < end),
    (b) => b.roomId,
  );
  const calendar: Calendar = {
    facility: summaryOf(facility, now),
    nights: Array.from({ length: calendarNights }, (_, i) => addDays(begin, i)),
    rooms: rooms.flatMap((room) => {
      const places = placesOf.get(room.id) ?? [];
      if (places.length === 0) return [];
      return [
        {
          ...room,
          units: units.filter((u) => u.roomId === room.id).map(({ id, name }) => ({ id, name })),
          places: places.map((b) => ({
            bedId: b.id,
            unitId: b.unitId,
            label: b.label,
            kind: b.kind as Calendar['rooms'][number]['places'][number]['kind'],
            overflow: b.overflow,
            from: laterOf(begin, b.serviceBegin),
            until: b.serviceEnd,
          })),
        },
      ];
    }),
    bars: joined(rows.map(barOf)).flatMap((bar) =>
      withLeave(
        bar,
        away.filter((a) => a.guestId === bar.guestId),
      ),
    ),
    freed: away.flatMap((a) =>
      a.freesPlace && a.bedId !== null
        ? [{ bedId: a.bedId, begin: a.begin, end: a.end, shortName: shortNameOf(a) }]
        : [],
    ),
    openings: openings
      .filter((o) => o.begin < end)
      .map((o) => ({ begin: laterOf(begin, o.begin), end: o.end })),
  };
  return {
    calendar,
    clientIds: [...rows.flatMap((r) => r.clientId ?? []), ...away.map((a) => a.clientId)],
  };
};

const barOf = (row: CalendarRow): CalendarBar => ({
  bedId: row.bedId,
  begin: row.begin,
  end: row.end,
  state:
    row.kind === 'closure'
      ? 'closed'
      : row.kind === 'hold'
        ? 'held'
        : row.leftAt
          ? 'left'
          : row.arrivedAt
            ? 'in_house'
            : 'expected',
  confirmed: row.confirmed,
  reservationId: row.reservationId,
  guestId: row.guestId,
  shortName: row.clientId === null ? null : shortNameOf(row),
  why: row.why,
});

// The nights on which a guest is away are a bar of their own, between those before and after.
const withLeave = (bar: CalendarBar, leaves: { begin: Night; end: Night }[]): CalendarBar[] => {
  const [first, ...more] = leaves.filter((l) => l.begin < bar.end && bar.begin < l.end);
  if (!first) return [bar];
  const begin = laterOf(bar.begin, first.begin);
  const end = [first.end, bar.end].sort()[0] as Night;
  return [
    ...(bar.begin < begin ? withLeave({ ...bar, end: begin }, more) : []),
    { ...bar, begin, end, state: 'on_leave' },
    ...(end < bar.end ? withLeave({ ...bar, begin: end }, more) : []),
  ];
};

// Segments of one guest that touch in the same place are one bar.
const joined = (bars: CalendarBar[]): CalendarBar[] => {
  const out: CalendarBar[] = [];
  for (const bar of bars) {
    const last = out.at(-1);
    if (
      last &&
      last.bedId === bar.bedId &&
      last.end === bar.begin &&
      last.guestId !== null &&
      last.guestId === bar.guestId
    )
      out[out.length - 1] = { ...last, end: bar.end, confirmed: last.confirmed && bar.confirmed };
    else out.push(bar);
  }
  return out;
};
