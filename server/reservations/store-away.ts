import { type Kysely, sql } from 'kysely';
import type { Night, Nights } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';

export interface AwayRow {
  guestId: number;
  clientId: number;
  /** Their place: the one kept, or else the one they come back to, or else the one they had; null for who shares. */
  bedId: number | null;
  begin: Night;
  end: Night;
  freesPlace: boolean;
  firstName: string | null;
  lastName: string | null;
  goesBy: string | null;
  codeName: boolean | null;
  name: string | null;
}

/** Guests of a facility who are away with leave on any of these nights, with the place that is theirs. */
export const readAway = async (
  db: Kysely<DB>,
  facilityId: number,
  { begin, end }: Nights,
): Promise<AwayRow[]> => {
  const { rows } = await sql<AwayRow>`
    select g.id as guest_id, g.client_id, place.bed_id, lower(l.nights) as begin, upper(l.nights) as "end", l.frees_place,
           c.first_name, c.last_name, c.goes_by, c.code_name,
           nullif(concat_ws(' ', c.first_name, c.middle_name, c.last_name, c.name_suffix), '') as name
    from guest_leave l join guest g on g.id = l.guest_id and g.left_at is null
    join reservation r on r.id = g.reservation_id and r.cancelled_at is null join client c on c.id = g.client_id
    left join lateral (select a.bed_id from bed_assignment a
      where a.guest_id = g.id and a.ended_at is null and a.bed_id is not null
        and (a.nights && l.nights or lower(a.nights) = upper(l.nights) or upper(a.nights) = lower(l.nights))
      order by a.nights && l.nights desc, lower(a.nights) = upper(l.nights) desc limit 1) place on true
    where r.facility_id = ${facilityId} and l.ended_at is null and l.nights && daterange(${begin}::date, ${end}::date)
    order by l.id`.execute(db);
  return rows;
};
