-- What case-notes keeps. Columns named sealed_* hold AES-256-GCM ciphertext; the key of a client or of
-- a recording stands beside it, wrapped by a key that never enters this database.

CREATE TABLE wrapping_key (
  key_id text PRIMARY KEY,
  first_used_at timestamptz NOT NULL
);

CREATE TABLE client (
  client_id uuid PRIMARY KEY,
  wrapped_key bytea NOT NULL,
  sealed_identity bytea NOT NULL,
  high_profile boolean NOT NULL,
  protected_location boolean NOT NULL,
  -- Counts changes of the facts on which decisions rest: a grant is good for one value only.
  fact_version bigint NOT NULL CHECK (fact_version >= 1),
  registered_by text NOT NULL,
  registered_at timestamptz NOT NULL
);

CREATE TABLE case_record (
  case_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  team_id uuid NOT NULL,
  opened_at timestamptz NOT NULL,
  closed_at timestamptz
);
CREATE INDEX case_record_client ON case_record (client_id);

CREATE TABLE allocation (
  allocation_id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_record,
  client_id uuid NOT NULL REFERENCES client,
  worker_id text,
  team_id uuid,
  allocation_kind text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  requested_by text,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK ((worker_id IS NULL) <> (team_id IS NULL))
);
CREATE INDEX allocation_client ON allocation (client_id);

CREATE TABLE note (
  note_id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_record,
  client_id uuid NOT NULL REFERENCES client,
  author_id text NOT NULL,
  contact_at timestamptz NOT NULL,
  latest_version integer NOT NULL CHECK (latest_version >= 1)
);
CREATE INDEX note_case ON note (case_id);

CREATE TABLE note_version (
  note_version_id uuid PRIMARY KEY,
  note_id uuid NOT NULL REFERENCES note,
  version integer NOT NULL CHECK (version >= 1),
  sealed_text bytea NOT NULL,
  author_id text NOT NULL,
  recorded_at timestamptz NOT NULL,
  UNIQUE (note_id, version)
);

CREATE TABLE media (
  media_id uuid PRIMARY KEY,
  case_id uuid NOT NULL REFERENCES case_record,
  act_id uuid NOT NULL,
  wrapped_key bytea NOT NULL,
  media_kind text NOT NULL,
  media_type text NOT NULL,
  size_bytes bigint NOT NULL CHECK (size_bytes >= 1),
  captured_at timestamptz NOT NULL,
  author_id text NOT NULL,
  recorded_at timestamptz NOT NULL,
  non_client_subjects integer NOT NULL CHECK (non_client_subjects >= 0),
  unidentified_subjects integer NOT NULL CHECK (unidentified_subjects >= 0)
);
CREATE INDEX media_case ON media (case_id);

CREATE TABLE media_subject (
  media_subject_id uuid PRIMARY KEY,
  media_id uuid NOT NULL REFERENCES media,
  client_id uuid NOT NULL REFERENCES client,
  UNIQUE (media_id, client_id)
);

-- No reference to media: chunks arrive before the row that makes them a recording. Those that never
-- become one are swept; nobody can read them, for their key was never stored.
CREATE TABLE media_chunk (
  media_id uuid NOT NULL,
  chunk_index integer NOT NULL CHECK (chunk_index >= 0),
  sealed_bytes bytea NOT NULL,
  stored_at timestamptz NOT NULL,
  PRIMARY KEY (media_id, chunk_index)
);
-- Ciphertext does not compress: do not let TOAST try.
ALTER TABLE media_chunk ALTER COLUMN sealed_bytes SET STORAGE EXTERNAL;
CREATE INDEX media_chunk_stored_at ON media_chunk USING brin (stored_at);

CREATE TABLE media_authority (
  authority_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  authority_kind text NOT NULL,
  refused boolean NOT NULL,
  media_kinds text NOT NULL,
  uses text NOT NULL,
  purposes text NOT NULL,
  media_ids text NOT NULL,
  audience_team_ids text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  sealed_evidence bytea NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  withdrawn_by text,
  withdrawn_at timestamptz,
  withdrawal_recorded_at timestamptz
);
CREATE INDEX media_authority_client ON media_authority (client_id);

CREATE TABLE restriction (
  restriction_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  named_worker_ids text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  lifted_at timestamptz
);
CREATE INDEX restriction_client ON restriction (client_id);

CREATE TABLE objection (
  objection_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  worker_id text,
  team_id uuid,
  raised_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  outcome text,
  client_told boolean,
  decided_at timestamptz,
  CHECK ((worker_id IS NULL) <> (team_id IS NULL))
);

CREATE TABLE conflict_of_interest (
  conflict_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  worker_id text NOT NULL,
  -- The kind stays inside, and sealed: only the strength reaches the stream.
  sealed_kind bytea NOT NULL,
  strength text NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  cleared_at timestamptz
);

CREATE TABLE contact (
  contact_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  worker_id text NOT NULL,
  happened_at timestamptz NOT NULL,
  corroboration text NOT NULL,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL
);

CREATE TABLE declaration (
  declaration_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  worker_id text NOT NULL,
  declaration_kind text NOT NULL,
  access_id uuid,
  recorded_at timestamptz NOT NULL
);

CREATE TABLE legal_request (
  request_id uuid PRIMARY KEY,
  client_id uuid NOT NULL REFERENCES client,
  request_kind text NOT NULL,
  worker_id text,
  team_id uuid,
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,
  recorded_by text NOT NULL,
  recorded_at timestamptz NOT NULL,
  closed_at timestamptz,
  CHECK ((worker_id IS NULL) <> (team_id IS NULL))
);

-- What access was promised: one worker, one item, one value of the deciding facts, one use.
CREATE TABLE reading_grant (
  grant_id uuid PRIMARY KEY,
  worker_id text NOT NULL,
  roles text NOT NULL,
  team_ids text NOT NULL,
  employment text NOT NULL,
  item_kind text NOT NULL,
  item_id uuid NOT NULL,
  action text NOT NULL,
  purpose text NOT NULL,
  broke_glass boolean NOT NULL,
  birth_dates_known text NOT NULL,
  fact_version bigint NOT NULL,
  issued_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX reading_grant_expires_at ON reading_grant (expires_at);

-- Least privilege for the role that serves requests: history is added to, never taken away. A database
-- may be set up to give that role more by default.
REVOKE ALL ON wrapping_key, client, case_record, allocation, note, note_version, media, media_subject,
  media_chunk, media_authority, restriction, objection, conflict_of_interest, contact, declaration,
  legal_request, reading_grant FROM "${runRole}";
GRANT SELECT, INSERT ON wrapping_key, note_version, media, media_subject, contact, declaration
  TO "${runRole}";
GRANT SELECT, INSERT, UPDATE ON client, case_record, allocation, note, media_authority, restriction,
  objection, conflict_of_interest, legal_request TO "${runRole}";
GRANT SELECT, INSERT, UPDATE, DELETE ON reading_grant TO "${runRole}";
GRANT SELECT, INSERT, DELETE ON media_chunk TO "${runRole}";
