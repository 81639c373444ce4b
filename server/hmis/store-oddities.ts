import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Night } from '../../contract/nights.ts';
import type { DB } from '../database/generated-types.ts';
import { type Findings, mostListed } from './findings.ts';
import { isKnownCoc } from './specification.ts';

interface Oddness {
  code: string;
  file: string;
  column: string | null;
  /** What the summary counts: "Birth dates after the first day of a stay". */
  sentence: string;
  /** The rows, with a value where it identifies nobody. */
  query: RawBuilder<{ line: number | null; value: string | null }>;
}

const none = sql`null::text as value`;

/** HUD data quality 3.01 to 3.07, as far as an export alone shows it. */
const ofPeople = (today: Night): Oddness[] => [
  {
    code: 'name_missing',
    file: 'Client',
    column: 'NameDataQuality',
    sentence: 'Names called complete, of which first or last is missing',
    query: sql`select line, ${none} from stage_client where not deleted and name_data_quality = 1
      and (first_name is null or last_name is null)`,
  },
  {
    code: 'birth_date_quality',
    file: 'Client',
    column: 'DOBDataQuality',
    sentence: 'Birth dates whose quality says there is none, or the other way round',
    query: sql`select line, dob_data_quality::text as value from stage_client where not deleted
      and ((dob is not null and dob_data_quality in (8, 9, 99)) or (dob is null and dob_data_quality in (1, 2)))`,
  },
  {
    code: 'birth_date_unlikely',
    file: 'Client',
    column: 'DOB',
    sentence: 'Birth dates before 1915 or after the record was made',
    query: sql`select line, ${none} from stage_client where not deleted
      and (dob < '1915-01-01' or dob > ${today}::date or dob::text > left(date_created, 10))`,
  },
  {
    code: 'race_none',
    file: 'Client',
    column: 'RaceNone',
    sentence: 'Races chosen together with a reason why none is',
    query: sql`select line, race_none::text as value from stage_client where not deleted and race_none is not null
      and 1 in (am_ind_ak_native, asian, black_af_american, hispanic_latinao, mid_east_n_african, native_hi_pacific, white)`,
  },
  {
    code: 'no_enrollment',
    file: 'Client',
    column: null,
    sentence: 'People without an enrollment',
    query: sql`select c.line, ${none} from stage_client c where not c.deleted
      and not exists (select from stage_enrollment e where e.personal_id = c.personal_id)`,
  },
];

const ofStays = (today: Night): Oddness[] => [
  {
    code: 'entry_before_birth',
    file: 'Enrollment',
    column: 'EntryDate',
    sentence: 'Stays that begin before the birth date',
    query: sql`select e.line, e.entry_date::text as value from stage_enrollment e join stage_client c using (personal_id)
      where not e.deleted and e.entry_date < c.dob`,
  },
  {
    code: 'entry_in_future',
    file: 'Enrollment',
    column: 'EntryDate',
    sentence: 'Stays that begin after today',
    query: sql`select line, entry_date::text as value from stage_enrollment where not deleted and entry_date > ${today}::date`,
  },
  {
    code: 'exit_before_entry',
    file: 'Exit',
    column: 'ExitDate',
    sentence: 'Exits before the first day of the stay',
    query: sql`select exit_line as line, exit_date::text as value from known_enrollment
      where not deleted and exit_line is not null and exit_date < entry_date`,
  },
  {
    code: 'exit_on_entry',
    file: 'Exit',
    column: 'ExitDate',
    sentence: 'Exits on the first day of the stay, so that no night was slept',
    query: sql`select exit_line as line, exit_date::text as value from known_enrollment
      where not deleted and exit_line is not null and exit_date = entry_date`,
  },
  {
    code: 'exit_in_future',
    file: 'Exit',
    column: 'ExitDate',
    sentence: 'Exits after today',
    query: sql`select line, exit_date::text as value from stage_exit where not deleted and exit_date > ${today}::date`,
  },
  {
    code: 'overlapping_stays',
    file: 'Enrollment',
    column: 'EntryDate',
    sentence: 'Stays of one person in one project that overlap',
    query: sql`select line, entry_date::text as value from (
      select line, entry_date, max(coalesce(exit_date, 'infinity')) over (partition by personal_id, project_id
        order by entry_date, line rows between unbounded preceding and 1 preceding) as before
      from known_enrollment where not deleted) o where before > entry_date and line is not null`,
  },
  {
    code: 'outside_operation',
    file: 'Enrollment',
    column: 'EntryDate',
    sentence: 'Stays that begin before the project did, or after it ended',
    query: sql`select e.line, e.entry_date::text as value from stage_enrollment e join known_project p using (project_id)
      where not e.deleted and (e.entry_date < p.operating_start_date or e.entry_date > p.operating_end_date)`,
  },
  {
    code: 'not_one_head',
    file: 'Enrollment',
    column: 'RelationshipToHoH',
    sentence: 'Households with no head, or with more than one',
    query: sql`select min(line) as line, count(*) filter (where relationship_to_hoh = 1)::text as value
      from known_enrollment where not deleted group by project_id, household_id
      having count(*) filter (where relationship_to_hoh = 1) <> 1 and min(line) is not null`,
  },
  {
    code: 'coc_of_other_project',
    file: 'Enrollment',
    column: 'EnrollmentCoC',
    sentence: 'Enrollments in a Continuum of Care that the project is not in',
    query: sql`select e.line, e.enrollment_coc as value from stage_enrollment e where not e.deleted
      and e.enrollment_coc is not null and exists (select from stage_project_coc c where c.project_id = e.project_id)
      and not exists (select from stage_project_coc c where c.project_id = e.project_id and not c.deleted
        and upper(c.coc_code) = upper(e.enrollment_coc))`,
  },
];

