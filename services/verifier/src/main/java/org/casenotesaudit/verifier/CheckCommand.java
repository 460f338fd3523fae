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

/**
 * {@code verifier check}: a proof of one entry, a client's history, or a log that lies in a folder.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a file: a history of a client (.zip), a proof of one entry (.tlog-proof), or a whole"
          + " log in a folder.",
      "A proof needs its entry. Ours carry it in their \"extra\" line; otherwise give it with"
          + " --entry."
    })
final class CheckCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "The file or folder.")
  private Path file = Path.of("");

  @Mixin private TrustedKeys keys = new TrustedKeys();

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
    var result = check();
    if (spec != null) {
      result.print(spec.commandLine().getOut(), json);
    }
    return result.exitCode();
  }

  private Result check() throws IOException {
    var trusted = keys.read();
    if (entry != null && !isProof()) {
      throw new UsageException(
          "--entry: only a .tlog-proof needs it (expected: no --entry with " + file + ")");
    }
    try {
      if (Files.isDirectory(file)) {
        return LogChecks.audit(
            new LogSources.Folder(file), trusted, Optional.empty(), false, done -> {});
      }
      if (isProof()) {
        var entryBytes =
            entry == null ? Optional.<byte[]>empty() : Optional.of(Files.readAllBytes(entry));
        return ProofChecks.check(Files.readAllBytes(file), entryBytes, trusted);
      }
      var report = HistoryArchive.check(file, trusted);
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
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (var in = Files.newInputStream(file)) {
      var start = new String(in.readNBytes(9), StandardCharsets.ISO_8859_1);
      return start.equals("c2sp.org/") || file.toString().endsWith(".tlog-proof");
    }
  }
}
