-- Events wait here, written in the transaction that made them true, until a signed checkpoint of the
-- ledger covers them. Rows are numbered and sent by one relay per agency (see OutboxRelay).

CREATE TABLE outbox (
  -- Order of insertion. Transactions commit in another order, so nothing may read "id > last seen".
  id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  agency_id       text        NOT NULL,
  source          text        NOT NULL,
  event_id        uuid        NOT NULL UNIQUE,
  event_type      text        NOT NULL,
  topic           text        NOT NULL,
  record_key      text        NOT NULL,
  -- Named by heartbeats, which go to every partition; null lets the key decide.
  partition       integer,
  -- Avro single-object encoding (C3 01, fingerprint of the schema, body), so that a newer build can
  -- still read it. Gone once the final bytes are in "value".
  payload         bytea,
  traceparent     text,
  occurred_at     timestamptz NOT NULL,
  created_at      timestamptz NOT NULL,
  -- Gapless per agency and source; assigned with "value" before the first send, then never changed.
  source_sequence bigint,
  -- The bytes on the wire: a resend is byte-identical.
  value           bytea,
  sent_at         timestamptz,
  CONSTRAINT outbox_sequence_once UNIQUE (agency_id, source, source_sequence),
  CONSTRAINT outbox_numbered_with_its_bytes
    CHECK ((source_sequence IS NULL) = (value IS NULL) AND (payload IS NULL) = (value IS NOT NULL)),
  CONSTRAINT outbox_numbered_before_sent CHECK (sent_at IS NULL OR source_sequence IS NOT NULL)
);

CREATE INDEX outbox_unnumbered ON outbox (agency_id, id) WHERE source_sequence IS NULL;
CREATE INDEX outbox_unsent ON outbox (agency_id, source, source_sequence)
  WHERE source_sequence IS NOT NULL AND sent_at IS NULL;

CREATE TABLE outbox_counter (
  agency_id     text   NOT NULL,
  source        text   NOT NULL,
  last_sequence bigint NOT NULL CHECK (last_sequence > 0),
  PRIMARY KEY (agency_id, source)
);

-- How far the receipts of the ledger were read; moved in the transaction that deletes covered rows.
CREATE TABLE outbox_receipt_position (
  agency_id    text    NOT NULL,
  topic        text    NOT NULL,
  partition    integer NOT NULL,
  topic_id     text    NOT NULL,
  next_offset  bigint  NOT NULL,
  leader_epoch integer,
  PRIMARY KEY (agency_id, topic, partition)
);
