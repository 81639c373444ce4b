-- What a guest is handed in Spanish beside the English: a shelter's own texts, and a team's. Null: there is only English.
alter table facility
  add column how_to_get_there_in_spanish text,
  add column what_to_bring_in_spanish text;
alter table team add column line_hours_in_spanish text;
