-- Who reviews concerns, by their worker file: a concern is given to nobody else. Other roles are not kept.

CREATE TABLE worker_roles (
  worker_id   text        NOT NULL REFERENCES workers,
  role        text        NOT NULL,
  valid_from  timestamptz NOT NULL,
  valid_until timestamptz
);
CREATE INDEX worker_roles_by_worker ON worker_roles (worker_id);

GRANT SELECT, INSERT, UPDATE, DELETE ON worker_roles TO "${runRole}";

-- The directory is read once more from its beginning: for the roles, and for relations declared meanwhile.
UPDATE workers SET version = 0;
DELETE FROM topic_positions WHERE topic = 'access.directory.v1';
