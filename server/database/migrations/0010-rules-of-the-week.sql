-- The weekdays (0 is Sunday) of a rule's nights on which it holds. As a range of its own, so that the database itself
-- refuses two rules of a room on one night, and takes two that share the dates and no weekday.
alter table placement_rule
  add column weekdays int4multirange not null default '{[0,7)}' check (weekdays <@ '{[0,7)}' and not isempty(weekdays)),
  drop constraint rule_once_per_room,
  drop constraint rule_once_per_bed;
alter table placement_rule
  add constraint rule_once_per_room
    exclude using gist (room_id with =, nights with &&, weekdays with &&) where (room_id is not null),
  add constraint rule_once_per_bed
    exclude using gist (bed_id with =, nights with &&, weekdays with &&) where (bed_id is not null);
