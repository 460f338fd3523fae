package org.casenotesaudit.confidentiality.topology;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An event as it came: the topic that it came on and its bytes, untouched. Kept raw so that a later
 * version of the rules can read out of it what this one does not look at.
 */
public record StoredEvent(String topic, byte[] bytes) {

  byte[] write() {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(Short.BYTES + name.length + bytes.length)
        .putShort((short) name.length)
        .put(name)
        .put(bytes)
        .array();
  }

  static StoredEvent read(byte[] stored) {
    ByteBuffer buffer = ByteBuffer.wrap(stored);
    byte[] name = new byte[buffer.getShort()];
    buffer.get(name);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new StoredEvent(new String(name, StandardCharsets.UTF_8), bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredEvent that
        && topic.equals(that.topic)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * topic.hashCode() + Arrays.hashCode(bytes);
  }
}
