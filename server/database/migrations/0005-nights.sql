-- Evenings and mornings: who is late, who leaves, who comes back, and what each shelter decides about it.

alter table facility
  -- Minutes after the cut-off until places of who did not come are free by themselves; null: only staff release.
  add column release_after_minutes integer check (release_after_minutes between 0 and 720),
  -- How many nights ahead the morning may keep a place for a returning guest; 0: it may not.
  add column rebook_nights integer not null default 1 check (rebook_nights between 0 and 30),
  -- The longest that one person may stay, in nights slept within the days that follow; null: no limit.
  add column most_nights integer check (most_nights between 1 and 3650),
  add column most_nights_within integer not null default 365 check (most_nights_within between 1 and 3650);

-- Check-in hours of a weekday (0 is Sunday) where they differ from the facility's own. A cut-off before the opening is
-- on the next calendar day of the same night.
create table check_in_hours (
  facility_id bigint not null references facility,
  weekday integer not null check (weekday between 0 and 6),
  check_in_from time not null,
  check_in_until time not null,
  primary key (facility_id, weekday)
);

alter table guest
  -- Later than the cut-off, as the desk was told: who said so and why.
  add column expected_until timestamptz,
  add column late_reason text check (length(late_reason) between 1 and 200),
  -- Did not come: released by the desk, or by itself where nobody is named.
  add column not_here_at timestamptz,
  add column not_here_by text references user_account,
  add check (not_here_at is null or arrived_at is null);

-- The end that a stay had before its last guest left or did not come, so that who takes that back has it again.
alter table reservation add column end_before date;

-- A night-by-night guest's presence is the bed night's own: from the door to the morning.
alter table bed_night
  add column arrived_at timestamptz,
  add column left_at timestamptz,
  add column left_by text references user_account,
  add column deleted_by text references user_account,
  add column delete_reason text;

-- A night whose morning is done: nobody comes late to it any more.
create table morning (
  facility_id bigint not null references facility,
  night date not null,
  closed_at timestamptz not null,
  closed_by text references user_account,
  primary key (facility_id, night)
);

-- Longer than the facility's longest stay, for a reason.
create table stay_extension (
  id bigint generated always as identity primary key,
  facility_id bigint not null references facility,
  client_id bigint not null references client,
  until date not null,
  reason text not null check (length(reason) between 1 and 500),
  created_at timestamptz not null,
  created_by text references user_account
);
create index stay_extension_client on stay_extension (client_id);

alter table enrollment
  add column exited_at timestamptz,
  add column exited_by text references user_account,
  -- By the project's rule after nights without a bed night, not by a person.
  add column auto_exited boolean not null default false,
  add column exit_answers jsonb not null default '{}',
  add column may_return_from date,
  add column exit_note text check (length(exit_note) between 1 and 1000);

grant select, insert, update, delete on check_in_hours, morning, stay_extension to berth_app;
grant usage, select on all sequences in schema public to berth_app;
