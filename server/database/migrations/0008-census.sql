-- What the shift leaves for the next, what a count finds, and nights put right afterwards.

alter table facility
  -- How many nights back staff may put bed nights right; what is older needs a supervisor.
  add column correction_nights integer not null default 7 check (correction_nights between 0 and 365);

-- A night written down afterwards says why.
alter table bed_night add column add_reason text check (length(add_reason) between 1 and 300);

-- When an arrival was written down, where the guest had come earlier; who wrote it may take it back from then on.
alter table guest add column arrival_recorded_at timestamptz;

create table shift_note (
  id bigint generated always as identity primary key,
  facility_id bigint not null references facility,
  text text not null check (length(text) between 1 and 1000),
  pinned_at timestamptz not null,
  pinned_by text not null references user_account,
  unpinned_at timestamptz,
  unpinned_by text references user_account
);
create index shift_note_pinned on shift_note (facility_id) where unpinned_at is null;

create table shift_note_reading (
  note_id bigint not null references shift_note,
  user_id text not null references user_account,
  read_at timestamptz not null,
  primary key (note_id, user_id)
);

-- Somebody walked the rooms. A head count names no places.
create table census (
  id bigint generated always as identity primary key,
  facility_id bigint not null references facility,
  night date not null,
  counted_at timestamptz not null,
  counted_by text not null references user_account,
  expected integer not null check (expected >= 0),
  found integer not null check (found >= 0),
  -- Every place of the night was looked at.
  complete boolean not null
);
create index census_facility on census (facility_id, counted_at desc);

-- Where a count and the board disagree: kept as it was found, and put right by an act of its own.
create table census_difference (
  id bigint generated always as identity primary key,
  census_id bigint not null references census,
  -- Null for a head count.
  bed_id bigint references bed,
  guest_id bigint references guest,
  expected text not null check (expected in ('in_house', 'expected', 'nobody', 'heads')),
  found text not null check (found in ('here', 'empty', 'somebody_else', 'elsewhere', 'heads')),
  note text check (length(note) between 1 and 200),
  settled_at timestamptz,
  settled_by text references user_account,
  settled_as text check (settled_as in ('checked_in', 'left', 'on_leave', 'moved', 'miscounted', 'explained', 'counted_again')),
  reason text check (length(reason) between 1 and 300),
  check ((settled_at is null) = (settled_as is null))
);
create index census_difference_census on census_difference (census_id);

grant select, insert, update, delete on shift_note, shift_note_reading, census, census_difference to berth_app;
grant usage, select on all sequences in schema public to berth_app;
