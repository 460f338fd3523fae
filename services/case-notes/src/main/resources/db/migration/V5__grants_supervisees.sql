-- Whom the worker supervised when the grant was given: a held recording opens to its author's supervisor.
ALTER TABLE reading_grant ADD COLUMN supervisee_ids text NOT NULL DEFAULT '';
