package org.casenotesaudit.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Every part a process of this machine: {@code deploy/up}. */
final class Processes implements Agency.Machinery {

  static final List<String> ALL =
      List.of(
          "access",
          "case-notes",
          "confidentiality",
          "audit-trail",
          "alerts",
          "kafka",
          "registry",
          "postgres",
          "oidc");

  @Override
  public List<String> up() {
    return List.of("up", "--detach");
  }

  @Override
  public List<String> down() {
    return List.of("down");
  }

  @Override
  public void kill(Agency agency, String part) throws IOException, InterruptedException {
    long pid =
        Long.parseLong(
            Files.readString(agency.run().resolve(part).resolve("pid")).strip().split("\\s+")[0]);
    ProcessHandle handle =
        ProcessHandle.of(pid).orElseThrow(() -> new IllegalStateException(part + " does not run"));
    new ProcessBuilder("kill", "-9", String.valueOf(pid)).inheritIO().start().waitFor();
    handle.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Override
  public String log(Agency agency, String part) throws IOException {
    return Files.readString(agency.run().resolve(part).resolve("log"));
  }

  @Override
  public Path data(Agency agency, String part) {
    return agency.run().resolve("data").resolve(part);
  }

  @Override
  public String database(Agency agency) {
    return agency.address("POSTGRES");
  }
}
