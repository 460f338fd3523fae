-- Why an objection was decided as it was. Null where it is open, or upheld without more words, and where it was
-- decided before reasons were kept: hence NOT VALID, which asks it of every decision from now on.
ALTER TABLE objection ADD COLUMN sealed_reason bytea;
ALTER TABLE objection ADD CONSTRAINT objection_overridden_for_a_reason
  CHECK (outcome IS DISTINCT FROM 'OVERRIDDEN_BY_DUTY' OR sealed_reason IS NOT NULL) NOT VALID;
