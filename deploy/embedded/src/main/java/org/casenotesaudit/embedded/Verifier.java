package org.casenotesaudit.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Runs the offline verifier as an auditor would: a program of its own that knows no service. */
final class Verifier {

  /**
   * What it said.
   *
   * @param output standard output and error, in order
   */
  record Verdict(int exitCode, String output) {}

  private final Settings settings;

  Verifier(Settings settings) {
    this.settings = settings;
  }

  Verdict run(String... arguments) throws IOException, InterruptedException {
    var jar = settings.project().resolve("services/verifier/target/verifier.jar");
    var command = new ArrayList<String>();
    command.addAll(List.of(Settings.java(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Verdict(process.waitFor(), output);
  }
}
