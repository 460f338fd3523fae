package org.casenotesaudit.ledger.tile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries in one file, each behind its length. Public bundles use two bytes of length (C2SP
 * tlog-tiles), sealed ones four.
 */
public final class EntryBundle {
  /** Longest entry that two bytes of length can tell. */
  public static final int LARGEST_ENTRY_BYTES = 65_535;

  private EntryBundle() {}

  /** Entries behind two bytes of length each, big-endian. */
  public static byte[] encode(List<byte[]> entries) {
    var out = new ByteArrayOutputStream();
    for (var entry : entries) {
      if (entry.length > LARGEST_ENTRY_BYTES) {
        throw new TileException.MalformedBundle(
            "an entry of " + entry.length + " bytes", "at most " + LARGEST_ENTRY_BYTES);
      }
      out.write(entry.length >> 8);
      out.write(entry.length);
      out.writeBytes(entry);
    }
    return out.toByteArray();
  }

  /**
   * Takes a public bundle apart.
   *
   * @throws TileException.MalformedBundle unless it holds exactly that many entries and nothing
   *     else
   */
  public static List<byte[]> decode(byte[] bundle, int width) {
    return decode(bundle, width, 2);
  }

  /** Sealed records behind four bytes of length each, big-endian. */
  public static byte[] encodeSealed(List<byte[]> records) {
    var out = new ByteArrayOutputStream();
    for (var record : records) {
      out.writeBytes(ByteBuffer.allocate(4).putInt(record.length).array());
      out.writeBytes(record);
    }
    return out.toByteArray();
  }

  /** Takes a sealed bundle apart, as strictly as {@link #decode(byte[], int)}. */
  public static List<byte[]> decodeSealed(byte[] bundle, int width) {
    return decode(bundle, width, 4);
  }

  private static List<byte[]> decode(byte[] bundle, int width, int lengthBytes) {
    var rest = ByteBuffer.wrap(bundle);
    var entries = new ArrayList<byte[]>(width);
    while (entries.size() < width) {
      if (rest.remaining() < lengthBytes) {
        throw new TileException.MalformedBundle(entries.size() + " entries", width + "");
      }
      int length = lengthBytes == 2 ? Short.toUnsignedInt(rest.getShort()) : rest.getInt();
      if (length < 0 || length > rest.remaining()) {
        throw new TileException.MalformedBundle(
            "the end within entry number " + entries.size(),
            Integer.toUnsignedString(length) + " bytes more");
      }
      var entry = new byte[length];
      rest.get(entry);
      entries.add(entry);
    }
    if (rest.hasRemaining()) {
      throw new TileException.MalformedBundle(
          rest.remaining() + " bytes after the last entry", "none");
    }
    return entries;
  }
}
