-- Answers to requests that carried an Idempotency-Key, kept for 24 hours. References only: content is never replayed.
create table idempotency_key (
    principal   text        not null,
    method      text        not null,
    route       text        not null,
    key         text        not null,
    body_sha256 text        not null,
    status      int         not null,
    answer      text        not null,
    created_at  timestamptz not null default now(),
    primary key (principal, method, route, key)
);
create index idempotency_key_age on idempotency_key using brin (created_at);
