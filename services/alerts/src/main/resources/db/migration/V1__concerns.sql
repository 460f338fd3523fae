-- What alerts keeps: concerns and their alerts, judgement revisions of alerted accesses, who may see
-- what, what reviewers did, and how far each topic has been read. Ids of other rooms are text: they
-- are opaque here, and a malformed one must not stop the reading.

CREATE TABLE topic_positions (
  topic        text    NOT NULL,
  partition_no integer NOT NULL,
  topic_id     text    NOT NULL,
  next_offset  bigint  NOT NULL,
  leader_epoch integer,
  PRIMARY KEY (topic, partition_no)
);

CREATE TABLE quarantined_records (
  topic         text        NOT NULL,
  partition_no  integer     NOT NULL,
  record_offset bigint      NOT NULL,
  value_digest  text        NOT NULL,
  code          text        NOT NULL,
  record_key    bytea,
  record_value  bytea,
  received_at   timestamptz NOT NULL,
  PRIMARY KEY (topic, partition_no, record_offset, value_digest)
);

-- Records may have been lost before they were read here: for the platform team, never cleared.
CREATE TABLE integrity_findings (
  finding_id      bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind            text        NOT NULL,
  topic           text        NOT NULL,
  partition_no    integer     NOT NULL,
  expected_offset bigint      NOT NULL,
  found_offset    bigint      NOT NULL,
  found_at        timestamptz NOT NULL
);

-- Worker files: the newest version of each wins, whatever order the partitions were read in.
CREATE TABLE workers (
  worker_id text   PRIMARY KEY,
  version   bigint NOT NULL
);

CREATE TABLE worker_teams (
  worker_id   text        NOT NULL REFERENCES workers,
  team_id     text        NOT NULL,
  valid_from  timestamptz NOT NULL,
  valid_until timestamptz
);
CREATE INDEX worker_teams_by_worker ON worker_teams (worker_id);
CREATE INDEX worker_teams_by_team ON worker_teams (team_id);

CREATE TABLE worker_supervisors (
  worker_id     text        NOT NULL REFERENCES workers,
  supervisor_id text        NOT NULL,
  valid_from    timestamptz NOT NULL,
  valid_until   timestamptz
);
CREATE INDEX worker_supervisors_by_worker ON worker_supervisors (worker_id);
CREATE INDEX worker_supervisors_by_supervisor ON worker_supervisors (supervisor_id);

-- Household members and friends that a reviewer declared, and clients that a reviewer knows. Only
-- that there is a relation, never its kind.
CREATE TABLE declared_relations (
  worker_id       text NOT NULL,
  other_worker_id text,
  client_id       text,
  source_id       text NOT NULL,
  ended_at        timestamptz,
  CHECK ((other_worker_id IS NULL) <> (client_id IS NULL)),
  PRIMARY KEY (source_id, worker_id)
);
CREATE INDEX declared_relations_by_worker ON declared_relations (worker_id);

CREATE TABLE alerts (
  alert_id           text        PRIMARY KEY,
  event_id           text        NOT NULL,
  judgement_event_id text        NOT NULL,
  access_id          text        NOT NULL,
  worker_id          text        NOT NULL,
  client_id          text,
  revision           integer     NOT NULL,
  rule_id            text        NOT NULL,
  severity           text        NOT NULL,
  score              integer     NOT NULL,
  attributable       boolean     NOT NULL,
  reasons            text[]      NOT NULL,
  fact_event_ids     text[]      NOT NULL,
  record_kind        text        NOT NULL,
  action             text        NOT NULL,
  access_at          timestamptz NOT NULL,
  team_ids           text[]      NOT NULL,
  raised_at          timestamptz NOT NULL,
  received_at        timestamptz NOT NULL
);
CREATE INDEX alerts_by_access ON alerts (access_id);

