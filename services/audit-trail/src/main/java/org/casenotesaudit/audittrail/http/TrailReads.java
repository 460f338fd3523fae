package org.casenotesaudit.audittrail.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.casenotesaudit.events.TrailRead;
import org.casenotesaudit.events.TrailReadKind;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.events.EventOutbox;
import org.casenotesaudit.serviceframe.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Records reads of the trail. An answer leaves only after its read is committed: call this last,
 * and let its failure end the request.
 */
@Singleton
public class TrailReads {

  private static final Duration ONE_VISIT = Duration.ofMinutes(1);

  private final EventOutbox outbox;
  private final InstantSource clock;

  /** Tiles come by the thousand; a visit of one reader is one event for each minute. */
  private final Map<String, Long> lastTileRead = new ConcurrentHashMap<>();

  TrailReads(EventOutbox outbox, InstantSource clock) {
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Records one read.
   *
   * @param subject the event whose entry was read, if one
   * @param entryCount how many entries the answer holds; 0 if what was asked for is not there
   */
  public void record(Caller reader, TrailReadKind kind, @Nullable UUID subject, long entryCount) {
    outbox.publishAlone(
        Topics.TRAIL_READS,
        TrailRead.newBuilder()
            .setEnvelope(outbox.envelope(reader.subject(), null))
            .setReadKind(kind)
            .setSubjectEventId(subject == null ? null : subject.toString())
            .setEntryCount(entryCount)
            .build());
  }

  /** Records that a reader who had to sign in fetches tiles. */
  public void recordTiles(Caller reader) {
    long now = clock.millis();
    Long last = lastTileRead.get(reader.subject());
    if (last == null || now - last >= ONE_VISIT.toMillis()) {
      record(reader, TrailReadKind.TILES, null, 0);
      lastTileRead.put(reader.subject(), now);
    }
  }
}
