package org.casenotesaudit.casenotes.reading;

import io.micronaut.http.HttpStatus;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.casenotesaudit.casenotes.CaseNotesSettings;
import org.casenotesaudit.casenotes.deciding.ClientId;
import org.casenotesaudit.casenotes.deciding.Deciding;
import org.casenotesaudit.casenotes.deciding.Decision;
import org.casenotesaudit.casenotes.deciding.Glass;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.ReadRequest;
import org.casenotesaudit.casenotes.deciding.Reader;
import org.casenotesaudit.casenotes.deciding.WorkerId;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.Codes;
import org.casenotesaudit.casenotes.records.GrantRow;
import org.casenotesaudit.casenotes.records.GrantRows;
import org.casenotesaudit.casenotes.records.SealedRecords;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Decides and grants; later redeems. Between the two access commits its record of the reading, and
 * the facts may change: they are looked at again, and the decision is taken again, before anything
 * leaves.
 */
@Singleton
public class Grants {

  private static final Duration KEPT_AFTER_EXPIRY = Duration.ofHours(1);

  private final RecordLocator records;
  private final GrantRows grants;
  private final SealedRecords seals;
  private final CaseNotesSettings settings;
  private final TransactionOperations<Connection> transactions;
  private final InstantSource clock;
  private final IdSource ids;

  Grants(
      RecordLocator records,
      GrantRows grants,
      SealedRecords seals,
      CaseNotesSettings settings,
      TransactionOperations<Connection> transactions,
      InstantSource clock,
      IdSource ids) {
    this.records = records;
    this.grants = grants;
    this.seals = seals;
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
    this.ids = ids;
  }

  /** The answer to a wish; a grant is stored when it is permitted. */
  public Outcome decide(Wish wish) {
    return transactions.executeWrite(status -> decideInTransaction(wish));
  }

  private Outcome decideInTransaction(Wish wish) {
    Instant now = now();
    @Nullable Located located = records.locate(wish.itemKind(), wish.itemId()).orElse(null);
    ReadRequest request =
        new ReadRequest(
            wish.reader(),
            wish.itemKind(),
            wish.itemId(),
            wish.action(),
            wish.purpose(),
            glassOf(wish, located));
    Decision decision = Deciding.decide(request, located == null ? null : located.facts(), now);
    return switch (decision) {
      case Decision.Refused refused ->
          new Outcome.Refused(
              refused.reason(),
              located == null ? null : located.clientId(),
              located == null
                  ? RecordLocator.kindOfUnknown(wish.itemKind())
                  : located.recordKind());
      case Decision.BreakGlassRequired() ->
          new Outcome.BreakGlassRequired(existing(located).clientId());
      case Decision.Permitted() -> grant(request, existing(located), now);
    };
  }

  private static Located existing(@Nullable Located located) {
    if (located == null) {
      throw new IllegalStateException("located: nothing (expected: a record, or UNKNOWN_RECORD)");
    }
    return located;
  }

  private Outcome.Granted grant(ReadRequest request, Located located, Instant now) {
    boolean rangeable = request.itemKind() == ItemKind.MEDIA;
    Instant expiresAt =
        now.plusSeconds(rangeable ? settings.mediaGrantSeconds() : settings.grantSeconds());
    UUID grantId = ids.next();
    grants.save(rowOf(grantId, request, located.factVersion(), now, expiresAt));
    return new Outcome.Granted(
        grantId,
        expiresAt,
        located.clients().stream().map(ClientRow::clientId).toList(),
        located.caseId(),
        located.recordKind(),
        request.itemId(),
        located.factVersion(),
        rangeable);
  }

  private Glass glassOf(Wish wish, @Nullable Located located) {
    if (!wish.brokeGlass()) {
      return new Glass.Whole();
    }
    if (located == null || wish.dateOfBirth() == null) {
      return new Glass.Broken(Set.of());
    }
    return new Glass.Broken(
        located.clients().stream()
            .filter(client -> seals.identityOf(client).dateOfBirth().equals(wish.dateOfBirth()))
            .map(client -> new ClientId(client.clientId()))
            .collect(Collectors.toSet()));
  }

  /**
   * A grant that holds, checked again against the facts of this moment. Its row stays locked until
   * the caller's transaction ends.
   *
   * @throws ProblemException 404 unknown; 410 {@code grant-used} or {@code grant-expired}; 409
   *     {@code facts-changed}
   */
  ReadRequest redeem(UUID grantId) {
    Instant now = now();
    GrantRow row = grants.lock(grantId).orElseThrow(ProblemException::notFound);
    ReadRequest request = requestOf(row);
    boolean rangeable = request.itemKind() == ItemKind.MEDIA;
    if (!now.isBefore(row.expiresAt())) {
      throw new ProblemException(
          HttpStatus.GONE, "grant-expired", "The grant has expired (expected: a fresh grant).");
    }
    if (row.usedAt() != null && !rangeable) {
      throw new ProblemException(
          HttpStatus.GONE, "grant-used", "The grant was used before (expected: a fresh grant).");
    }
    Optional<Located> located = records.locate(request.itemKind(), request.itemId());
    boolean same =
        located.isPresent()
            && located.get().factVersion() == row.factVersion()
            && Deciding.decide(request, located.get().facts(), now) instanceof Decision.Permitted;
    if (!same) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "facts-changed",
          "Facts changed since the grant was given (expected: ask again).");
    }
    if (row.usedAt() == null) {
      grants.use(grantId, now);
    }
    return request;
  }

  /** Grants are of no use once they expired; the readings they served are recorded by access. */
  @Scheduled(fixedDelay = "10m", initialDelay = "5m")
  void forgetExpired() {
    transactions.executeWrite(status -> grants.forgetExpiredBefore(now().minus(KEPT_AFTER_EXPIRY)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static GrantRow rowOf(
      UUID grantId, ReadRequest request, long factVersion, Instant now, Instant expiresAt) {
    Reader reader = request.reader();
    return new GrantRow(
        grantId,
        reader.workerId().value(),
        Codes.joined(reader.roles()),
        Codes.joined(reader.teamIds()),
        reader.employment().name(),
        request.itemKind().name(),
        request.itemId(),
        request.action().name(),
        request.purpose().name(),
        request.glass() instanceof Glass.Broken,
        request.glass() instanceof Glass.Broken(Set<ClientId> known) ? Codes.joined(known) : "",
        factVersion,
        now,
        expiresAt,
        null);
  }

  private static ReadRequest requestOf(GrantRow row) {
    return new ReadRequest(
        new Reader(
            new WorkerId(row.workerId()),
            Codes.setOf(row.roles()),
            Codes.setOf(row.teamIds()),
            Employment.valueOf(row.employment())),
        ItemKind.valueOf(row.itemKind()),
        row.itemId(),
        Action.valueOf(row.action()),
        Purpose.valueOf(row.purpose()),
        row.brokeGlass()
            ? new Glass.Broken(
                Codes.mapped(row.birthDatesKnown(), id -> new ClientId(UUID.fromString(id))))
            : new Glass.Whole());
  }
}
