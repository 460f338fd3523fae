package org.casenotesaudit.confidentiality.publishing;

import java.nio.charset.StandardCharsets;
import org.casenotesaudit.messaging.ContentId;
import org.casenotesaudit.rules.facts.Access;
import org.casenotesaudit.rules.facts.Nature;
import org.casenotesaudit.rules.judgement.Judgement;

/** Ids made of content: what is said again under the same circumstances is the same event. */
public final class Ids {

  private Ids() {}

  /** Of a judgement: access, revision, digest of the facts used, digest of the pack. */
  public static String judgement(Judgement judgement, int revision) {
    return of(
        act(judgement.access()),
        Integer.toString(revision),
        judgement.factsDigest(),
        judgement.packDigest());
  }

  /** Of an alert: act and concern, so that it is the same alert in every revision. */
  public static String alert(Access access, AlertKey key) {
    return of(act(access), key.text());
  }

  /** Of the event that raises an alert in one revision. */
  public static String raising(String alertId, String judgementEventId) {
    return of(alertId, judgementEventId, "raised");
  }

  /** Of the event that withdraws an alert in one revision. */
  public static String withdrawing(String alertId, String judgementEventId) {
    return of(alertId, judgementEventId, "withdrawn");
  }

  /** Of the event that says that another one came too late. */
  public static String tooLate(String lateEventId, String delivery) {
    return of(lateEventId, delivery, "too-late");
  }

  /** Of the event that says since when a pack judges. */
  public static String activation(String agencyId, String packDigest) {
    return of(agencyId, packDigest, "activated");
  }

  /** Of the event that a record was put aside: its place and its content. */
  public static String quarantine(String topic, int partition, long offset, String digest) {
    return of(topic, Integer.toString(partition), Long.toString(offset), digest);
  }

  /**
   * An access that was opened and whose content was then withheld, because facts had changed, is
   * two acts under one access id. The second goes by its event: what is said of it is its own.
   */
  private static String act(Access access) {
    boolean withheldAfterOpening = access.nature() instanceof Nature.Refused no && !no.counts();
    return withheldAfterOpening ? access.eventId().value() : access.accessId().value();
  }

  private static String of(String... parts) {
    byte[][] bytes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = parts[i].getBytes(StandardCharsets.UTF_8);
    }
    return ContentId.uuidV8(bytes).toString();
  }
}
