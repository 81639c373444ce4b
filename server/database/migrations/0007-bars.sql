-- Bars: a warning first, notice and letter, appeal, suspension in extreme weather, an override for one stay. Every
-- change stays on record: the program may write history, never rewrite it.

create table bar_warning (
  id bigint generated always as identity primary key,
  client_id bigint not null references client,
  organization_id bigint not null references organization,
  reason_code text not null,
  incident_on date not null,
  -- As it was said to the person.
  told text not null check (length(told) between 1 and 2000),
  given_at timestamptz not null,
  given_by text references user_account
);
create index bar_warning_client on bar_warning (client_id, organization_id);

alter table bar
  add column incident_on date,
  add column services text[] not null default '{overnight}'
    check (cardinality(services) > 0 and services <@ '{overnight,day,meals}'),
  -- What was issued before anybody asked is held to be a threat: it is never suspended.
  add column immediate_threat boolean not null default true,
  add column suspendable boolean not null default false,
  -- What the person is told of the reason; the letter says no more.
  add column told text check (length(told) between 1 and 2000),
  add column warning_id bigint references bar_warning,
  add column without_warning text check (length(without_warning) between 1 and 1000),
  add column notice_due date,
  add column notice_why_not text check (length(notice_why_not) between 1 and 1000),
  add column notice_given_at timestamptz,
  add column notice_given_by text references user_account,
  add column notice_how text check (notice_how in ('letter_handed', 'letter_sent', 'spoken', 'phone', 'email')),
  add column notice_language text check (length(notice_language) between 1 and 60),
  add column notice_note text check (length(notice_note) between 1 and 1000),
  add check (not (suspendable and immediate_threat)),
  add check ((notice_given_at is null) = (notice_how is null) and (notice_given_at is null) = (notice_language is null));
create index bar_organization on bar (organization_id, issued_at desc);

-- Every change of a bar: who, when, why.
create table bar_change (
  id bigint generated always as identity primary key,
  bar_id bigint not null references bar,
  act text not null check (act in ('issued', 'notice_given', 'notice_not_yet', 'appealed', 'hearing_set', 'upheld',
    'overturned', 'shortened', 'reviewed', 'lifted', 'overridden', 'override_ended')),
  at timestamptz not null,
  made_by text references user_account,
  why text check (length(why) between 1 and 10000),
  detail jsonb not null default '{}'
);
create index bar_change_bar on bar_change (bar_id, id);

create table bar_appeal (
  id bigint generated always as identity primary key,
  bar_id bigint not null references bar,
  filed_on date not null,
  words text not null check (length(words) between 1 and 10000),
  hearing_at timestamptz,
  reviewer text references user_account,
  filed_at timestamptz not null,
  filed_by text references user_account,
  decided_at timestamptz,
  decided_by text references user_account,
  outcome text check (outcome in ('upheld', 'shortened', 'overturned')),
  decision text check (length(decision) between 1 and 10000),
  check ((decided_at is null) = (outcome is null) and (decided_at is null) = (decision is null))
);
create unique index one_open_appeal on bar_appeal (bar_id) where decided_at is null;

-- A barred person may stay all the same at one facility on these nights.
create table bar_override (
  id bigint generated always as identity primary key,
  bar_id bigint not null references bar,
  facility_id bigint not null references facility,
  nights daterange not null check (not isempty(nights)),
  reason text not null check (length(reason) between 1 and 1000),
  made_at timestamptz not null,
  made_by text references user_account,
  ended_at timestamptz,
  ended_by text references user_account,
  constraint override_once exclude using gist (bar_id with =, facility_id with =, nights with &&) where (ended_at is null)
);

-- Nights of extreme weather, on which an organization's suspendable bars rest.
create table extreme_weather (
  id bigint generated always as identity primary key,
  organization_id bigint not null references organization,
  nights daterange not null check (not isempty(nights)),
  reason text not null check (length(reason) between 1 and 200),
  declared_at timestamptz not null,
  declared_by text references user_account,
  -- Ended before its last night: from this night on it holds no more.
  ended_from date,
  ended_at timestamptz,
  ended_by text references user_account,
  check ((ended_from is null) = (ended_at is null))
);
create index extreme_weather_organization on extreme_weather (organization_id);

-- A placement that a bar has stopped, once for each person, facility and night, whoever tried and however often.
create table bar_blocked (
  client_id bigint not null references client,
  facility_id bigint not null references facility,
  night date not null,
  bar_id bigint not null references bar,
  at timestamptz not null,
  primary key (client_id, facility_id, night)
);
create index bar_blocked_bar on bar_blocked (bar_id);

-- Where and on which nights somebody may not sleep: what every gate reads. Suspended and overridden nights are taken out,
-- so that they come back by themselves. until is the first night they may stay again.
create view bar_in_force as
  select b.id as bar_id, b.client_id, b.organization_id, f.id as facility_id, m.nights, upper(b.nights) as until
  from bar b
  join facility f on f.organization_id = b.organization_id and (b.facility_id is null or f.id = b.facility_id)
  cross join lateral unnest(datemultirange(b.nights)
    - coalesce((select range_agg(w.nights * daterange(null, w.ended_from)) from extreme_weather w
        where b.suspendable and w.organization_id = b.organization_id), '{}')
    - coalesce((select range_agg(o.nights) from bar_override o
        where o.bar_id = b.id and o.facility_id = f.id and o.ended_at is null), '{}')) as m(nights)
  where b.lifted_at is null and 'overnight' = any (b.services);

grant select, insert on bar_warning, bar_change, bar_blocked to berth_app;
grant select, insert, update on bar_appeal, bar_override, extreme_weather to berth_app;
grant select on bar_in_force to berth_app;
revoke delete, truncate on bar from berth_app;
grant usage, select on all sequences in schema public to berth_app;
