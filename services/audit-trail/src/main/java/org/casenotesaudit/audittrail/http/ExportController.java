package org.casenotesaudit.audittrail.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.casenotesaudit.audittrail.export.CheckpointLateException;
import org.casenotesaudit.audittrail.export.HistoryExports;
import org.casenotesaudit.audittrail.export.HistoryExports.Export;
import org.casenotesaudit.audittrail.export.OwnConcernException;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.TrailReadKind;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Refuses;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.description.WireCode;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.security.Callers;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/** Histories to take away and check offline. */
@Controller("/v1/exports")
@Secured(Roles.AUDITOR)
@ExecuteOn(TaskExecutors.BLOCKING)
public class ExportController {

  private static final String ZIP = "application/zip";

  private final HistoryExports exports;
  private final TrailReads reads;

  ExportController(HistoryExports exports, TrailReads reads) {
    this.exports = exports;
    this.reads = reads;
  }

  /**
   * What to export.
   *
   * @param clientId whose history
   * @param purpose why
   * @param redaction how much is opened; only {@code full} for now, and so without it
   */
  @Serdeable
  public record ExportRequest(
      @Required @Nullable String clientId,
      @Required @Codes(Purpose.class) @Nullable String purpose,
      @Codes(Redaction.class) @Nullable String redaction) {}

  /** How much of a history is opened. */
  enum Redaction implements WireCode {
    FULL("full");

    private final String code;

    Redaction(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * The history of one client, up to a checkpoint that covers all there is. An Idempotency-Key does
   * not apply: each export is a read of its own, and on record as one. Nobody gets the history of a
   * client they know, or one with a concern about themselves: 403 {@code own-concern}.
   *
   * @return a zip archive that {@code verifier} checks offline
   */
  @Post
  @Produces(ZIP)
  @Refuses(
      status = HttpStatus.FORBIDDEN,
      code = "own-concern",
      when =
          "You know this client, or there is a concern about you. Another auditor can export it.")
  @Refuses(
      status = HttpStatus.NOT_FOUND,
      code = "not-found",
      when = "The ledger holds nothing about this client.")
  @Refuses(
      status = HttpStatus.SERVICE_UNAVAILABLE,
      code = "checkpoint-late",
      when = "No signed checkpoint covers the history yet. Try again in a few seconds.")
  HttpResponse<StreamedFile> exportHistory(
      @Body ExportRequest request, Authentication authentication)
      throws SQLException, IOException, InterruptedException {
    String clientId = clientId(request.clientId());
    Purpose purpose = purpose(request.purpose());
    if (request.redaction() != null && !request.redaction().equals(Redaction.FULL.code())) {
      throw ProblemException.invalidField("redaction", request.redaction(), Redaction.FULL.code());
    }
    Caller auditor = Callers.of(authentication);
    Export export;
    try {
      export = exports.export(auditor, clientId, purpose).orElse(null);
    } catch (OwnConcernException e) {
      // One answer for all: whoever is refused must not learn whether an alert names them.
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "own-concern",
          "You know this client, or have a concern here yourself. Another auditor can export it.");
    } catch (CheckpointLateException e) {
      throw new ProblemException(
          HttpStatus.SERVICE_UNAVAILABLE, "checkpoint-late", "Try again in a few seconds.");
    }
    if (export == null) {
      // Asking for somebody who is not there is a read of the trail too.
      reads.record(auditor, TrailReadKind.CLIENT_HISTORY, null, 0);
      throw ProblemException.notFound();
    }
    return HttpResponse.ok(
            new StreamedFile(
                export.content(),
                MediaType.of(ZIP),
                export.exportedAt().toEpochMilli(),
                export.bytes()))
        .header("Cache-Control", "no-store")
        .header(
            "Content-Disposition",
            "attachment; filename=\"history-" + export.exportId() + ".zip\"");
  }

  private static String clientId(@Nullable String text) {
    return CanonicalUuid.parse(text)
        .orElseThrow(
            () ->
                ProblemException.invalidField(
                    "clientId", text == null ? "" : "…", CanonicalUuid.EXPECTED))
        .toString();
  }

  private static Purpose purpose(@Nullable String code) {
    List<Purpose> known =
        Arrays.stream(Purpose.values()).filter(purpose -> purpose != Purpose.UNKNOWN).toList();
    return known.stream()
        .filter(purpose -> purpose.name().equals(code))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalidField(
                    "purpose",
                    code == null ? "" : "…",
                    known.stream().map(Purpose::name).collect(Collectors.joining(", "))));
  }
}
