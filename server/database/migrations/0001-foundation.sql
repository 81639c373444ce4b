-- The model of Berth. Dates are nights in the facility's own calendar; instants are timestamptz and come
-- from the program's one clock, so no column has a default of now(). Spans are half-open; no end is 'infinity'.

create extension if not exists btree_gist;
create extension if not exists pg_trgm;
create extension if not exists fuzzystrmatch;

-- People who sign in -------------------------------------------------------------------------------------

create table user_account (
  id text primary key,
  name text not null,
  email text not null constraint user_email_once unique,
  email_verified boolean not null default false,
  image text,
  two_factor_enabled boolean default false,
  closed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table user_session (
  id text primary key,
  user_id text not null references user_account on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  last_input_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index user_session_user on user_session (user_id);

create table user_credential (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references user_account on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index user_credential_user on user_credential (user_id);

create table user_verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index user_verification_identifier on user_verification (identifier);

create table user_two_factor (
  id text primary key,
  secret text not null,
  backup_codes text not null,
  user_id text not null references user_account on delete cascade,
  verified boolean default true,
  failed_verification_count integer default 0,
  locked_until timestamptz
);

-- Failed sign-ins by (address, caller); the delay grows with the count. Nobody can lock another person out.
create table sign_in_failure (
  who text primary key,
  failures integer not null,
  last_at timestamptz not null
);

-- The link that makes the first administrator; used once.
create table first_administrator_link (
  token_hash text primary key,
  created_at timestamptz not null,
  used_at timestamptz
);

-- Organizations, the combinations people hold, agreements ---------------------------------------------------

create table organization (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('shelter', 'reservation_team', 'administration')),
  victim_service_provider boolean not null default false,
  phone text,
  implementation text,
  hud_key text,
  hud jsonb,
  closed_at timestamptz,
  created_at timestamptz not null,
  constraint organization_hud_key_once unique (implementation, hud_key),
  unique (id, kind)
);

create table team (
  organization_id bigint primary key,
  kind text not null default 'reservation_team' check (kind = 'reservation_team'),
  opens_first text not null default 'housing_facilities' check (opens_first in ('assessment', 'housing_facilities')),
  assessment_valid_days integer not null default 14 check (assessment_valid_days between 1 and 365),
  time_zone text not null default 'America/Chicago',
  line_phone text,
  line_hours text,
  foreign key (organization_id, kind) references organization (id, kind)
);

create table membership (
  id bigint generated always as identity primary key,
  user_id text not null references user_account,
  organization_id bigint not null references organization,
  workgroup text not null check (workgroup in ('shelter_reservation_team', 'emergency_shelter_staff', 'system_administrators')),
  supervisor boolean not null default false,
  reports_to text references user_account,
  begins_on date not null,
  ends_on date not null default 'infinity',
  created_at timestamptz not null,
  constraint membership_once exclude using gist (user_id with =, organization_id with =, workgroup with =, daterange(begins_on, ends_on) with &&),
  check (begins_on <= ends_on),
  check (reports_to <> user_id)
);
create index membership_user on membership (user_id);

create table booking_agreement (
  id bigint generated always as identity primary key,
  team_organization_id bigint not null,
  team_kind text not null default 'reservation_team' check (team_kind = 'reservation_team'),
  shelter_organization_id bigint not null,
  shelter_kind text not null default 'shelter' check (shelter_kind = 'shelter'),
  begins_on date not null,
  ends_on date not null default 'infinity',
  created_at timestamptz not null,
  created_by text references user_account,
  foreign key (team_organization_id, team_kind) references organization (id, kind),
  foreign key (shelter_organization_id, shelter_kind) references organization (id, kind),
  constraint agreement_once exclude using gist (team_organization_id with =, shelter_organization_id with =, daterange(begins_on, ends_on) with &&),
  check (begins_on <= ends_on)
);
create index booking_agreement_shelter on booking_agreement (shelter_organization_id);

-- Places ------------------------------------------------------------------------------------------------------

create table project (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organization,
  name text not null check (length(name) between 1 and 200),
  project_type integer not null check (project_type between 0 and 14),
  coc_code text,
  operating_start_date date,
  operating_end_date date,
  auto_exit_nights integer not null default 90 check (auto_exit_nights between 1 and 3650),
  implementation text,
  hud_key text,
  hud jsonb,
  created_at timestamptz not null,
  constraint project_hud_key_once unique (implementation, hud_key),
  unique (id, organization_id)
);
create index project_organization on project (organization_id);

create table facility (
  id bigint generated always as identity primary key,
  organization_id bigint not null,
  project_id bigint not null,
  name text not null check (length(name) between 1 and 200),
  time_zone text not null default 'America/Chicago',
  cut_over_hour integer not null default 4 check (cut_over_hour between 0 and 12),
  phone text,
  address text,
  city text,
  confidential boolean not null default false,
  check_in_from time,
  check_in_until time,
  leave_by time,
  how_to_get_there text,
  what_to_bring text,
  house_rules text,
  sober boolean not null default false,
  accepts_walk_ins boolean not null default true,
  head_count_only boolean not null default false,
  pet_places integer not null default 0 check (pet_places >= 0),
  stale_after_hours integer not null default 12 check (stale_after_hours between 1 and 168),
  count_confirmed_at timestamptz,
  count_confirmed_by text references user_account,
  closed_at timestamptz,
  implementation text,
  hud_key text,
  created_at timestamptz not null,
  constraint facility_hud_key_once unique (implementation, hud_key),
  foreign key (project_id, organization_id) references project (id, organization_id),
  unique (id, organization_id)
);
create index facility_organization on facility (organization_id);
create index facility_project on facility (project_id);

create table room (
  id bigint generated always as identity primary key,
  facility_id bigint not null references facility,
  name text not null check (length(name) between 1 and 100),
  position integer not null default 0,
  constraint room_name_once unique (facility_id, name),
  unique (id, facility_id)
);

-- What one party at a time may use: a private room, a double bed, a couple's cubicle.
create table unit (
  id bigint generated always as identity primary key,
  facility_id bigint not null,
  room_id bigint not null,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('private_room', 'double_bed', 'cubicle')),
  foreign key (room_id, facility_id) references room (id, facility_id),
  constraint unit_name_once unique (room_id, name),
  unique (id, room_id)
);

-- One sleeping place. unit_key is never null: a dormitory place is alone in its own (negative) unit.
create table bed (
  id bigint generated always as identity primary key,
  facility_id bigint not null,
  room_id bigint not null,
  unit_id bigint,
  unit_key bigint not null generated always as (coalesce(unit_id, -id)) stored,
  label text not null check (length(label) between 1 and 40),
  kind text not null check (kind in ('lower', 'upper', 'single', 'cot', 'mat', 'crib')),
  bunk text,
  accessible boolean not null default false,
  power boolean not null default false,
  near_staff boolean not null default false,
  overflow boolean not null default false,
  unnamed boolean not null default false,
  position integer not null default 0,
  in_service daterange not null default '[-infinity,infinity)',
  foreign key (room_id, facility_id) references room (id, facility_id),
  foreign key (unit_id, room_id) references unit (id, room_id),
  constraint bed_label_once unique (room_id, label),
  unique (id, facility_id),
  unique (id, unit_key)
);
create index bed_facility on bed (facility_id);

-- Who may use a room's places on which nights; a row on a bed takes the place of its room's row.
create table placement_rule (
  id bigint generated always as identity primary key,
  facility_id bigint not null references facility,
  room_id bigint references room,
  bed_id bigint references bed,
  nights daterange not null check (not isempty(nights)),
  placement text check (placement in ('men', 'women')),
  age_from integer check (age_from between 0 and 120),
  age_to integer check (age_to between 0 and 120),
  children text check (children in ('with', 'without')),
  veterans_only boolean not null default false,
  doors text[] check (doors <@ array['team', 'walk_in', 'returning', 'offer']),
  created_at timestamptz not null,
  created_by text references user_account,
  check (num_nonnulls(room_id, bed_id) = 1),
  check (age_from <= age_to),
  foreign key (room_id, facility_id) references room (id, facility_id),
  foreign key (bed_id, facility_id) references bed (id, facility_id),
  constraint rule_once_per_room exclude using gist (room_id with =, nights with &&) where (room_id is not null),
  constraint rule_once_per_bed exclude using gist (bed_id with =, nights with &&) where (bed_id is not null)
);
create index placement_rule_facility on placement_rule (facility_id);

-- Nights on which a facility's overflow places are open.
create table overflow_opening (
  id bigint generated always as identity primary key,
  facility_id bigint not null references facility,
  nights daterange not null check (not isempty(nights)),
  reason text not null,
  created_at timestamptz not null,
  created_by text references user_account,
  constraint overflow_once exclude using gist (facility_id with =, nights with &&)
);

-- People -------------------------------------------------------------------------------------------------------

create table client (
  id bigint generated always as identity (start with 480001) primary key,
  organization_id bigint not null references organization,
  first_name text,
  middle_name text,
  last_name text,
  name_suffix text,
  name_data_quality integer check (name_data_quality in (1, 2, 8, 9, 99)),
  code_name boolean not null default false,
  goes_by text,
  say_it text,
  dob date,
  dob_data_quality integer check (dob_data_quality in (1, 2, 8, 9, 99)),
  age_from integer check (age_from between 0 and 120),
  age_to integer check (age_to between 0 and 120),
  ssn_encrypted bytea,
  ssn_hash text,
  ssn_last4 text check (ssn_last4 ~ '^[0-9]{4}$'),
  ssn_data_quality integer check (ssn_data_quality in (1, 2, 8, 9, 99)),
  sex integer check (sex in (0, 1, 8, 9, 99)),
  am_ind_ak_native boolean,
  asian boolean,
  black_af_american boolean,
  hispanic_latinao boolean,
  mid_east_n_african boolean,
  native_hi_pacific boolean,
  white boolean,
  race_none integer check (race_none in (8, 9, 99)),
  additional_race_ethnicity text,
  veteran_status integer check (veteran_status in (0, 1, 8, 9, 99)),
  language text,
  interpreter boolean not null default false,
  phone text,
  text_is_safe boolean,
  voicemail_is_safe boolean,
  shares boolean,
  merged_into bigint references client,
  deleted_at timestamptz,
  implementation text,
  hud_key text,
  hud jsonb,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text references user_account,
  updated_at timestamptz not null,
  constraint client_hud_key_once unique (implementation, hud_key),
  check (age_from <= age_to),
  check (coalesce(first_name, last_name) is not null or hud_key is not null)
);
create index client_dob on client (dob);
create index client_ssn_hash on client (ssn_hash);
create index client_ssn_last4 on client (ssn_last4);
create index client_organization on client (organization_id);

create table client_alias (
  id bigint generated always as identity primary key,
  client_id bigint not null references client,
  name text not null check (length(name) between 1 and 200),
  created_at timestamptz not null,
  constraint alias_once unique (client_id, name)
);

-- Search reads distinct name words by trigram and by sound, then the people by exact key.
create table name_word (
  id bigint generated always as identity primary key,
  word text not null constraint name_word_once unique,
  sounds text not null generated always as (dmetaphone(word)) stored
);
create index name_word_trigram on name_word using gin (word gin_trgm_ops);
create index name_word_sounds on name_word (sounds);
create index name_word_prefix on name_word (word text_pattern_ops);

create table client_name (
  client_id bigint not null references client,
  name_word_id bigint not null references name_word,
  primary key (name_word_id, client_id)
);
create index client_name_client on client_name (client_id);

create table client_card (
  code text primary key check (length(code) between 3 and 40),
  client_id bigint not null references client,
  created_at timestamptz not null,
  created_by text references user_account,
  ended_at timestamptz
);
create index client_card_client on client_card (client_id);

-- What each adult was asked and said about sharing; the newest row is copied to client.shares in its transaction.
create table consent (
  id bigint generated always as identity primary key,
  client_id bigint not null references client,
  shares boolean not null,
  method text not null check (method in ('verbal', 'signed', 'head_of_household')),
  organization_id bigint not null references organization,
  asked_at timestamptz not null,
  asked_by text references user_account
);
create index consent_client on consent (client_id);

create table household (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organization,
  name text,
  created_at timestamptz not null,
  created_by text references user_account
);

create table household_member (
  household_id bigint not null references household,
  client_id bigint not null references client,
  relationship_to_hoh integer not null check (relationship_to_hoh in (1, 2, 3, 4, 5, 99)),
  joined_at timestamptz not null,
  left_at timestamptz,
  primary key (household_id, client_id)
);
create unique index household_one_head on household_member (household_id) where relationship_to_hoh = 1 and left_at is null;
create index household_member_client on household_member (client_id) where left_at is null;

-- Placement assessment ----------------------------------------------------------------------------------------

create table assessment_form (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organization,
  version integer not null check (version > 0),
  title text not null,
  definition jsonb not null,
  published_at timestamptz not null,
  published_by text references user_account,
  constraint form_version_once unique (organization_id, version)
);

create table assessment (
  id bigint generated always as identity primary key,
  client_id bigint not null references client,
  organization_id bigint not null references organization,
  form_id bigint not null references assessment_form,
  answers jsonb not null default '{}',
  step integer not null default 0,
  needs jsonb,
  started_at timestamptz not null,
  started_by text references user_account,
  saved_at timestamptz not null,
  finished_at timestamptz,
  finished_by text references user_account,
  version integer not null default 1
);
create index assessment_client on assessment (client_id, finished_at desc);
create unique index one_draft_per_client_and_team on assessment (client_id, organization_id) where finished_at is null;

-- Enrollment ----------------------------------------------------------------------------------------------------

-- Pending: no entry date yet; first check-in opens it. Voided: never began, kept for audit, never exported.
create table enrollment (
  id bigint generated always as identity primary key,
  client_id bigint not null references client,
  project_id bigint not null,
  organization_id bigint not null,
  hud_household_id text not null,
  relationship_to_hoh integer check (relationship_to_hoh in (1, 2, 3, 4, 5, 99)),
  enrollment_coc text,
  planned_date date,
  entry_date date,
  exit_date date,
  destination integer,
  start_answers jsonb not null default '{}',
  made_by_organization_id bigint references organization,
  voided_at timestamptz,
  voided_by text references user_account,
  void_reason text,
  deleted_at timestamptz,
  implementation text,
  hud_key text,
  hud jsonb,
  hud_exit jsonb,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text references user_account,
  updated_at timestamptz not null,
  constraint enrollment_hud_key_once unique (implementation, hud_key),
  foreign key (project_id, organization_id) references project (id, organization_id),
  check (entry_date is not null or planned_date is not null),
  unique (id, client_id, project_id)
);
create unique index one_pending_enrollment on enrollment (client_id, project_id)
  where entry_date is null and voided_at is null;
create unique index one_open_enrollment on enrollment (client_id, project_id)
  where entry_date is not null and exit_date is null and voided_at is null and hud_key is null;
create index enrollment_client on enrollment (client_id);
create index enrollment_project_open on enrollment (project_id) where exit_date is null and voided_at is null and deleted_at is null;

-- Bars ------------------------------------------------------------------------------------------------------------

-- nights is [begin, end): end is the first night they may stay again, 'infinity' means until reviewed.
create table bar (
  id bigint generated always as identity primary key,
  client_id bigint not null references client,
  organization_id bigint not null references organization,
  facility_id bigint,
  nights daterange not null check (not isempty(nights)),
  review_on date,
  reason_code text not null,
  narrative text not null check (length(narrative) between 1 and 10000),
  issued_at timestamptz not null,
  issued_by text references user_account,
  lifted_at timestamptz,
  lifted_by text references user_account,
  lift_reason text,
  foreign key (facility_id, organization_id) references facility (id, organization_id),
  check (upper(nights) <> 'infinity' or review_on is not null)
);
create index bar_client on bar (client_id) where lifted_at is null;

-- Reservations ----------------------------------------------------------------------------------------------------

-- The people who asked to be placed together; not HUD's household.
create table party (
  id bigint generated always as identity primary key,
  created_at timestamptz not null
);

create table reservation (
  id bigint generated always as identity primary key,
  code text not null constraint reservation_code_once unique,
  facility_id bigint not null,
  organization_id bigint not null,
  project_id bigint not null,
  party_id bigint not null references party,
  door text not null check (door in ('team', 'walk_in', 'returning', 'offer')),
  begin_date date not null,
  end_date date not null,
  arrive_by timestamptz,
  note text,
  made_by_organization_id bigint not null references organization,
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text references user_account,
  confirmed_at timestamptz,
  confirmed_by text references user_account,
  cancelled_at timestamptz,
  cancelled_by text references user_account,
  cancel_reason text,
  moved_to bigint references reservation,
  foreign key (facility_id, organization_id) references facility (id, organization_id),
  foreign key (project_id, organization_id) references project (id, organization_id),
  constraint reservation_ends_after_begin check (begin_date < end_date),
  unique (id, party_id, project_id)
);
create index reservation_facility on reservation (facility_id, end_date) where cancelled_at is null;
create index reservation_party on reservation (party_id);
create index reservation_made_by on reservation (made_by_organization_id, begin_date);

create table guest (
  id bigint generated always as identity primary key,
  reservation_id bigint not null,
  party_id bigint not null,
  project_id bigint not null,
  client_id bigint not null,
  enrollment_id bigint not null,
  placement text not null check (placement in ('men', 'women', 'any', 'safest')),
  lower_bunk boolean not null default false,
  accessible boolean not null default false,
  power boolean not null default false,
  near_staff boolean not null default false,
  crib boolean not null default false,
  shares_with bigint references guest,
  arrived_at timestamptz,
  arrived_by text references user_account,
  left_at timestamptz,
  left_by text references user_account,
  foreign key (reservation_id, party_id, project_id) references reservation (id, party_id, project_id),
  constraint guest_enrollment_agrees foreign key (enrollment_id, client_id, project_id)
    references enrollment (id, client_id, project_id) on update cascade,
  constraint guest_once_per_reservation unique (reservation_id, client_id),
  unique (id, client_id, party_id),
  check (shares_with <> id)
);
create index guest_client on guest (client_id);
create index guest_enrollment on guest (enrollment_id);

create table closure (
  id bigint generated always as identity primary key,
  facility_id bigint not null references facility,
  reason text not null check (length(reason) between 1 and 200),
  created_at timestamptz not null,
  created_by text references user_account,
  ended_at timestamptz,
  ended_by text references user_account
);

-- What keeps a place: a promise to a guest, a hold by a desk, a closure, or a presence that outlives its promise.
-- Live rows (ended_at is null) are guarded by three deferrable exclusion constraints. A guest who shares another's
-- place has a row without a bed, so that the second constraint guards that guest too.
create table bed_assignment (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('promise', 'hold', 'closure', 'presence')),
  facility_id bigint not null,
  bed_id bigint,
  unit_key bigint,
  party_id bigint not null references party,
  guest_id bigint,
  client_id bigint references client,
  closure_id bigint references closure,
  nights daterange not null check (not isempty(nights)),
  confirmed_at timestamptz,
  confirmed_by text references user_account,
  override_reason text,
  desk text,
  expires_at timestamptz,
  created_at timestamptz not null,
  created_by text references user_account,
  ended_at timestamptz,
  foreign key (bed_id, facility_id) references bed (id, facility_id),
  foreign key (bed_id, unit_key) references bed (id, unit_key) on update cascade,
  foreign key (guest_id, client_id, party_id) references guest (id, client_id, party_id) on update cascade,
  check ((bed_id is null) = (unit_key is null)),
  check (kind not in ('promise', 'presence') or (guest_id is not null and client_id is not null)),
  check (bed_id is not null or kind = 'promise'),
  check ((kind = 'hold') = (desk is not null and expires_at is not null)),
  check ((kind = 'closure') = (closure_id is not null)),
  constraint bed_promised_once exclude using gist (bed_id with =, nights with &&)
    where (ended_at is null and bed_id is not null) deferrable initially immediate,
  constraint client_promised_once exclude using gist (client_id with =, nights with &&)
    where (ended_at is null and client_id is not null) deferrable initially immediate,
  constraint unit_one_party exclude using gist (unit_key with =, party_id with <>, nights with &&)
    where (ended_at is null and unit_key is not null and kind <> 'closure') deferrable initially immediate
);
create index bed_assignment_live on bed_assignment (facility_id, upper(nights)) where ended_at is null;
create index bed_assignment_guest on bed_assignment (guest_id);
create index bed_assignment_client on bed_assignment (client_id) where ended_at is null;
create index bed_assignment_hold on bed_assignment (expires_at) where ended_at is null and kind = 'hold';
create unique index one_hold_per_desk on bed_assignment (desk, party_id, bed_id) where ended_at is null and kind = 'hold';

