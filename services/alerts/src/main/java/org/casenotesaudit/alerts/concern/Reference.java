package org.casenotesaudit.alerts.concern;

import java.util.Locale;

/** Short references that stand where a name would: queues and narratives show nothing else. */
public final class Reference {

  private static final int SHOWN = 8;

  private Reference() {}

  /** For instance {@code C-3F2A91BC}. */
  public static String of(ClientId client) {
    return "C-" + tail(client.value());
  }

  /** For instance {@code W-00000002}. */
  public static String of(WorkerId worker) {
    return "W-" + tail(worker.value());
  }

  /** For instance {@code K-7D01AA42}; what people say to each other about a concern. */
  public static String of(ConcernId concern) {
    return "K-" + tail(concern.value().toString());
  }

  /** For instance {@code R-5B20C3D1}: a note, a recording, a file. */
  public static String ofRecord(String recordId) {
    return "R-" + tail(recordId);
  }

  // The tail, because the head of a version-7 UUID is only the hour.
  private static String tail(String id) {
    String bare = id.replace("-", "");
    return bare.substring(Math.max(0, bare.length() - SHOWN)).toUpperCase(Locale.ROOT);
  }
}