const ofNights = (today: Night): Oddness[] => [
  {
    code: 'night_before_entry',
    file: 'Services',
    column: 'DateProvided',
    sentence: 'Bed nights before the first day of the stay',
    query: sql`select s.line, s.date_provided::text as value from stage_services s join known_enrollment e using (enrollment_id)
      where not s.deleted and s.date_provided < e.entry_date`,
  },
  {
    code: 'night_after_exit',
    file: 'Services',
    column: 'DateProvided',
    sentence: 'Bed nights on the exit date or after it',
    query: sql`select s.line, s.date_provided::text as value from stage_services s join known_enrollment e using (enrollment_id)
      where not s.deleted and s.date_provided >= e.exit_date`,
  },
  {
    code: 'night_in_future',
    file: 'Services',
    column: 'DateProvided',
    sentence: 'Bed nights after today',
    query: sql`select line, date_provided::text as value from stage_services where not deleted and date_provided > ${today}::date`,
  },
  {
    code: 'night_of_other_type',
    file: 'Services',
    column: 'RecordType',
    sentence: 'Bed nights of a project that is no night-by-night shelter',
    query: sql`select s.line, ${none} from stage_services s join known_enrollment e using (enrollment_id)
      join known_project p using (project_id) where not s.deleted and p.project_type is distinct from 1`,
  },
  {
    code: 'night_twice',
    file: 'Services',
    column: 'DateProvided',
    sentence: 'Bed nights that are there twice; the first is kept',
    query: sql`select line, date_provided::text as value from (
      select line, date_provided, row_number() over (partition by enrollment_id, date_provided order by line) as n
      from stage_services where not deleted) d where n > 1`,
  },
  {
    code: 'two_beds_one_night',
    file: 'Services',
    column: 'DateProvided',
    sentence: 'Nights that one person slept in two shelters',
    query: sql`select max(line) as line, date_provided::text as value from stage_services where not deleted
      group by personal_id, date_provided having count(distinct enrollment_id) > 1`,
  },
  {
    code: 'no_night_on_entry',
    file: 'Enrollment',
    column: 'EntryDate',
    sentence: 'Night-by-night stays without a bed night on their first day',
    query: sql`select e.line, e.entry_date::text as value from stage_enrollment e join known_project p using (project_id)
      where not e.deleted and p.project_type = 1 and not exists (select from stage_services s
        where s.enrollment_id = e.enrollment_id and s.date_provided = e.entry_date and not s.deleted)`,
  },
  {
    code: 'long_silent',
    file: 'Enrollment',
    column: null,
    sentence: 'Open night-by-night stays without a bed night for 90 nights',
    query: sql`select e.line, ${none} from known_enrollment e join known_project p using (project_id)
      where not e.deleted and e.line is not null and e.exit_date is null and p.project_type = 1
        and not exists (select from stage_services s where s.enrollment_id = e.enrollment_id and not s.deleted
          and s.date_provided > ${today}::date - 90)`,
  },
];