-- A night that was slept: a fact, kept apart from promises. Unique per enrollment and night, nothing else refused.
create table bed_night (
  id bigint generated always as identity primary key,
  enrollment_id bigint not null,
  client_id bigint not null,
  project_id bigint not null,
  facility_id bigint references facility,
  bed_id bigint references bed,
  night date not null,
  recorded_at timestamptz not null,
  recorded_by text references user_account,
  deleted_at timestamptz,
  implementation text,
  hud_key text,
  hud jsonb,
  foreign key (enrollment_id, client_id, project_id) references enrollment (id, client_id, project_id) on update cascade,
  constraint bed_night_once unique (enrollment_id, night),
  constraint bed_night_hud_key_once unique (implementation, hud_key)
);
create index bed_night_project on bed_night (project_id, night);
create index bed_night_client on bed_night (client_id, night desc);

-- Trust -----------------------------------------------------------------------------------------------------------

create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  act text not null,
  request_id text not null,
  user_id text,
  membership_id bigint,
  acting_organization_id bigint,
  for_organization_id bigint,
  client_ids bigint[] not null default '{}',
  facility_id bigint,
  detail jsonb not null default '{}'
);
create index audit_entry_clients on audit_entry using gin (client_ids);

-- The chain over committed entries: each hash covers the entry and the hash before it.
create table audit_seal (
  position bigint primary key,
  audit_entry_id bigint not null unique references audit_entry,
  hash text not null
);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
  raise exception 'the audit is append-only';
end $$;
create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_change_of_audit();
create trigger audit_seal_append_only before update or delete or truncate on audit_seal
  for each statement execute function refuse_change_of_audit();

-- Replies to acts that carried an Idempotency-Key; only a success is remembered.
create table remembered_reply (
  user_id text not null,
  key text not null,
  request_hash text not null,
  status integer,
  reply jsonb,
  created_at timestamptz not null,
  primary key (user_id, key)
);
create index remembered_reply_created on remembered_reply (created_at);

create table installation (
  only_row boolean primary key default true check (only_row),
  implementation text not null,
  practice boolean not null default false,
  demo_played_until date
);

grant usage on schema public to berth_app;
grant select, insert, update, delete on all tables in schema public to berth_app;
grant usage, select on all sequences in schema public to berth_app;
revoke update, delete, truncate on audit_entry, audit_seal from berth_app;
