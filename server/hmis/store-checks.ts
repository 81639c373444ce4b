import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../database/generated-types.ts';
import { type Findings, mostListed } from './findings.ts';
import { plans, stagedName, stagedTable } from './plans.ts';

/** What a check finds: a row of the export, and how many there are in all. */
interface Hit {
  line: number | null;
  value: string | null;
  total: number;
}

const mostBeds = 5000;

const hits = async (db: Kysely<DB>, query: RawBuilder<Omit<Hit, 'total'>>): Promise<Hit[]> =>
  (
    await sql<Hit>`select q.*, count(*) over () as total from (${query}) q order by line limit ${mostListed}`.execute(
      db,
    )
  ).rows;

interface Check {
  file: string;
  column: string | null;
  reason: (value: string | null) => string;
  query: RawBuilder<Omit<Hit, 'total'>>;
}

const run = async (db: Kysely<DB>, findings: Findings, check: Check) => {
  const found = await hits(db, check.query);
  for (const [i, { line, value, total }] of found.entries()) {
    const finding = {
      file: `${check.file}.csv`,
      line,
      column: check.column,
      value,
      reason: check.reason(value),
    };
    findings.wrong(finding, i === 0 ? total - found.length + 1 : 1);
  }
};

const table = (file: string) => sql.table(stagedTable(file));

/**
 * Takes rows of deleted parents as deleted, and gathers what is known of projects and enrollments, here or in the export,
 * in two staging tables of this connection.
 */
export const prepareChecks = async (db: Kysely<DB>, implementation: string) => {
  const under: [child: string, parent: string, key: string][] = [
    ['Project', 'Organization', 'OrganizationID'],
    ['ProjectCoC', 'Project', 'ProjectID'],
    ['Inventory', 'Project', 'ProjectID'],
    ['Enrollment', 'Project', 'ProjectID'],
    ['Enrollment', 'Client', 'PersonalID'],
    ['Exit', 'Enrollment', 'EnrollmentID'],
    ['Services', 'Enrollment', 'EnrollmentID'],
  ];
  for (const [child, parent, key] of under) {
    const on = sql.ref(stagedName(key));
    await sql`update ${table(child)} c set deleted = true from ${table(parent)} p
      where p.${on} = c.${on} and p.deleted and not c.deleted`.execute(db);
  }
  await sql`create temporary table known_project as
    select s.line, s.project_id, s.organization_id, s.project_type, s.operating_start_date, s.operating_end_date, s.deleted,
      coalesce(so.victim_service_provider = 1, false) or coalesce(o.victim_service_provider, false) as victim_service_provider
    from stage_project s
    left join stage_organization so on so.organization_id = s.organization_id
    left join organization o on o.implementation = ${implementation} and o.hud_key = s.organization_id
    union all
    select null, p.hud_key, o.hud_key, p.project_type, p.operating_start_date, p.operating_end_date, false,
      o.victim_service_provider
    from project p join organization o on o.id = p.organization_id
    where p.implementation = ${implementation} and not exists (select from stage_project s where s.project_id = p.hud_key)`.execute(
    db,
  );
  await sql`create temporary table known_enrollment as
    select s.line, s.enrollment_id, s.personal_id, s.project_id, s.entry_date, s.household_id, s.relationship_to_hoh,
      s.enrollment_coc, s.deleted, x.exit_date, x.line as exit_line
    from stage_enrollment s
    left join (select distinct on (enrollment_id) enrollment_id, exit_date, line from stage_exit where not deleted
      order by enrollment_id, line) x on x.enrollment_id = s.enrollment_id
    union all
    select null, e.hud_key, c.hud_key, p.hud_key, e.entry_date, e.hud_household_id, e.relationship_to_hoh, e.enrollment_coc,
      e.deleted_at is not null, coalesce(x.exit_date, e.exit_date), x.line
    from enrollment e join client c on c.id = e.client_id join project p on p.id = e.project_id
    left join (select distinct on (enrollment_id) enrollment_id, exit_date, line from stage_exit where not deleted
      order by enrollment_id, line) x on x.enrollment_id = e.hud_key
    where e.implementation = ${implementation}
      and (x.enrollment_id is not null or e.hud_key in (select enrollment_id from stage_services))
      and not exists (select from stage_enrollment s where s.enrollment_id = e.hud_key)`.execute(db);
  await sql`create index on known_enrollment (enrollment_id)`.execute(db);
  await sql`analyze known_project, known_enrollment`.execute(db);
};

const duplicateKeys: Check[] = plans.map(({ file, key }) => {
  const on = sql.ref(stagedName(key));
  return {
    file,
    column: key,
    reason: (value) => `The key ${value} is there already, further up.`,
    query: sql`select line, ${on} as value from (
      select line, ${on}, row_number() over (partition by ${on} order by line) as n from ${table(file)}) d where n > 1`,
  };
});

const parents: [file: string, column: string, parent: string, records: string][] = [
  ['Project', 'OrganizationID', 'Organization', 'organization'],
  ['ProjectCoC', 'ProjectID', 'Project', 'project'],
  ['Inventory', 'ProjectID', 'Project', 'project'],
  ['Enrollment', 'PersonalID', 'Client', 'client'],
  ['Enrollment', 'ProjectID', 'Project', 'project'],
  ['Exit', 'EnrollmentID', 'Enrollment', 'enrollment'],
  ['Services', 'EnrollmentID', 'Enrollment', 'enrollment'],
];