const ofProjects: Oddness[] = [
  {
    code: 'no_project_coc',
    file: 'Project',
    column: null,
    sentence: 'Emergency shelters without a Continuum of Care; they get no facility',
    query: sql`select p.line, p.project_id as value from stage_project p where not p.deleted and p.project_type in (0, 1)
      and not exists (select from stage_project_coc c where c.project_id = p.project_id and not c.deleted)`,
  },
  {
    code: 'coc_twice',
    file: 'ProjectCoC',
    column: 'CoCCode',
    sentence: 'Projects that name one Continuum of Care twice; the first is taken',
    query: sql`select line, coc_code as value from (
      select line, coc_code, row_number() over (partition by project_id, upper(coc_code) order by line) as n
      from stage_project_coc where not deleted) d where n > 1`,
  },
  {
    code: 'project_type_missing',
    file: 'Project',
    column: 'ProjectType',
    sentence: 'Projects without a type, kept as "Other"',
    query: sql`select line, project_id as value from stage_project where not deleted and project_type is null`,
  },
  {
    code: 'inventory_dates',
    file: 'Inventory',
    column: 'InventoryEndDate',
    sentence: 'Inventory that ends before it begins; it makes no places',
    query: sql`select line, inventory_end_date::text as value from stage_inventory
      where not deleted and inventory_end_date < inventory_start_date`,
  },
  {
    code: 'inventory_coc',
    file: 'Inventory',
    column: 'CoCCode',
    sentence: 'Inventory in a Continuum of Care that the project is not in; it makes no places',
    query: sql`select i.line, i.coc_code as value from stage_inventory i where not i.deleted and i.coc_code is not null
      and exists (select from stage_project_coc c where c.project_id = i.project_id and not c.deleted)
      and not exists (select from stage_project_coc c where c.project_id = i.project_id and not c.deleted
        and upper(c.coc_code) = upper(i.coc_code))`,
  },
];

interface Found {
  line: number | null;
  value: string | null;
  total: number;
}

const look = async (db: Kysely<DB>, findings: Findings, { code, file, column, sentence, query }: Oddness) => {
  const { rows } =
    await sql<Found>`select q.*, count(*) over () as total from (${query}) q order by line limit ${mostListed}`.execute(
      db,
    );
  for (const [i, { line, value, total }] of rows.entries()) {
    const finding = { file: `${file}.csv`, line, column, value, reason: `${sentence}.` };
    findings.strange(code, sentence, finding, i === 0 ? total - rows.length + 1 : 1);
  }
};

/** Everything in the staged rows that is odd and kept all the same. An export of changes alone lacks what would tell. */
export const findOddities = async (
  db: Kysely<DB>,
  findings: Findings,
  how: { today: Night; changesOnly: boolean },
) => {
  const needsAll = new Set(['no_enrollment', 'no_night_on_entry', 'long_silent', 'no_project_coc']);
  const all = [...ofProjects, ...ofPeople(how.today), ...ofStays(how.today), ...ofNights(how.today)];
  for (const oddness of all) {
    if (!how.changesOnly || !needsAll.has(oddness.code)) await look(db, findings, oddness);
  }
  const { rows } = await sql<{ code: string; line: number }>`
    select upper(coc_code) as code, min(line) as line from stage_project_coc where not deleted group by 1 order by 2`.execute(
    db,
  );
  for (const { code, line } of rows.filter((row) => !isKnownCoc(row.code))) {
    findings.strange('coc_unknown', "Continuums of Care that are not on HUD's list", {
      file: 'ProjectCoC.csv',
      line,
      column: 'CoCCode',
      value: code,
      reason: "The Continuum of Care is not on HUD's list.",
    });
  }
};
