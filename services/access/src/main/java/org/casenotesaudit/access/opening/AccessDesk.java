package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpStatus;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.casenotesaudit.access.AccessSettings;
import org.casenotesaudit.access.directory.Directory;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.WorkerFacts;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/**
 * Opens records: reads what is known of the worker, asks case-notes, and has the answer put on
 * record. Only what is on record may be shown; showing is done elsewhere.
 */
@Singleton
public class AccessDesk {

  static final String DIRECTORY_CHANGING = "directory-changing";
  static final String NOTHING_OPENED_MEANWHILE =
      "The directory is being changed, so nothing was opened. Try again.";

  private static final int TRIES_MAX = 3;

  private final Directory directory;
  private final CaseNotes caseNotes;
  private final TransactionOperations<Connection> transactions;
  private final AccessRecorder recorder;
  private final InstantSource clock;
  private final AccessSettings settings;

  AccessDesk(
      Directory directory,
      CaseNotes caseNotes,
      TransactionOperations<Connection> transactions,
      AccessRecorder recorder,
      InstantSource clock,
      AccessSettings settings) {
    this.directory = directory;
    this.caseNotes = caseNotes;
    this.transactions = transactions;
    this.recorder = recorder;
    this.clock = clock;
    this.settings = settings;
  }

  /** Decides and records; what comes back has been committed. */
  Outcome open(OpenRecord wish) {
    return open(wish, Supplier::get);
  }

  /**
   * Decides, then lets the caller record within a transaction of its own, for instance beside an
   * idempotency key. case-notes is asked before, so that no transaction waits for it.
   *
   * @throws CaseNotesUnavailableException if case-notes does not answer; nothing is on record then
   */
  <T> T open(OpenRecord wish, Function<Supplier<Outcome>, T> inTransaction) {
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      Considered considered = consider(wish);
      try {
        return inTransaction.apply(
            () ->
                transactions.executeWrite(
                    status -> recorder.record(status.getConnection(), considered)));
      } catch (StaleFactsException again) {
        // The worker's file was changed in between, or an emergency ended; what holds now decides.
      }
    }
    throw new ProblemException(
        HttpStatus.SERVICE_UNAVAILABLE, DIRECTORY_CHANGING, NOTHING_OPENED_MEANWHILE);
  }

  private Considered consider(OpenRecord wish) {
    Known known = transactions.executeRead(status -> known(status.getConnection(), wish));
    if (!inPost(known.facts().getEmployment())) {
      var refused =
          new Decision.Refused(RefusalReason.NOT_IN_POST, List.of(), wish.item().kind().asAsked());
      return new Considered(wish, known.facts(), List.of(), refused);
    }
    return new Considered(
        wish,
        known.facts(),
        known.standing(),
        caseNotes.decide(wish, known.facts(), known.standing()));
  }

  /** What is known of the worker before anybody else is asked. */
  private record Known(WorkerFacts facts, List<StandingGlass> standing) {}

  private Known known(Connection connection, OpenRecord wish) throws SQLException {
    Instant now = clock.instant();
    WorkerFacts facts = directory.fileWithin(connection, wish.worker()).factsAt(now);
    // Whoever states an emergency now is judged by what they state now.
    List<StandingGlass> standing =
        wish.emergency() != null
            ? List.of()
            : StandingGlass.of(connection, wish.worker(), now, settings.breakGlassValidity());
    return new Known(facts, standing);
  }

  static boolean inPost(Employment employment) {
    return switch (employment) {
      case EMPLOYED, UNKNOWN -> true;
      case LEFT, SUSPENDED, NOT_STARTED -> false;
    };
  }
}
