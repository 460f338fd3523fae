-- What case-notes reports is read once more from its beginning: for the clients that workers declared to know.
DELETE FROM topic_positions WHERE topic = 'case-notes.record.v1';

-- An alert whose kind changed with a later revision stood on in the concern that it left. It stays there to be
-- read and stands no longer: the figures are those of Standing.
WITH members AS (
  SELECT ca.concern_id, a.alert_id, a.rule_id, a.severity, a.score,
    a.attributable <> (c.kind = 'CONDUCT') AS moved,
    a.attributable <> (c.kind = 'CONDUCT') OR coalesce(w.revision > a.revision, false) AS withdrawn
  FROM concern_alerts ca
  JOIN concerns c USING (concern_id)
  JOIN alerts a USING (alert_id)
  LEFT JOIN alert_withdrawals w USING (alert_id)),
left_behind AS (
  SELECT concern_id, bool_and(withdrawn) AS all_withdrawn,
    count(*) FILTER (WHERE withdrawn) AS withdrawn_count,
    max(score) FILTER (WHERE NOT withdrawn) AS score,
    array_agg(DISTINCT rule_id) FILTER (WHERE NOT withdrawn) AS rule_ids,
    max(array_position(ARRAY['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'], severity))
      FILTER (WHERE NOT withdrawn) AS severity_rank
  FROM members GROUP BY concern_id HAVING bool_or(moved)),
told AS (
  INSERT INTO concern_history (concern_id, happened_at, what, detail)
  SELECT concern_id, now(), 'ALERT_MOVED', alert_id FROM members WHERE moved
  UNION ALL
  SELECT concern_id, now(), 'CLOSED_AS_WITHDRAWN', NULL FROM left_behind JOIN concerns USING (concern_id)
  WHERE all_withdrawn AND status IN ('OPEN', 'IN_REVIEW'))
UPDATE concerns c SET
  status = CASE WHEN l.all_withdrawn AND c.status IN ('OPEN', 'IN_REVIEW') THEN 'WITHDRAWN' ELSE c.status END,
  withdrawn_count = l.withdrawn_count,
  score = coalesce(l.score, c.score),
  rule_ids = coalesce(l.rule_ids, c.rule_ids),
  severity_rank = coalesce(l.severity_rank, c.severity_rank),
  severity = coalesce((ARRAY['INFO', 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL'])[l.severity_rank], c.severity)
FROM left_behind l WHERE l.concern_id = c.concern_id;
