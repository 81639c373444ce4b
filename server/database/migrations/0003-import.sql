-- What reading HUD's CSV exports needs beyond the records themselves.

-- Sum of a row as it last came from elsewhere. A row that comes again with the same sum is left alone, whatever was
-- corrected here since.
alter table organization add column hud_fingerprint bytea;
alter table project add column hud_fingerprint bytea;
alter table facility add column hud_fingerprint bytea, add column hud jsonb;
alter table client add column hud_fingerprint bytea;
alter table enrollment add column hud_fingerprint bytea, add column hud_exit_fingerprint bytea;
alter table bed_night add column hud_fingerprint bytea;

-- HUD 2.07: what a project reports to have. Kept apart from the places that are booked, and only compared with them.
create table inventory (
  id bigint generated always as identity primary key,
  project_id bigint not null references project,
  coc_code text,
  household_type integer not null,
  availability integer,
  es_bed_type integer,
  unit_inventory integer,
  bed_inventory integer not null check (bed_inventory >= 0),
  inventory_start_date date not null,
  inventory_end_date date,
  deleted_at timestamptz,
  implementation text not null,
  hud_key text not null,
  hud jsonb not null,
  hud_fingerprint bytea not null,
  constraint inventory_hud_key_once unique (implementation, hud_key)
);
create index inventory_project on inventory (project_id);

-- A room made from Inventory: which kind of beds it stands for, and how many it was last told to have.
alter table room add column hud_key text, add column hud jsonb;
create unique index room_hud_key_once on room (facility_id, hud_key);

-- One import by one person or by the command line. It is running as long as a connection holds its advisory lock; a run
-- that is neither finished nor held was cut off, and nothing of it was kept.
create table import_run (
  id bigint generated always as identity primary key,
  source_name text not null check (length(source_name) between 1 and 300),
  started_at timestamptz not null,
  started_by text references user_account,
  progress jsonb not null,
  finished_at timestamptz,
  outcome text check (outcome in ('imported', 'refused', 'failed')),
  title text,
  summary jsonb,
  errors jsonb not null default '[]',
  error_count integer not null default 0,
  rejects text,
  check ((finished_at is null) = (outcome is null))
);

grant select, insert, update on inventory, import_run to berth_app;
