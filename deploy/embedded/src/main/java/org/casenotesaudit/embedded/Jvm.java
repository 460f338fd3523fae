package org.casenotesaudit.embedded;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** The options of every JVM that the launcher starts: small, quick to start, on loopback. */
final class Jvm {
  /**
   * For a server that people wait for: both compilers, the second one after three times the usual
   * patience. While the system starts it would take a machine of two cores for itself; under load
   * it halves what a request costs.
   */
  static final List<String> LIVES_LONG = secondCompilerAfter(3);

  /**
   * For a server that follows what others did: it, too, is quick once it is busy for long, and
   * leaves the processors to those that start.
   */
  static final List<String> FOLLOWS = secondCompilerAfter(10);

  /** For a server that is hardly busy: the first compiler only, which saves memory and warm-up. */
  static final List<String> SELDOM_BUSY = List.of("-XX:TieredStopAtLevel=1");

  /** The first version of Java whose processes learn in one go. */
  static final int LEARNS_SINCE = 25;

  private Jvm() {}

  /**
   * @param times the usual patience of HotSpot: 5,000 calls, or 600 of at least 15,000 with loops,
   *     or 40,000 rounds of one loop
   */
  private static List<String> secondCompilerAfter(int times) {
    return List.of(
        "-XX:Tier4InvocationThreshold=" + 5_000 * times,
        "-XX:Tier4MinInvocationThreshold=" + 600 * times,
        "-XX:Tier4CompileThreshold=" + 15_000 * times,
        "-XX:Tier4BackEdgeThreshold=" + 40_000 * times);
  }

  /**
   * JDK 25 can keep what a run learned: classes loaded and linked (JEP 483) and what was worth
   * compiling (JEP 515), written when the process ends. A cache that does not fit its jars any more
   * is passed over, and says so in the log.
   */
  private static List<String> startCache(Settings settings, String name) {
    var cache = settings.startCache(name);
    if (settings.training()) {
      return List.of("-XX:AOTCacheOutput=" + cache);
    }
    boolean usable = Runtime.version().feature() >= LEARNS_SINCE && Files.exists(cache);
    return usable ? List.of("-XX:AOTCache=" + cache) : List.of();
  }

  static List<String> command(
      Settings settings, String name, int heapMegabytes, List<String> temper) {
    var folder = settings.processFolder(name);
    var command = new ArrayList<String>();
    command.add(Settings.java());
    command.add("-Xmx" + heapMegabytes + "m");
    // One collector thread and the smallest bookkeeping: eight JVMs share a small machine.
    command.add("-XX:+UseSerialGC");
    command.addAll(startCache(settings, name));
    // What is worth compiling shows sooner without patience, and a training may take its time.
    command.addAll(settings.training() && !temper.equals(SELDOM_BUSY) ? List.of() : temper);
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
