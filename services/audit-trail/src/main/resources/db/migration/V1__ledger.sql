-- The ledger's rows: what the one sequencer has taken in, and how far each later step has come.
-- Entries are written once; nobody who runs the service may change or remove one.

-- One row, locked by whoever appends: indexes have no gap because nobody else can take one.
CREATE TABLE sequencer (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    next_index bigint  NOT NULL DEFAULT 0 CHECK (next_index >= 0),
    -- Raised by every writer that starts; an older writer sees a foreign number and stops.
    epoch      bigint  NOT NULL DEFAULT 0
);
INSERT INTO sequencer DEFAULT VALUES;

CREATE TABLE entry (
    index          bigint PRIMARY KEY CHECK (index >= 0),
    -- The event's id; for a rejected record or a conflict an id derived from what arrived.
    event_id       uuid   NOT NULL UNIQUE,
    -- SHA-256 of the event as it arrived: the same id with another digest is a conflict.
    content_digest bytea  NOT NULL CHECK (length(content_digest) = 32),
    entry          bytea  NOT NULL CHECK (length(entry) BETWEEN 1 AND 65535),
    sealed         bytea  NOT NULL,
    -- Keyed digests of the persons whom the entry is linked to.
    client_ref     bytea,
    worker_ref     bytea
);
ALTER TABLE entry ALTER COLUMN entry SET STORAGE EXTERNAL, ALTER COLUMN sealed SET STORAGE EXTERNAL;
CREATE INDEX entry_of_client ON entry (client_ref, index) WHERE client_ref IS NOT NULL;

-- The last entry of each person's chain.
CREATE TABLE chain_head (
    person_ref bytea  PRIMARY KEY CHECK (length(person_ref) = 16),
    length     bigint NOT NULL CHECK (length > 0),
    last       bytea  NOT NULL CHECK (length(last) = 32)
);

-- A data key per person, wrapped by a key that is never in this database.
CREATE TABLE person_key (
    person_ref bytea PRIMARY KEY CHECK (length(person_ref) = 16),
    wrapped    bytea NOT NULL,
    created_at timestamptz NOT NULL
);

-- How far each partition has been taken in. Moves in the transaction that inserts the entries.
CREATE TABLE consumer_position (
    topic        text    NOT NULL,
    partition    integer NOT NULL,
    topic_id     uuid    NOT NULL,
    next_offset  bigint  NOT NULL CHECK (next_offset >= 0),
    leader_epoch integer,
    PRIMARY KEY (topic, partition)
);

-- Which sequences of each source have arrived: more than one range is a gap.
CREATE TABLE source_progress (
    source   text           PRIMARY KEY,
    received int8multirange NOT NULL,
    -- Since when the lowest gap has been open.
    gap_since timestamptz
);

-- The first sequence of a source that is still missing.
CREATE FUNCTION first_gap(received int8multirange) RETURNS bigint
    LANGUAGE sql IMMUTABLE STRICT
    RETURN CASE WHEN received @> 1::bigint
                THEN (SELECT upper(r) FROM unnest(received) AS r ORDER BY r LIMIT 1)
                ELSE 1 END;

-- Bytes of records that could not be decoded; the ledger has their digest.
CREATE TABLE rejected_record (
    topic_id   uuid        NOT NULL,
    partition  integer     NOT NULL,
    record_offset bigint   NOT NULL,
    code       text        NOT NULL,
    value      bytea,
    arrived_at timestamptz NOT NULL,
    PRIMARY KEY (topic_id, partition, record_offset)
);

-- What has been integrated into tiles, and what has been signed. Moved by compare-and-swap only.
CREATE TABLE tree_head (
    one        boolean PRIMARY KEY DEFAULT true CHECK (one),
    size       bigint  NOT NULL CHECK (size >= 0),
    root       bytea   NOT NULL CHECK (length(root) = 32),
    checkpoint text,
    signed_at  timestamptz
);
-- The root of the empty tree: SHA-256 of nothing (RFC 6962, section 2.1).
INSERT INTO tree_head (size, root) VALUES (0, sha256(''::bytea));

-- Receipts have a sequence of their own; a gap in it means nothing, because receipts are cumulative.
CREATE SEQUENCE receipt_sequence;

-- What the running service may do: add entries, never change or remove one. Taken away first,
-- because the database's default privileges may have given more.
REVOKE ALL ON entry, rejected_record, person_key, sequencer, tree_head, chain_head,
    consumer_position, source_progress FROM ${runRole};
GRANT SELECT, INSERT ON entry, rejected_record, person_key TO ${runRole};
GRANT SELECT, UPDATE ON sequencer, tree_head TO ${runRole};
GRANT SELECT, INSERT, UPDATE ON chain_head, consumer_position, source_progress TO ${runRole};
GRANT USAGE ON SEQUENCE receipt_sequence TO ${runRole};