-- Apart from alerts, because a withdrawal may be read before the alert that it withdraws.
CREATE TABLE alert_withdrawals (
  alert_id           text        PRIMARY KEY,
  revision           integer     NOT NULL,
  judgement_event_id text        NOT NULL,
  withdrawn_at       timestamptz NOT NULL
);

CREATE TABLE judgements (
  event_id               text        PRIMARY KEY,
  access_id              text        NOT NULL,
  revision               integer     NOT NULL,
  judged_at              timestamptz NOT NULL,
  known_verdict          text        NOT NULL,
  known_explanations     text[]      NOT NULL,
  known_concerns         text[]      NOT NULL,
  later_verdict          text        NOT NULL,
  later_explanations     text[]      NOT NULL,
  later_concerns         text[]      NOT NULL,
  missing_facts          text[]      NOT NULL,
  pack_digest            text        NOT NULL,
  triggered_by_event_id  text,
  received_at            timestamptz NOT NULL
);
CREATE INDEX judgements_by_access ON judgements (access_id, revision);
CREATE INDEX judgements_by_time ON judgements USING brin (received_at);

CREATE SEQUENCE concern_numbers;

CREATE TABLE concerns (
  concern_id         uuid        PRIMARY KEY,
  group_key          text        NOT NULL,
  generation         integer     NOT NULL,
  follows_concern_id uuid        REFERENCES concerns,
  kind               text        NOT NULL,
  rule_family        text        NOT NULL,
  worker_id          text        NOT NULL,
  client_id          text,
  status             text        NOT NULL,
  assignee_id        text,
  resolution         text,
  severity           text        NOT NULL,
  severity_rank      smallint    NOT NULL,
  score              integer     NOT NULL,
  rule_ids           text[]      NOT NULL,
  team_ids           text[]      NOT NULL,
  alert_count        integer     NOT NULL,
  withdrawn_count    integer     NOT NULL,
  first_at           timestamptz NOT NULL,
  last_at            timestamptz NOT NULL,
  opened_at          timestamptz NOT NULL,
  opened_number      bigint      NOT NULL UNIQUE,
  UNIQUE (group_key, generation)
);
CREATE INDEX concerns_queue ON concerns (status, score DESC, concern_id);

CREATE TABLE concern_alerts (
  concern_id uuid NOT NULL REFERENCES concerns,
  alert_id   text NOT NULL REFERENCES alerts,
  PRIMARY KEY (concern_id, alert_id)
);
CREATE INDEX concern_alerts_by_alert ON concern_alerts (alert_id);

-- What reviewers wrote stays here: no event carries it.
CREATE TABLE concern_comments (
  comment_id uuid        PRIMARY KEY,
  concern_id uuid        NOT NULL REFERENCES concerns,
  author_id  text        NOT NULL,
  words      text        NOT NULL,
  written_at timestamptz NOT NULL
);
CREATE INDEX concern_comments_by_concern ON concern_comments (concern_id);

CREATE TABLE concern_history (
  entry_id   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  concern_id uuid        NOT NULL REFERENCES concerns,
  happened_at timestamptz NOT NULL,
  actor_id   text,
  what       text        NOT NULL,
  detail     text,
  words      text,
  event_id   text
);
CREATE INDEX concern_history_by_concern ON concern_history (concern_id, entry_id);

-- The console's sessions. Only digests: a copy of this table opens nothing.
CREATE TABLE pending_sign_ins (
  state_digest  text        PRIMARY KEY,
  browser_digest text       NOT NULL,
  nonce         text        NOT NULL,
  code_verifier text        NOT NULL,
  return_to     text        NOT NULL,
  expires_at    timestamptz NOT NULL
);

CREATE TABLE console_sessions (
  session_digest text        PRIMARY KEY,
  worker_id      text        NOT NULL,
  agency_id      text        NOT NULL,
  roles          text[]      NOT NULL,
  form_token     text        NOT NULL,
  expires_at     timestamptz NOT NULL
);

GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "${runRole}";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO "${runRole}";
