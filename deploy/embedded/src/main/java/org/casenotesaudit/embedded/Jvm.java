package org.casenotesaudit.embedded;

import java.util.ArrayList;
import java.util.List;

/** The options of every JVM that the launcher starts: small, quick to start, on loopback. */
final class Jvm {
  /**
   * For a server whose speed matters: both compilers, the second one after three times the usual
   * patience. While the system starts it would take a machine of two cores for itself; under load
   * it halves what a request costs.
   */
  static final List<String> LIVES_LONG =
      List.of(
          "-XX:Tier4InvocationThreshold=15000",
          "-XX:Tier4MinInvocationThreshold=1800",
          "-XX:Tier4CompileThreshold=45000",
          "-XX:Tier4BackEdgeThreshold=120000");

  /** For a server that is hardly busy: the first compiler only, which saves memory and warm-up. */
  static final List<String> SELDOM_BUSY = List.of("-XX:TieredStopAtLevel=1");

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
