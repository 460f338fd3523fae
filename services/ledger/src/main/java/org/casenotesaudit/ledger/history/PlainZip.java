package org.casenotesaudit.ledger.history;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Writes a ZIP file whose every byte follows from names and contents: no times, no owners, no
 * compression, so that the checker can write it again and see any difference. The data are DEFLATE
 * "stored" blocks, which every unzip program reads and which can be streamed, since the length
 * comes after them (PKWARE APPNOTE 6.3, sections 4.3.7 to 4.3.16; RFC 1951 section 3.2.4).
 */
final class PlainZip implements AutoCloseable {
  private static final int BLOCK_BYTES = 65_535;
  private static final short SIZES_FOLLOW_AND_UTF8 = 0x0808;
  private static final short DEFLATE = 8;
  private static final short FIRST_OF_JANUARY_1980 = 0x0021;

  private final Counted out;
  private final List<Member> members = new ArrayList<>();

  private record Member(byte[] name, Lengths lengths, long offset) {
    Member {
      name = name.clone();
    }
  }

  private record Lengths(long crc, long packed, long plain) {}

  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream member) throws IOException;
  }

  PlainZip(OutputStream out) {
    this.out = new Counted(out);
  }

  void add(String name, Content content) throws IOException {
    var nameBytes = name.getBytes(StandardCharsets.UTF_8);
    long offset = out.count;
    var header =
        little(30)
            .putInt(0x04034b50)
            .putShort((short) 20)
            .putShort(SIZES_FOLLOW_AND_UTF8)
            .putShort(DEFLATE);
    header.putShort((short) 0).putShort(FIRST_OF_JANUARY_1980).putInt(0).putInt(0).putInt(0);
    out.write(header.putShort((short) nameBytes.length).putShort((short) 0).array());
    out.write(nameBytes);
    long dataStart = out.count;
    var blocks = new StoredBlocks(out);
    content.writeTo(blocks);
    blocks.finish();
    var lengths = new Lengths(blocks.crc.getValue(), out.count - dataStart, blocks.plain);
    out.write(putLengths(little(16).putInt(0x08074b50), lengths).array());
    members.add(new Member(nameBytes, lengths, offset));
  }

  /** Writes the table of contents; the stream below stays open. */
  @Override
  public void close() throws IOException {
    long start = out.count;
    for (var member : members) {
      var entry = little(46).putInt(0x02014b50).putShort((short) 20).putShort((short) 20);
      entry
          .putShort(SIZES_FOLLOW_AND_UTF8)
          .putShort(DEFLATE)
          .putShort((short) 0)
          .putShort(FIRST_OF_JANUARY_1980);
      putLengths(entry, member.lengths()).putShort((short) member.name().length);
      entry
          .putShort((short) 0)
          .putShort((short) 0)
          .putShort((short) 0)
          .putShort((short) 0)
          .putInt(0);
      out.write(entry.putInt(small(member.offset())).array());
      out.write(member.name());
    }
    short count = (short) members.size();
    var end =
        little(22)
            .putInt(0x06054b50)
            .putShort((short) 0)
            .putShort((short) 0)
            .putShort(count)
            .putShort(count);
    out.write(
        end.putInt(small(out.count - start)).putInt(small(start)).putShort((short) 0).array());
    out.flush();
  }

  private static ByteBuffer putLengths(ByteBuffer buffer, Lengths lengths) throws IOException {
    return buffer
        .putInt((int) lengths.crc())
        .putInt(small(lengths.packed()))
        .putInt(small(lengths.plain()));
  }

  private static int small(long value) throws IOException {
    if (value >= 0xFFFF_FFFFL) {
      throw new IOException(
          "archive: " + value + " bytes (expected: less than 4 GiB; export in periods)");
    }
    return (int) value;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static final class Counted extends FilterOutputStream {
    private long count;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }

  private static final class StoredBlocks extends OutputStream {
    private final OutputStream out;
    private final byte[] block = new byte[BLOCK_BYTES];
    private final CRC32 crc = new CRC32();
    private int used;
    private long plain;

    StoredBlocks(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      int done = 0;
      while (done < length) {
        if (used == BLOCK_BYTES) {
          writeBlock(0);
        }
        int part = Math.min(length - done, BLOCK_BYTES - used);
        System.arraycopy(bytes, offset + done, block, used, part);
        used += part;
        done += part;
      }
    }

    void finish() throws IOException {
      writeBlock(1);
    }

    private void writeBlock(int last) throws IOException {
      out.write(little(5).put((byte) last).putShort((short) used).putShort((short) ~used).array());
      out.write(block, 0, used);
      crc.update(block, 0, used);
      plain += used;
      used = 0;
    }
  }
}
