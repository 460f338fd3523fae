package org.casenotesaudit.messaging.outbox;

/** An event is larger than an entry of the ledger may be; the act that made it must not happen. */
public final class EventTooLargeException extends RuntimeException {

  private final int bytes;

  EventTooLargeException(String eventType, int bytes, int maxBytes) {
    super("%s: %d bytes (expected: at most %d)".formatted(eventType, bytes, maxBytes));
    this.bytes = bytes;
  }

  /** Size of the event, in bytes of Avro binary. */
  public int bytes() {
    return bytes;
  }
}
