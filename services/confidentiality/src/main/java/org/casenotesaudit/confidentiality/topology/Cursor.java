package org.casenotesaudit.confidentiality.topology;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.casenotesaudit.confidentiality.publishing.Trigger;
import org.casenotesaudit.rules.facts.Access;

/**
 * Where judging a client's acts again goes on: at the first act that does not come before (moment,
 * event id), by the order of acts. Acts may come and go around it.
 *
 * @param recordedAt acts that had settled by then are passed over
 * @param trigger the event that made it necessary; what is said takes its time from it
 */
record Cursor(Instant occurredAt, String eventId, Instant recordedAt, Trigger trigger) {

  private static final byte LAYOUT = 1;

  static Cursor at(Access act, Instant recordedAt, Trigger trigger) {
    return new Cursor(act.occurredAt(), act.eventId().value(), recordedAt, trigger);
  }

  Cursor recordedAt(Instant moment) {
    return new Cursor(occurredAt, eventId, moment, trigger);
  }

  boolean isAfter(Access act) {
    int moment = occurredAt.compareTo(act.occurredAt());
    return moment > 0 || (moment == 0 && eventId.compareTo(act.eventId().value()) > 0);
  }

  byte[] write() {
    var bytes = new ByteArrayOutputStream(128);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      write(out, occurredAt);
      out.writeUTF(eventId);
      write(out, recordedAt);
      out.writeUTF(trigger.agencyId());
      out.writeUTF(trigger.eventId());
      write(out, trigger.occurredAt());
      write(out, trigger.recordedAt());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  static Cursor read(byte[] stored) {
    try (var in = new DataInputStream(new ByteArrayInputStream(stored))) {
      byte layout = in.readByte();
      if (layout != LAYOUT) {
        throw new IllegalStateException(
            "cursors store, layout: " + layout + " (expected: " + LAYOUT + ")");
      }
      Instant occurredAt = readInstant(in);
      String eventId = in.readUTF();
      return new Cursor(
          occurredAt,
          eventId,
          readInstant(in),
          new Trigger(in.readUTF(), in.readUTF(), readInstant(in), readInstant(in)));
    } catch (IOException e) {
      throw new UncheckedIOException("cursors store: an entry ends too early", e);
    }
  }

  /** Exact, unlike the microseconds of a key: a cursor that moved back would never arrive. */
  private static void write(DataOutputStream out, Instant moment) throws IOException {
    out.writeLong(moment.getEpochSecond());
    out.writeInt(moment.getNano());
  }

  private static Instant readInstant(DataInputStream in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readInt());
  }
}
