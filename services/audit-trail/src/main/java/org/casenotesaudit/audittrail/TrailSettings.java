package org.casenotesaudit.audittrail;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the audit trail must be told.
 *
 * @param origin name of the log, or blank for one made of the agency's id
 * @param dataDir where the log's files lie
 * @param keysDir where the key files lie, outside the database and its backups
 */
@ConfigurationProperties("audit-trail")
public record TrailSettings(
    @Nullable String origin, @NotBlank String dataDir, @NotBlank String keysDir, Log log) {

  /**
   * Who may read the log itself.
   *
   * @param publicly true when tiles are given to anybody, false when only to auditors
   * @param publicDecision reference of the decision to publish; required in production
   */
  @ConfigurationProperties("log")
  public record Log(
      @io.micronaut.context.annotation.Property(name = "audit-trail.log.public") boolean publicly,
      @Nullable String publicDecision) {}

  /** The log's name: a URL without its scheme, as C2SP asks. */
  public String originFor(String agencyId) {
    return origin == null || origin.isBlank() ? "casenotesaudit.example/" + agencyId : origin;
  }

  public Path logFolder() {
    return Path.of(dataDir, "log");
  }

  public Path exportFolder() {
    return Path.of(dataDir, "exports-in-progress");
  }

  /**
   * Refuses a log that is open to all where nobody has decided so.
   *
   * @throws IllegalStateException saying which setting is missing
   */
  void requireDecision(boolean production) {
    if (production
        && log.publicly()
        && (log.publicDecision() == null || log.publicDecision().isBlank())) {
      throw new IllegalStateException(
          "audit-trail.log.public: true without audit-trail.log.public-decision (expected in"
              + " production: the reference of a recorded decision)");
    }
  }
}
