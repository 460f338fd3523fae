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
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.casenotes.CaseNotesSettings;
import org.casenotesaudit.casenotes.deciding.ClientId;
import org.casenotesaudit.casenotes.deciding.Deciding;
import org.casenotesaudit.casenotes.deciding.Decision;
import org.casenotesaudit.casenotes.deciding.Glass;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.ReadRequest;
import org.casenotesaudit.casenotes.reading.GlassClaims.Standing;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.GrantRow;
import org.casenotesaudit.casenotes.records.GrantRows;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
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
  private final Glasses glasses;
  private final CaseNotesSettings settings;
  private final TransactionOperations<Connection> transactions;
  private final InstantSource clock;
  private final IdSource ids;

  Grants(
      RecordLocator records,
      GrantRows grants,
      Glasses glasses,
      CaseNotesSettings settings,
      TransactionOperations<Connection> transactions,
      InstantSource clock,
      IdSource ids) {
    this.records = records;
    this.grants = grants;
    this.glasses = glasses;
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
    ReadRequest request = requestOf(wish, glasses.statedNow(wish.glass(), located));
    Decision decision = Deciding.decide(request, located == null ? null : located.facts(), now);
    List<Standing> standing = List.of();
    if (located != null && !(decision instanceof Decision.Permitted)) {
      // Only now: what opens without an emergency does not rest on one.
      standing = Glasses.standing(wish.glass(), located, now);
      if (!standing.isEmpty()) {
        request = requestOf(wish, Glasses.glassOf(standing));
        decision = Deciding.decide(request, located.facts(), now);
      }
    }
    return switch (decision) {
      case Decision.Refused(RefusalReason reason, List<ClientId> about) ->
          new Outcome.Refused(reason, valuesOf(about), kindOf(wish, located));
      case Decision.BreakGlassRequired(List<ClientId> about) ->
          new Outcome.BreakGlassRequired(valuesOf(about), kindOf(wish, located));
      case Decision.Permitted() -> grant(request, existing(located), now, standing);
    };
  }

  private static ReadRequest requestOf(Wish wish, Glass glass) {
    return new ReadRequest(
        wish.reader(), wish.itemKind(), wish.itemId(), wish.action(), wish.purpose(), glass);
  }

  private static RecordKind kindOf(Wish wish, @Nullable Located located) {
    return located == null ? RecordLocator.kindOfUnknown(wish.itemKind()) : located.recordKind();
  }

  private static List<UUID> valuesOf(Collection<ClientId> clients) {
    return clients.stream().map(ClientId::value).toList();
  }

  private static Located existing(@Nullable Located located) {
    if (located == null) {
      throw new IllegalStateException("located: nothing (expected: a record, or UNKNOWN_RECORD)");
    }
    return located;
  }

  private Outcome.Granted grant(
      ReadRequest request, Located located, Instant now, List<Standing> standing) {
    boolean rangeable = request.itemKind() == ItemKind.MEDIA;
    Instant inTime =
        now.plusSeconds(rangeable ? settings.mediaGrantSeconds() : settings.grantSeconds());
    // A grant never outlives the emergency that it rests on.
    Instant expiresAt =
        standing.stream()
            .map(Standing::until)
            .filter(inTime::isAfter)
            .min(Comparator.naturalOrder())
            .orElse(inTime);
    UUID grantId = ids.next();
    grants.save(GrantedRequest.rowOf(grantId, request, located.factVersion(), now, expiresAt));
    return new Outcome.Granted(
        grantId,
        expiresAt,
        located.clients().stream().map(ClientRow::clientId).toList(),
        located.caseId(),
        located.recordKind(),
        request.itemId(),
        located.factVersion(),
        rangeable,
        glassUseOf(request.glass()));
  }

  private static Outcome.GlassUse glassUseOf(Glass glass) {
    return switch (glass) {
      case Glass.Whole() -> new Outcome.GlassUse(List.of(), List.of());
      case Glass.Broken(Set<ClientId> known) -> new Outcome.GlassUse(List.of(), valuesOf(known));
      case Glass.Standing(Set<ClientId> clients, Set<ClientId> known) ->
          new Outcome.GlassUse(valuesOf(clients), List.of());
    };
  }

  /**
   * What a grant that holds was given for, checked again against the facts of this moment. Its row
   * stays locked until the caller's transaction ends.
   *
   * @throws ProblemException 404 unknown; 410 {@code grant-used} or {@code grant-expired}; 409
   *     {@code facts-changed}
   */
  Redeemed redeem(UUID grantId) {
    Instant now = now();
    GrantRow row = grants.lock(grantId).orElseThrow(ProblemException::notFound);
    ReadRequest request = GrantedRequest.of(row);
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
    return new Redeemed(request, located.get());
  }

  /** What was asked for, and the record as it was found just now. */
  record Redeemed(ReadRequest request, Located record) {}

  /** Grants are of no use once they expired; the readings they served are recorded by access. */
  @Scheduled(fixedDelay = "10m", initialDelay = "5m")
  void forgetExpired() {
    transactions.executeWrite(status -> grants.forgetExpiredBefore(now().minus(KEPT_AFTER_EXPIRY)));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
