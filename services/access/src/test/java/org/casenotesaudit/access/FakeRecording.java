package org.casenotesaudit.access;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casenotesaudit.testkit.contracts.StandInCall;

/** The one video of {@link CaseNotesFake}, whole and in parts. */
final class FakeRecording {

  static final int BYTES = 100_000;

  private static final Pattern ONE_RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

  private FakeRecording() {}

  static byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    return bytes;
  }

  /**
   * Answers with what is asked for.
   *
   * @param inChunks without a length, as the real one never does, but what stands between might
   */
  static void send(StandInCall call, boolean inChunks) {
    Matcher range = ONE_RANGE.matcher(call.header("Range"));
    if (!range.matches() || range.group().equals("bytes=-")) {
      send(call, 200, 0, BYTES - 1, inChunks);
      return;
    }
    boolean suffix = range.group(1).isEmpty();
    boolean open = range.group(2).isEmpty();
    int second = open ? BYTES - 1 : Integer.parseInt(range.group(2));
    int first = suffix ? Math.max(0, BYTES - second) : Integer.parseInt(range.group(1));
    int last = suffix ? BYTES - 1 : Math.min(second, BYTES - 1);
    if (!suffix && second < first && !open) {
      send(call, 200, 0, BYTES - 1, inChunks);
    } else if (first >= BYTES) {
      call.setHeader("Content-Range", "bytes */" + BYTES)
          .problem(416, "range-not-satisfiable", "There is no such part.");
    } else {
      call.setHeader("Content-Range", "bytes " + first + "-" + last + "/" + BYTES);
      send(call, 206, first, last, inChunks);
    }
  }

  private static void send(StandInCall call, int status, int first, int last, boolean inChunks) {
    call.setHeader("Content-Type", "video/mp4")
        .setHeader("Accept-Ranges", "bytes")
        .setHeader("Cache-Control", "no-store")
        .bytes(status, Arrays.copyOfRange(bytes(), first, last + 1), inChunks);
  }
}
