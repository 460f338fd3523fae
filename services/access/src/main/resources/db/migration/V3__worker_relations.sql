-- Workers who stand close to each other, as declared. There is no column for the kind of relation: it is nobody's business here.

create table worker_relation (
  relation_id     uuid primary key,
  worker_id       uuid not null,
  other_worker_id uuid not null check (other_worker_id <> worker_id),
  valid_from      timestamptz not null,
  declared_by     text not null,
  ended_at        timestamptz,
  ended_by        text,
  check ((ended_at is null) = (ended_by is null))
);
-- One that holds already is not declared a second time.
create unique index worker_relation_that_holds on worker_relation (worker_id, other_worker_id) where ended_at is null;

grant select, insert, update on worker_relation to "${runRole}";
