package org.casenotesaudit.events.catalogue;

import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Envelope;

/** Where an event has its envelope. */
public final class Envelopes {

  private Envelopes() {}

  /**
   * The envelope of an event.
   *
   * @throws IllegalArgumentException if the record is no event
   */
  public static Envelope of(SpecificRecord event) {
    Schema.Field field = event.getSchema().getField("envelope");
    if (field == null || !(event.get(field.pos()) instanceof Envelope envelope)) {
      throw new IllegalArgumentException(
          event.getSchema().getFullName() + ": no envelope (expected: an event)");
    }
    return envelope;
  }
}
