import { type Kysely, sql } from 'kysely';
import type { CalendarBar } from '../../contract/calendar.ts';
import type { Nights } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

export type CalendarRow = Omit<CalendarBar, 'state' | 'shortName'> & {
  kind: 'promise' | 'hold' | 'closure' | 'presence';
  end: string;
  clientId: number | null;
  firstName: string | null;
  lastName: string | null;
  goesBy: string | null;
  codeName: boolean | null;
  name: string | null;
  arrivedAt: Date | null;
  leftAt: Date | null;
};

/** Everything that takes a place of a facility on these nights. */
export const readCalendarRows = async (
  db: Kysely<DB>,
  facilityId: number,
  { begin, end }: Nights,
  now: Date,
): Promise<CalendarRow[]> => {
  const { rows } = await sql<CalendarRow>`
    select a.kind, a.bed_id, lower(a.nights) as begin, upper(a.nights) as "end", a.confirmed_at is not null as confirmed,
           g.reservation_id, g.id as guest_id, a.client_id, g.arrived_at, g.left_at, cl.reason as why,
           c.first_name, c.last_name, c.goes_by, c.code_name,
           nullif(concat_ws(' ', c.first_name, c.middle_name, c.last_name, c.name_suffix), '') as name
    from bed_assignment a
    left join guest g on g.id = a.guest_id left join client c on c.id = a.client_id left join closure cl on cl.id = a.closure_id
    where a.facility_id = ${facilityId} and a.ended_at is null and a.bed_id is not null
      and a.nights && daterange(${begin}::date, ${end}::date) and (a.kind <> 'hold' or a.expires_at > ${now})
    order by a.bed_id, lower(a.nights), a.id`.execute(db);
  return rows;
};
