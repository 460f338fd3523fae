package org.casenotesaudit.provision;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The services' keys. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the services' keys where they are missing, each readable by its owner only, and prints"
          + " the log's public key.",
      "Back the folder up apart from the databases: what is sealed with a lost key stays sealed."
    })
final class KeysCommand implements Callable<Integer> {

  @Option(
      names = "--dir",
      required = true,
      defaultValue = "${env:KEYS_DIR}",
      description = "folder; under it one for each service, which is its KEYS_DIR (KEYS_DIR)")
  private Path folder = Path.of("");

  @Option(
      names = "--origin",
      required = true,
      defaultValue = "${env:LOG_ORIGIN}",
      description =
          "name of the log and of its key, for instance audit.example.org/agency (LOG_ORIGIN)")
  private String origin = "";

  @Mixin private final Report report = new Report();

  @Override
  public Integer call() {
    Keys keys = new Keys(folder, origin, new SecureRandom());
    if (!report.isDryRun()) {
      keys.make();
    }
    List<String> missing = keys.missing();
    String well = missing.isEmpty() ? "keys: all there; the log's: " + keys.verifierKey() : "";
    return report.tell(missing, well);
  }
}
