-- Accesses of other systems that came before anybody knew whom their foreign ids mean, and what telling it later needs.

-- Names a mapping in events, where the foreign id itself must not go.
alter table intake_mapping add column mapping_id uuid not null default gen_random_uuid() unique;

-- One row per access that waited for some person; with its access record, all that its event is made of.
create table intake_waiting_access (
  access_id       uuid primary key references access_record,
  source          text not null,
  resource_digest bytea not null,
  -- Which of the resource's patients, from 0.
  ordinal         integer not null check (ordinal >= 0),
  act_id          uuid not null,
  foreign key (source, resource_digest) references intake_resource
);

-- The names by which the other system meant that person: the first of them that is mapped tells who it is. Gone once it is.
create table intake_waiting_name (
  access_id uuid not null references intake_waiting_access,
  kind      text not null check (kind in ('WORKER', 'CLIENT')),
  system    text not null,
  value     text not null,
  primary key (access_id, kind, system, value)
);
create index intake_waiting_name_of_id on intake_waiting_name (kind, system, value);

grant select, insert on intake_waiting_access to "${runRole}";
grant select, insert, delete on intake_waiting_name to "${runRole}";
