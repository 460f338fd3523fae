package org.casenotesaudit.embedded;

import java.util.ArrayList;
import java.util.List;

/** The options of every JVM that the launcher starts: small, quick to start, on loopback. */
final class Jvm {
  /** For a server whose speed matters: both compilers. */
  static final List<String> LIVES_LONG = List.of();

  /** For a server that is hardly busy: the first compiler only, which saves memory and warm-up. */
  static final List<String> SELDOM_BUSY = List.of("-XX:TieredStopAtLevel=1");

  /**
   * For a server that people wait for from its first minute on. On a machine of two cores the
   * second compiler of several JVMs takes most of both for minutes; what it would gain is not
   * missed at the pace of people.
   */
  static final List<String> SOON_QUICK = SELDOM_BUSY;

  private Jvm() {}

  static List<String> command(
      Settings settings, String name, int heapMegabytes, List<String> temper) {
    var folder = settings.processFolder(name);
    var command = new ArrayList<String>();
    command.add(Settings.java());
    command.add("-Xmx" + heapMegabytes + "m");
    // One collector thread and the smallest bookkeeping: eight JVMs share a small machine.
    command.add("-XX:+UseSerialGC");
    command.addAll(temper);
    command.add("-XX:MaxDirectMemorySize=96m");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-XX:ErrorFile=" + folder.resolve("crash-%p.log"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Djava.net.preferIPv4Stack=true");
    command.add("-Djava.awt.headless=true");
    command.add("-Dfile.encoding=UTF-8");
    command.add("-Duser.timezone=UTC");
    return command;
  }
}
