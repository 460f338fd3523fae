package org.casenotesaudit.audittrail.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.util.List;
import org.casenotesaudit.audittrail.TrailSettings;
import org.casenotesaudit.ledger.log.LogFolder;
import org.casenotesaudit.ledger.note.SignedNote;
import org.casenotesaudit.ledger.note.SigningKey;
import org.casenotesaudit.ledger.tile.LogPath;
import org.casenotesaudit.ledger.tile.TileException;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/**
 * The log as any C2SP tool reads it: checkpoint, tiles, entry bundles (<a
 * href="https://c2sp.org/tlog-tiles@v0.1.0">tlog-tiles v0.1.0</a>), and its public keys.
 */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
public class LogController {

  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String TO_AUDITORS = "private, max-age=31536000, immutable";

  private final LogFolder folder;
  private final SigningKey key;
  private final TrailSettings settings;
  private final TrailReads reads;

  LogController(LogFolder folder, SigningKey key, TrailSettings settings, TrailReads reads) {
    this.folder = folder;
    this.key = key;
    this.settings = settings;
    this.reads = reads;
  }

  /**
   * Name of the log and the keys that sign it.
   *
   * @param origin name of the log, as in its checkpoints
   * @param verifierKeys in the form of C2SP signed notes; the first is the current one
   */
  @Serdeable
  public record Keys(String origin, List<String> verifierKeys) {}

  // The C2SP routes are described where they are specified, not in OpenAPI.
  @Hidden
  @Get("/checkpoint")
  @Produces(MediaType.TEXT_PLAIN)
  HttpResponse<byte[]> checkpoint() throws IOException {
    SignedNote note =
        folder
            .checkpoint()
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.NOT_FOUND, "no-checkpoint-yet", "The log has just begun."));
    return HttpResponse.ok(note.bytes())
        .contentType(MediaType.TEXT_PLAIN_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-cache");
  }

  @Hidden
  @Get("/tile/{+path}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  HttpResponse<byte[]> tile(@PathVariable String path, @Nullable Authentication authentication)
      throws IOException {
    if (!settings.log().publicly()) {
      requireAuditor(authentication);
    }
    LogPath asked = parse("tile/" + path);
    byte[] bytes = folder.read(asked.path()).orElseThrow(ProblemException::notFound);
    return HttpResponse.ok(bytes)
        .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, settings.log().publicly() ? FOR_EVER : TO_AUDITORS);
  }

  /**
   * The keys with which checkpoints are signed. Get them once on a way that you trust, and keep
   * them: who checks a proof with keys from the same place checks little.
   *
   * @return the keys
   */
  @Get("/v1/keys")
  Keys logKeys() {
    return new Keys(key.verifierKey().name(), List.of(key.verifierKey().format()));
  }

  private void requireAuditor(@Nullable Authentication authentication) {
    if (authentication == null || !authentication.getRoles().contains(Roles.AUDITOR)) {
      throw new AuthorizationException(authentication);
    }
    reads.recordTiles(Callers.of(authentication));
  }

  private static LogPath parse(String path) {
    try {
      return LogPath.parse(path);
    } catch (TileException.MalformedPath e) {
      throw ProblemException.notFound();
    }
  }
}
