-- Receipts that could not be read: put aside with their bytes, in the transaction that reads on past
-- them and that tells of them (RecordQuarantined, which never holds the bytes).
CREATE TABLE outbox_receipt_quarantine (
  agency_id     text        NOT NULL,
  topic         text        NOT NULL,
  -- A topic made again counts its offsets from nought again.
  topic_id      text        NOT NULL,
  partition     integer     NOT NULL,
  record_offset bigint      NOT NULL,
  value_digest  text        NOT NULL,
  code          text        NOT NULL,
  record_key    bytea,
  record_value  bytea,
  received_at   timestamptz NOT NULL,
  PRIMARY KEY (agency_id, topic, topic_id, partition, record_offset)
);
