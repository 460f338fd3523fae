-- The digest of a body is keyed from now on, with a secret outside this database: what was kept so far could be guessed
-- from, and is compared with nothing any more.
delete from idempotency_key;
alter table idempotency_key rename column body_sha256 to body_digest;
-- The service says when, by its own clock: a key expires by the clock that it was made by.
alter table idempotency_key alter column created_at drop default;
grant select, insert, update, delete on idempotency_key to ${runRole};
