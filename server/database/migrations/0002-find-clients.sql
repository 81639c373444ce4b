-- What finding people needs beyond exact words: a word with one letter off, numbers and cards from elsewhere.

-- A word and everything left of it when one letter is taken out. Two words that differ by one letter too few, too many,
-- another or two neighbours swapped always have one of these in common.
create function one_letter_out(word text) returns text[] language sql immutable strict parallel safe
  return (select array_agg(distinct left(word, i - 1) || substr(word, i + 1)) || word from generate_series(1, length(word)) i);

alter table name_word add column one_out text[] generated always as (one_letter_out(word)) stored;
create index name_word_one_out on name_word using gin (one_out) with (fastupdate = off);

-- From a person to their words without reading the table.
create index client_name_words on client_name (client_id, name_word_id);
drop index client_name_client;

-- The number a person had in the system they were imported from.
create index client_hud_number on client (hud_key) where hud_key is not null;

-- A card is the same card with or without its spaces and hyphens.
create unique index client_card_plain on client_card (upper(translate(code, ' -', '')));

-- How often somebody has searched lately.
create index audit_entry_user on audit_entry (user_id, act, at);
