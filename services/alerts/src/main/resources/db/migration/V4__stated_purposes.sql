-- With what purpose a record was opened, and which: whoever reviews an access asks that first. As with
-- judgements, what no alert comes for is dropped after days.

CREATE TABLE accesses (
  access_id   text        PRIMARY KEY,
  event_id    text        NOT NULL,
  purpose     text        NOT NULL,
  record_id   text,
  origin      text        NOT NULL,
  received_at timestamptz NOT NULL
);
CREATE INDEX accesses_by_time ON accesses USING brin (received_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON accesses TO "${runRole}";
