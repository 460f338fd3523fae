-- Up to which number the ledger has acknowledged each source of the agency, as receipts say. A
-- database restored from a backup, or made anew, knows less of its own numbers than the ledger: no
-- number at or below this one is given again.
CREATE TABLE outbox_receipt_floor (
  agency_id           text   NOT NULL,
  source              text   NOT NULL,
  contiguous_sequence bigint NOT NULL CHECK (contiguous_sequence > 0),
  PRIMARY KEY (agency_id, source)
);
