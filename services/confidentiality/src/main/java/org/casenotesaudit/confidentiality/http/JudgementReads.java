package org.casenotesaudit.confidentiality.http;

import jakarta.inject.Singleton;
import java.util.UUID;
import org.casenotesaudit.events.JudgementsRead;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Records reads of judgements. An answer leaves only after its read is committed: call this last,
 * and let its failure end the request.
 */
@Singleton
class JudgementReads {

  private final EventOutbox outbox;

  JudgementReads(EventOutbox outbox) {
    this.outbox = outbox;
  }

  /**
   * Records one read.
   *
   * @param accessId the access asked about; null if all of the client were
   * @param count how many judgements the answer holds
   */
  void record(Caller reader, UUID clientId, @Nullable UUID accessId, int count) {
    outbox.publishAlone(
        Topics.JUDGEMENT_READS,
        JudgementsRead.newBuilder()
            .setEnvelope(outbox.envelope(reader.subject(), clientId.toString()))
            .setAccessId(accessId == null ? null : accessId.toString())
            .setJudgementCount(count)
            .build());
  }
}