const unknownParents = (implementation: string): Check[] =>
  parents.map(([file, column, parent, records]) => {
    const on = sql.ref(stagedName(column));
    return {
      file,
      column,
      reason: (value) => `There is no ${value} in ${parent}.csv, nor was it imported before.`,
      query: sql`select line, ${on} as value from ${table(file)} c where not deleted and ${on} is not null
        and not exists (select from ${table(parent)} p where p.${on} = c.${on})
        and not exists (select from ${sql.table(records)} m where m.implementation = ${implementation} and m.hud_key = c.${on})`,
    };
  });

const otherPeoplesRows: Check[] = ['Exit', 'Services'].map((file) => ({
  file,
  column: 'PersonalID',
  reason: () => "The enrollment is another person's.",
  query: sql`select c.line, c.personal_id as value from ${table(file)} c
    join stage_enrollment e on e.enrollment_id = c.enrollment_id
    where not c.deleted and c.personal_id <> e.personal_id`,
}));

const longNames: Check[] = (
  [
    ['Organization', 'OrganizationName'],
    ['Project', 'ProjectName'],
  ] as const
).map(([file, column]) => ({
  file,
  column,
  reason: () => "The name is longer than HUD's 200 characters.",
  query: sql`select line, null::text as value from ${table(file)} where length(${sql.ref(stagedName(column))}) > 200`,
}));

const wholes: Check[] = [
  {
    file: 'Client',
    column: null,
    reason: () => 'There are people and no project, so that nobody knows whose records they are.',
    query: sql`select min(line) as line, null::text as value from stage_client where not deleted
      and not exists (select from known_project) having count(*) > 0`,
  },
  {
    file: 'Exit',
    column: 'EnrollmentID',
    reason: (value) => `Enrollment ${value} has an exit already, further up.`,
    query: sql`select line, enrollment_id as value from (
      select line, enrollment_id, row_number() over (partition by enrollment_id order by line) as n
      from stage_exit where not deleted) d where n > 1`,
  },
  {
    file: 'Enrollment',
    column: 'ProjectID',
    reason: (value) =>
      `Project ${value} belongs to a victim service provider, whose clients are by law (34 U.S.C. 12291(b)(2)) kept in a system of its own and none here: have its people left out of the export.`,
    query: sql`select e.line, e.project_id as value from stage_enrollment e join known_project p on p.project_id = e.project_id
      where not e.deleted and p.victim_service_provider`,
  },
  {
    file: 'Inventory',
    column: 'BedInventory',
    reason: () => `More than ${mostBeds} beds in one row: that is no shelter.`,
    query: sql`select line, bed_inventory::text as value from stage_inventory where not deleted and bed_inventory > ${mostBeds}`,
  },
];

/** What the export says otherwise than records that were imported before, and that cannot be followed. */
const contradictions = (implementation: string): Check[] => [
  {
    file: 'Project',
    column: 'OrganizationID',
    reason: () =>
      'The project was imported under another organization; HUD wants a new project where one moves.',
    query: sql`select s.line, s.organization_id as value from stage_project s
      join project p on p.implementation = ${implementation} and p.hud_key = s.project_id
      join organization o on o.id = p.organization_id where not s.deleted and o.hud_key is distinct from s.organization_id`,
  },
  {
    file: 'Project',
    column: 'ProjectType',
    reason: () =>
      'Places are kept for guests under the former type; HUD wants a new project where a shelter changes its type.',
    query: sql`select s.line, s.project_type::text as value from stage_project s
      join project p on p.implementation = ${implementation} and p.hud_key = s.project_id
      where not s.deleted and p.project_type is distinct from s.project_type and exists (
        select from facility f join bed_assignment a on a.facility_id = f.id and a.ended_at is null where f.project_id = p.id)`,
  },
  {
    file: 'Enrollment',
    column: 'ProjectID',
    reason: () => 'The enrollment was imported under another project, and a place is kept by it here.',
    query: sql`select s.line, s.project_id as value from stage_enrollment s
      join enrollment e on e.implementation = ${implementation} and e.hud_key = s.enrollment_id
      join project p on p.id = e.project_id where not s.deleted and p.hud_key <> s.project_id
        and exists (select from guest g where g.enrollment_id = e.id)`,
  },
  {
    file: 'Enrollment',
    column: 'PersonalID',
    reason: () =>
      'The enrollment goes to another person, who already has a place on the same nights: end one of the two first.',
    query: sql`select s.line, null::text as value from stage_enrollment s
      join enrollment e on e.implementation = ${implementation} and e.hud_key = s.enrollment_id
      join client now on now.implementation = ${implementation} and now.hud_key = s.personal_id and now.id <> e.client_id
      where not s.deleted and exists (select from guest g join bed_assignment a on a.guest_id = g.id and a.ended_at is null
        join bed_assignment b on b.client_id = now.id and b.ended_at is null and b.nights && a.nights where g.enrollment_id = e.id)`,
  },
];

/** Everything that makes an export unusable beyond its single rows. One of these, and nothing is changed. */
export const findErrors = async (db: Kysely<DB>, implementation: string, findings: Findings) => {
  const checks = [
    ...duplicateKeys,
    ...unknownParents(implementation),
    ...otherPeoplesRows,
    ...longNames,
    ...wholes,
    ...contradictions(implementation),
  ];
  for (const check of checks) await run(db, findings, check);
};
