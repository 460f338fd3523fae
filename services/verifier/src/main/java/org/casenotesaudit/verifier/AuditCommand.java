package org.casenotesaudit.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.note.VerifierKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verifier audit}: recomputes a whole log from its entries. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description =
        "Recomputes a whole log from its entries and compares every tile, the signed root and an"
            + " older checkpoint.")
final class AuditCommand implements Callable<Integer> {
  @Parameters(paramLabel = "URL|DIR", description = "Address of a log, or a folder with its files.")
  private String place = "";

  @Mixin private TrustedKeys keys = new TrustedKeys();

  @Mixin private AccessToken token = new AccessToken();

  @Option(
      names = "--old",
      paramLabel = "CHECKPOINT",
      description = "A checkpoint that you kept: the log must extend it.")
  private @Nullable Path old;

  @Option(
      names = "--from-keys-url",
      description =
          "Take the keys that the log's own address gives at /v1/keys. Shows only that the log"
              + " agrees with itself, and ends with 3, never 0.")
  private boolean keysFromLog;

  @Option(
      names = "--any-entries",
      description = "Accept entries of any format: the log is somebody else's.")
  private boolean anyEntries;

  @Option(
      names = "--save-checkpoint",
      paramLabel = "FILE",
      description = "Keep the audited checkpoint for the next --old.")
  private @Nullable Path save;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (spec == null) {
      throw new IllegalStateException("no command line");
    }
    var result = audit(spec.commandLine().getErr());
    result.print(spec.commandLine().getOut(), json);
    return result.exitCode();
  }

  private Result audit(PrintWriter progress) throws IOException {
    var trusted = trusted();
    // The checkpoint moves on while a busy log is read: everything is compared with the one read
    // first.
    var source = new FixedCheckpoint(LogSources.of(place, token.value()));
    try {
      var older =
          old == null
              ? Optional.<SignedNote>empty()
              : Optional.of(KeptCheckpoint.parse("--old: " + old, Files.readAllBytes(old)));
      var result =
          LogChecks.audit(source, trusted, older, anyEntries, done -> report(progress, done));
      if (save != null) {
        Files.write(save, source.read("checkpoint").orElseThrow());
      }
      return keysFromLog ? withWarning(result) : result;
    } catch (LedgerException wrong) {
      return Result.wrong(wrong.getMessage());
    }
  }

  private LogKeys trusted() throws IOException {
    var given = keys.read();
    if (!keysFromLog) {
      return LogKeys.ofTheReader(given);
    }
    var all = new ArrayList<>(given);
    all.addAll(keysOfLog());
    return LogKeys.fromTheLog(all);
  }

  private List<VerifierKey> keysOfLog() throws IOException {
    if (!LogSources.isAddress(place)) {
      throw new UsageException(
          "--from-keys-url: " + place + " is no address (expected: http:// or https://)");
    }
    var web =
        new LogSources.Web(URI.create(place.endsWith("/") ? place : place + "/"), token.value());
    return PublishedKeys.parse(
        web.get("v1/keys")
            .orElseThrow(() -> new UsageException("--from-keys-url: the address has no /v1/keys")));
  }

  private static Result withWarning(Result result) {
    var notShown = new ArrayList<>(result.notShown());
    notShown.addFirst(
        "The key came from the log's own address, so whoever made the log chose it. Get the key"
            + " from elsewhere and audit again.");
    return new Result(result.proven(), result.wrong(), notShown).withOwnKeys();
  }

  private static void report(PrintWriter progress, long done) {
    if (done % 25_600 == 0) {
      progress.println(done + " entries recomputed");
      progress.flush();
    }
  }
}
