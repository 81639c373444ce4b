-- Exits: the clock ends an enrollment after nights of silence, and a person may say that it goes on.

-- The night on which somebody said that a silent enrollment stays open: the nights of silence count from it.
alter table enrollment add column kept_open_on date;

-- What the clock has ended lately, for the list that takes it back.
create index enrollment_auto_exited on enrollment (project_id, exited_at) where auto_exited;
