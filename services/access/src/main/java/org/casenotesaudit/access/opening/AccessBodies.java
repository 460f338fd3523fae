package org.casenotesaudit.access.opening;

import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.BreakGlassReason;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.jspecify.annotations.Nullable;

/** The messages of POST /v1/accesses, as they stand on the wire. */
final class AccessBodies {

  private static final int EARLIEST_BIRTH_YEAR = 1900;

  private AccessBodies() {}

  /** Ways of reading. Writing happens in case-notes, and there is no search. */
  enum Reading {
    VIEW(Action.VIEW),
    PRINT(Action.PRINT),
    EXPORT(Action.EXPORT),
    DOWNLOAD(Action.DOWNLOAD),
    SHARE(Action.SHARE);

    private final Action action;

    Reading(Action action) {
      this.action = action;
    }
  }

  /**
   * What a worker wants to open, and why.
   *
   * @param item the record
   * @param action what they want to do with it
   * @param purpose why
   * @param breakGlass an emergency that opens a restricted record; without one it stays closed
   */
  @Serdeable
  record Wish(
      @Required @Nullable ItemWish item,
      @Required @Codes(Reading.class) @Nullable String action,
      @Required @Codes(Purpose.class) @Nullable String purpose,
      @Nullable GlassWish breakGlass) {

    /**
     * The same wish in the domain's words.
     *
     * @param now when it was made
     * @throws ProblemException 400 naming the field that is missing or not as agreed
     */
    OpenRecord by(Caller caller, Instant now) {
      if (item == null) {
        throw ProblemException.invalidField("item", "", "{\"kind\": …, \"id\": …}");
      }
      Reading wanted = oneOf("action", action, EnumSet.allOf(Reading.class), Reading.class);
      Set<Purpose> purposes = EnumSet.complementOf(EnumSet.of(Purpose.UNKNOWN));
      return new OpenRecord(
          WorkerId.ofSubject(caller.subject()),
          caller.roles(),
          item.item(),
          wanted.action,
          oneOf("purpose", purpose, purposes, Purpose.class),
          breakGlass == null ? null : breakGlass.emergency(now),
          Origin.ACCESS_SERVICE,
          null);
    }
  }

  /**
   * A record.
   *
   * @param kind what it is; MEDIA is any photo, video or audio recording
   * @param id of the note, recording, client or case
   */
  @Serdeable
  record ItemWish(
      @Required @Codes(value = ItemKind.class, refused = "NAME_BEHIND_CONCERN")
          @Nullable String kind,
      @Required @Nullable String id) {

    Item item() {
      Set<ItemKind> askedDirectly = EnumSet.complementOf(EnumSet.of(ItemKind.NAME_BEHIND_CONCERN));
      ItemKind wanted = oneOf("item.kind", kind, askedDirectly, ItemKind.class);
      return new Item(wanted, uuid("item.id", id));
    }
  }

  /**
   * An emergency; it is reviewed afterwards, always.
   *
   * @param reasonCode what kind of emergency it is
   * @param reason in words, 10 to 2,000 characters
   * @param clientDateOfBirth shows that the worker knows whose record it is; kept nowhere
   */
  @Serdeable
  record GlassWish(
      @Required @Codes(BreakGlassReason.class) @Nullable String reasonCode,
      @Required @Example("Called to the home by the police tonight.") @Nullable String reason,
      @Nullable LocalDate clientDateOfBirth) {

    Emergency emergency(Instant now) {
      Set<BreakGlassReason> reasons = EnumSet.complementOf(EnumSet.of(BreakGlassReason.UNKNOWN));
      BreakGlassReason code =
          oneOf("breakGlass.reasonCode", reasonCode, reasons, BreakGlassReason.class);
      requirePossible(clientDateOfBirth, now);
      try {
        return new Emergency(code, reason == null ? "" : reason, clientDateOfBirth);
      } catch (IllegalArgumentException tooShort) {
        throw new ProblemException(
            HttpStatus.BAD_REQUEST, "invalid-field", "breakGlass." + tooShort.getMessage());
      }
    }

    /**
     * The same bounds as case-notes sets, a day on because today begins earlier elsewhere; the date
     * is personal and not repeated.
     */
    private static void requirePossible(@Nullable LocalDate dateOfBirth, Instant now) {
      if (dateOfBirth == null) {
        return;
      }
      LocalDate latest = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
      if (dateOfBirth.getYear() < EARLIEST_BIRTH_YEAR || dateOfBirth.isAfter(latest)) {
        throw ProblemException.invalidField(
            "breakGlass.clientDateOfBirth",
            "an impossible date",
            "a date from " + EARLIEST_BIRTH_YEAR + "-01-01 to today, as 2015-03-04");
      }
    }

    @Override
    public String toString() {
      return "GlassWish[" + reasonCode + "]";
    }
  }

  /**
   * What a wish was answered, as it is kept for a repeated Idempotency-Key: references only.
   *
   * @param refusal set instead of the rest when nothing was opened
   */
  @Serdeable
  record Answer(
      @Nullable String accessId,
      @Nullable String recordKind,
      @Nullable String contentUrl,
      @Nullable Instant expiresAt,
      @Nullable Refusal refusal) {

    Opened opened() {
      return new Opened(
          Objects.requireNonNull(accessId),
          Objects.requireNonNull(recordKind),
          Objects.requireNonNull(contentUrl),
          Objects.requireNonNull(expiresAt));
    }
  }

  /**
   * An access that is on record.
   *
   * @param accessId the access
   * @param recordKind what was opened
   * @param contentUrl where whoever opened it fetches the content; a path of this service
   * @param expiresAt until when: a recording in any number of parts, anything else once
   */
  @Serdeable
  record Opened(
      String accessId,
      @Codes(RecordKind.class) String recordKind,
      @Example("/v1/accesses/0b6c2d2e-5f0a-4d7c-8f43-2f9a3c1d7e11/content") String contentUrl,
      Instant expiresAt) {}

  /** What a worker is told of a refusal. Fewer than the reasons on record, on purpose. */
  @Serdeable
  enum Refusal {
    NOT_FOUND,
    NOT_PERMITTED,
    BREAK_GLASS_REQUIRED
  }

  static UUID uuid(String field, @Nullable String text) {
    return CanonicalUuid.parse(text)
        .orElseThrow(
            () ->
                ProblemException.invalidField(
                    field, text == null ? "" : text, CanonicalUuid.EXPECTED));
  }

  private static <E extends Enum<E>> E oneOf(
      String field, @Nullable String found, Set<E> allowed, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(allowed::contains)
        .filter(known -> known.name().equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalidField(
                    field,
                    found == null ? "" : found,
                    allowed.stream().map(Enum::name).collect(Collectors.joining(", "))));
  }
}
