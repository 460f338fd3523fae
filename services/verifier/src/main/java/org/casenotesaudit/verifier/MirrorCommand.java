package org.casenotesaudit.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.casenotesaudit.ledger.LedgerException;
import org.casenotesaudit.ledger.tile.LogPath;
import org.casenotesaudit.ledger.tile.LogSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code verifier mirror}: copies a log into a folder while auditing it, so that any C2SP tool can
 * read it there.
 */
@Command(
    name = "mirror",
    mixinStandardHelpOptions = true,
    description = {
      "Copies a log into a folder and audits it on the way. The checkpoint is written last, and"
          + " only if all is well.",
      "If the folder holds a checkpoint already, the log must extend it."
    })
final class MirrorCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "URL", description = "Address of the log, or a folder.")
  private String place = "";

  @Parameters(index = "1", paramLabel = "DIR", description = "Where the copy goes.")
  private Path folder = Path.of("");

  @Mixin private TrustedKeys keys = new TrustedKeys();

  @Mixin private AccessToken token = new AccessToken();

  @Option(
      names = "--any-entries",
      description = "Accept entries of any format: the log is somebody else's.")
  private boolean anyEntries;

  @Option(names = "--json", description = "Print the result as one JSON object.")
  private boolean json;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    var result = mirror();
    if (spec != null) {
      result.print(spec.commandLine().getOut(), json);
    }
    return result.exitCode();
  }

  private Result mirror() throws IOException {
    var trusted = LogKeys.ofTheReader(keys.read());
    var source = new FixedCheckpoint(LogSources.of(place, token.value()));
    var kept =
        new LogSources.Folder(folder)
            .read("checkpoint")
            .map(bytes -> KeptCheckpoint.parse(folder.resolve("checkpoint").toString(), bytes));
    try {
      var result =
          LogChecks.audit(new Copying(source, folder), trusted, kept, anyEntries, done -> {});
      write(folder.resolve("checkpoint"), source.read("checkpoint").orElseThrow());
      return result;
    } catch (LedgerException wrong) {
      return Result.wrong(wrong.getMessage());
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    Files.write(file, bytes);
  }

  /** Keeps what is read, but for the checkpoint. */
  private record Copying(LogSource source, Path folder) implements LogSource {
    @Override
    public Optional<byte[]> read(String path) throws IOException {
      var found = source.read(path);
      if (found.isPresent() && !path.equals("checkpoint")) {
        write(folder.resolve(LogPath.parse(path).path()), found.get());
      }
      return found;
    }
  }
}
