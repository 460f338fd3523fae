-- Directory, access records and intake of the access service. Names and reasons in words live here and nowhere else.

create table worker_file (
  worker_id    uuid primary key,
  version      bigint not null check (version > 0),
  display_name text not null,
  changed_at   timestamptz not null,
  changed_by   text not null
);

create table worker_interval (
  worker_id   uuid not null references worker_file,
  kind        text not null check (kind in ('ROLE', 'TEAM', 'SUPERVISOR', 'DUTY', 'EMPLOYMENT')),
  value       text not null,
  valid_from  timestamptz not null,
  valid_until timestamptz check (valid_until > valid_from)
);
create index worker_interval_of_worker on worker_interval (worker_id);
-- Whom somebody supervises is read from the files of the supervised.
create index worker_interval_supervisor on worker_interval (value) where kind = 'SUPERVISOR';

create table access_record (
  access_id         uuid primary key,
  outcome           text not null check (outcome in ('PERMITTED', 'REFUSED')),
  origin            text not null,
  worker_id         uuid,
  client_id         uuid,
  case_id           uuid,
  record_kind       text not null,
  record_id         uuid,
  action            text not null,
  purpose           text not null,
  refusal_reason    text,
  grant_id          uuid,
  fact_version      text,
  rangeable         boolean not null default false,
  expires_at        timestamptz,
  directory_version bigint not null,
  occurred_at       timestamptz not null,
  recorded_at       timestamptz not null,
  -- Set when case-notes refused the content after all: its facts had changed.
  withheld_at       timestamptz
);
-- Which clients did this worker access in that time: asked when the directory is corrected backwards.
create index access_record_of_worker on access_record (worker_id, occurred_at);

-- A table of its own: a role that counts accesses need not be able to read why somebody broke glass.
create table break_glass (
  access_id   uuid primary key references access_record,
  reason_code text not null,
  reason      text not null check (length(reason) >= 10),
  valid_until timestamptz not null
);

create table media_viewing (
  access_id    uuid primary key references access_record,
  bytes_served bigint not null default 0 check (bytes_served >= 0),
  range_count  integer not null default 0,
  closes_at    timestamptz not null,
  closed_at    timestamptz
);
create index media_viewing_open on media_viewing (closes_at) where closed_at is null;

-- Foreign ids of workers and clients. scope is the intake source that means this id, or * for a system whose values are unique everywhere.
create table intake_mapping (
  kind    text not null check (kind in ('WORKER', 'CLIENT')),
  scope   text not null,
  system  text not null,
  value   text not null,
  id      uuid not null,
  set_by  text not null,
  set_at  timestamptz not null,
  primary key (kind, scope, system, value)
);

-- Foreign ids that meant nobody when they came: which mappings are wanted.
create table intake_unmapped (
  kind       text not null check (kind in ('WORKER', 'CLIENT')),
  source     text not null,
  system     text not null,
  value      text not null,
  times      bigint not null,
  first_seen timestamptz not null,
  last_seen  timestamptz not null,
  primary key (kind, source, system, value)
);

-- One row per resource taken in: the same resource again adds nothing.
create table intake_resource (
  source          text not null,
  resource_digest bytea not null,
  event_count     integer not null,
  received_at     timestamptz not null,
  primary key (source, resource_digest)
);

grant select, insert, update on worker_file, access_record, media_viewing, intake_mapping, intake_unmapped to "${runRole}";
grant select, insert on break_glass, intake_resource to "${runRole}";
grant select, insert, delete on worker_interval to "${runRole}";
