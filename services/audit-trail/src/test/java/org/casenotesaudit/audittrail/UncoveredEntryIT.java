package org.casenotesaudit.audittrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.UUID;
import org.casenotesaudit.audittrail.integrate.Integrator;
import org.casenotesaudit.audittrail.integrate.TreeTable;
import org.junit.jupiter.api.Test;

/** What no signed checkpoint covers is not told as if one did. */
class UncoveredEntryIT {

  @Test
  void anEntryHasItsPlaceOnlyOnceASignedCheckpointCoversIt() throws Exception {
    try (RunningTrail trail = RunningTrail.startedWith(RunningTrail.settings())) {
      String covered = published(trail, 1);
      trail.proofOf(covered);
      assertThat(entry(trail, covered).statusCode()).isEqualTo(200);

      trail.bean(Integrator.class).close();
      String uncovered = published(trail, 2);
      RunningTrail.eventually(() -> isAppended(trail, uncovered));

      HttpResponse<byte[]> answer = entry(trail, uncovered);
      assertThat(answer.statusCode()).as(RunningTrail.text(answer)).isEqualTo(404);
      assertThat(RunningTrail.text(answer)).contains("\"not-in-ledger-yet\"");
      assertThat(entry(trail, covered).statusCode()).isEqualTo(200);
    }
  }

  private static String published(RunningTrail trail, long number) throws Exception {
    return trail
        .published(UUID.randomUUID(), RunningTrail.freshSource(), number)
        .getEnvelope()
        .getEventId();
  }

  private static boolean isAppended(RunningTrail trail, String eventId) {
    try {
      return trail.bean(TreeTable.class).indexOf(UUID.fromString(eventId)).isPresent();
    } catch (SQLException failure) {
      throw new AssertionError(failure);
    }
  }

  private static HttpResponse<byte[]> entry(RunningTrail trail, String eventId) throws Exception {
    return trail.get("/v1/entries?eventId=" + eventId, trail.token("auditor"));
  }
}
