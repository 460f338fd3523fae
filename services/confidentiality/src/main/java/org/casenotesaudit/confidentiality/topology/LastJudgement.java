package org.casenotesaudit.confidentiality.topology;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was last said about an act: enough to tell whether a new judgement says anything else, and
 * to withdraw what it no longer holds.
 *
 * @param revision from 1; 0 before the first
 * @param eventId of the judgement; empty before the first
 * @param contentDigest of what it said, without ids and revision
 * @param openAlerts key of the alert (AlertKey) to digest of what it said, sorted
 * @param event the judgement as it was sent; empty before the first
 */
public record LastJudgement(
    int revision,
    String eventId,
    String contentDigest,
    SortedMap<String, String> openAlerts,
    byte[] event) {

  static final LastJudgement NONE = new LastJudgement(0, "", "", new TreeMap<>(), new byte[0]);

  LastJudgement next(
      String nextEventId, String digest, Map<String, String> alerts, byte[] sentEvent) {
    return new LastJudgement(revision + 1, nextEventId, digest, new TreeMap<>(alerts), sentEvent);
  }
}
