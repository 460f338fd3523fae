package org.casenotesaudit.confidentiality.topology;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/** An act as it came, and what was last said about it. */
public record StoredAct(StoredEvent event, LastJudgement last) {

  private static final byte LAYOUT = 1;

  StoredAct judgedAs(LastJudgement judgement) {
    return new StoredAct(event, judgement);
  }

  byte[] write() {
    var bytes = new ByteArrayOutputStream(1_024);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      writeBytes(out, event.write());
      out.writeInt(last.revision());
      out.writeUTF(last.eventId());
      out.writeUTF(last.contentDigest());
      out.writeInt(last.openAlerts().size());
      for (Map.Entry<String, String> alert : last.openAlerts().entrySet()) {
        out.writeUTF(alert.getKey());
        out.writeUTF(alert.getValue());
      }
      writeBytes(out, last.event());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  public static StoredAct read(byte[] stored) {
    try (var in = new DataInputStream(new ByteArrayInputStream(stored))) {
      byte layout = in.readByte();
      if (layout != LAYOUT) {
        throw new IllegalStateException(
            "accesses store, layout: " + layout + " (expected: " + LAYOUT + ")");
      }
      StoredEvent event = StoredEvent.read(readBytes(in));
      int revision = in.readInt();
      String eventId = in.readUTF();
      String digest = in.readUTF();
      TreeMap<String, String> alerts = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        alerts.put(in.readUTF(), in.readUTF());
      }
      return new StoredAct(
          event, new LastJudgement(revision, eventId, digest, alerts, readBytes(in)));
    } catch (IOException e) {
      throw new UncheckedIOException("accesses store: an entry ends too early", e);
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    return in.readNBytes(in.readInt());
  }
}
