package org.casenotesaudit.verifier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.history.Finding;
import org.casenotesaudit.ledger.history.HistoryArchive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verifier check}: a proof of one entry, a client's history, or a whole log. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a file: a history of a client (.zip), a proof of one entry (.tlog-proof), or a whole"
          + " log in a folder or at an address.",
      "A proof needs its entry. Ours carry it in their \"extra\" line; otherwise give it with"
          + " --entry.",
      "Without --vkey or --keys a history is checked with the keys inside it. That shows only that"
          + " it agrees with itself, and ends with 3, never 0."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE|DIR|URL", description = "The file, folder or address of a log.")
  private String place = "";

  @Mixin private TrustedKeys keys = new TrustedKeys();

  @Mixin private AccessToken token = new AccessToken();

  @Option(
      names = "--entry",
      paramLabel = "FILE",
      description = "The exact bytes of the entry that the proof is about.")
  private @Nullable Path entry;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var trusted = LogKeys.ofTheReader(keys.read());
    var result = check(trusted);
    if (trusted.keys().isEmpty()) {
      result = result.withOwnKeys();
    }
    if (spec != null) {
      result.print(spec.commandLine().getOut(), json);
    }
    return result.exitCode();
  }

  private Result check(LogKeys trusted) throws IOException {
    if (entry != null && !isProof()) {
      throw new UsageException(
          "--entry: only a .tlog-proof needs it (expected: no --entry with " + place + ")");
    }
    try {
      if (LogSources.isAddress(place) || Files.isDirectory(Path.of(place))) {
        return LogChecks.audit(
            new FixedCheckpoint(LogSources.of(place, token.value())),
            trusted,
            Optional.empty(),
            false,
            done -> {});
      }
      var file = Path.of(place);
      if (isProof()) {
        var entryBytes =
            entry == null ? Optional.<byte[]>empty() : Optional.of(Files.readAllBytes(entry));
        return ProofChecks.check(Files.readAllBytes(file), entryBytes, trusted);
      }
      demandThatItMayBeAHistory(file);
      var report = HistoryArchive.check(file, trusted.keys());
      return new Result(
          report.proven(),
          report.findings().stream().map(Finding::sentence).toList(),
          report.notShown());
    } catch (LedgerException wrong) {
      return Result.wrong(wrong.getMessage());
    }
  }

  /**
   * By content, so that a renamed file is still what it is; a proof that lost its first line is
   * found by its name.
   */
  private boolean isProof() throws IOException {
    if (LogSources.isAddress(place) || !Files.isRegularFile(Path.of(place))) {
      return false;
    }
    return place.endsWith(".tlog-proof") || beginsWith(Path.of(place), "c2sp.org/");
  }

  /** A history that was damaged at its beginning is still one by its name: that is WRONG. */
  private static void demandThatItMayBeAHistory(Path file) throws IOException {
    if (!file.toString().endsWith(".zip") && !beginsWith(file, "PK")) {
      throw new UsageException(
          file
              + ": neither a history nor a proof, by its beginning and by its name (expected: a"
              + " .zip or .tlog-proof that was handed out, or a log's folder or address)");
    }
  }

  private static boolean beginsWith(Path file, String start) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(start.length()), StandardCharsets.ISO_8859_1).equals(start);
    }
  }
}
