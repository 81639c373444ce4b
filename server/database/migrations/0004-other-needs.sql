-- What a guest brings or asks for beyond a place, as it stood when the place was kept: the shelter reads it, seating
-- does not. Pets are counted against the facility's places for pets; the row lock of the facility guards that count.
alter table guest
  add column pets smallint not null default 0 check (pets between 0 and 5),
  add column interpreter text check (length(interpreter) <= 100),
  add column work_shift text check (work_shift in ('late', 'night')),
  add column confidential_site boolean not null default false,
  add column further_needs text[] not null default '{}';
create index guest_with_pets on guest (reservation_id) where pets > 0;
