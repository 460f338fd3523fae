package org.casenotesaudit.audittrail;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
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
    @Nullable String origin,
    @NotBlank String dataDir,
    @NotBlank String keysDir,
    Log log,
    Checkpoints checkpoints) {

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

  /**
   * How soon a checkpoint follows an append.
   *
   * @param groupFor how long appends are collected for one checkpoint: fewer flushes, later proofs
   * @param lookEvery how often to look for appends that nobody told of, by another process, and to
   *     send receipts that were held back
   */
  @ConfigurationProperties("checkpoints")
  public record Checkpoints(Duration groupFor, Duration lookEvery) {

    /** A checkpoint follows an append within a second; half of it is left to make it in. */
    private static final Duration GROUP_FOR_MAX = Duration.ofMillis(500);

    public Checkpoints {
      if (groupFor.isNegative() || groupFor.compareTo(GROUP_FOR_MAX) > 0) {
        throw new IllegalArgumentException(
            "audit-trail.checkpoints.group-for: %d ms (expected: 0 to %d ms)"
                .formatted(groupFor.toMillis(), GROUP_FOR_MAX.toMillis()));
      }
      if (!lookEvery.isPositive()) {
        throw new IllegalArgumentException(
            "audit-trail.checkpoints.look-every: %d ms (expected: more than 0 ms)"
                .formatted(lookEvery.toMillis()));
      }
    }
  }

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
