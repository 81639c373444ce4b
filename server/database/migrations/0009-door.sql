-- The door: a person here beats a record elsewhere, and guests who are away for some nights and come back.

-- The night on which a guest was found at another shelter: they have left this one, and it is not told where to.
alter table guest add column elsewhere_on date;
create index guest_elsewhere on guest (elsewhere_on) where elsewhere_on is not null;

-- A night that two shelters recorded for one person: kept, flagged and listed, never taken away in silence.
alter table bed_night add column disputed_at timestamptz;

-- Whether the place of a guest who is away on a pass or leave is free for others meanwhile.
alter table facility add column leave_frees_place boolean not null default false;

-- Nights [begin, end) on which a guest is away with the shelter's leave: neither expected nor a no-show, and no bed
-- night. Coming back early cuts the nights; a leave that was taken back, or never begun, has ended with none left.
create table guest_leave (
  id bigint generated always as identity primary key,
  guest_id bigint not null references guest,
  kind text not null check (kind in ('pass', 'leave')),
  nights daterange not null check (not isempty(nights)),
  frees_place boolean not null,
  reason text check (length(reason) between 1 and 300),
  created_at timestamptz not null,
  created_by text references user_account,
  ended_at timestamptz,
  ended_by text references user_account,
  constraint one_leave_at_a_time exclude using gist (guest_id with =, nights with &&) where (ended_at is null)
);
create index guest_leave_guest on guest_leave (guest_id) where ended_at is null;

-- Whether a guest is away with leave on a night.
create function is_on_leave(guest bigint, night date) returns boolean language sql stable
  return exists (select from guest_leave l where l.guest_id = guest and l.ended_at is null and l.nights @> night);

grant select, insert, update on guest_leave to berth_app;
grant usage, select on all sequences in schema public to berth_app;
