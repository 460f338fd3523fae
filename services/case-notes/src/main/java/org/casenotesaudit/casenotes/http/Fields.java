package org.casenotesaudit.casenotes.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.casenotesaudit.casenotes.changes.Assignee;
import org.casenotesaudit.casenotes.deciding.Period;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Reads single fields of a request. What is wrong is named with field, found and expected (400,
 * code {@code invalid-field}); what a person may have written about a client is never repeated.
 */
@Singleton
public class Fields {

  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
  private static final int YEARS_AHEAD_MAX = 100;
  private static final int LIST_LENGTH_MAX = 100;
  private static final int FOUND_SHOWN_CHARACTERS = 40;

  /** Clocks of honest machines differ by less. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final InstantSource clock;

  Fields(InstantSource clock) {
    this.clock = clock;
  }

  /** A UUID in its lower-case form: two spellings of one id would be two persons to the ledger. */
  public UUID id(String field, @Nullable String found) {
    return CanonicalUuid.parse(found)
        .orElseThrow(() -> invalid(field, found, CanonicalUuid.EXPECTED));
  }

  public @Nullable UUID idOrNull(String field, @Nullable String found) {
    return found == null ? null : id(field, found);
  }

  public List<UUID> ids(String field, @Nullable List<String> found) {
    return limited(field, found).stream().map(each -> id(field, each)).distinct().toList();
  }

  public String workerId(String field, @Nullable String found) {
    return id(field, found).toString();
  }

  /** Exactly one of the two fields {@code workerId} and {@code teamId}. */
  public Assignee assignee(@Nullable String workerId, @Nullable String teamId) {
    if (workerId != null && teamId == null) {
      return new Assignee.Worker(workerId("workerId", workerId));
    }
    if (teamId != null && workerId == null) {
      return new Assignee.Team(id("teamId", teamId));
    }
    throw ProblemException.invalidField(
        "workerId, teamId", workerId == null ? "neither" : "both", "exactly one of the two");
  }

  /** One of the symbols of a closed list; {@code UNKNOWN} is for readers of old events only. */
  public <E extends Enum<E>> E code(String field, @Nullable String found, Class<E> type) {
    Predicate<E> known = symbol -> !symbol.name().equals("UNKNOWN");
    return Arrays.stream(type.getEnumConstants())
        .filter(known)
        .filter(symbol -> symbol.name().equals(found))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    field,
                    found,
                    Arrays.stream(type.getEnumConstants())
                        .filter(known)
                        .map(Enum::name)
                        .collect(Collectors.joining(", "))));
  }

  public <E extends Enum<E>> List<E> codes(
      String field, @Nullable List<String> found, Class<E> type) {
    return limited(field, found).stream().map(each -> code(field, each, type)).distinct().toList();
  }

  /** A person's words: their length may be told, they themselves may not. */
  public String text(String field, @Nullable String found, int charactersMax) {
    int length = found == null ? 0 : found.codePointCount(0, found.length());
    if (found == null || found.isBlank() || length > charactersMax || found.indexOf('\0') >= 0) {
      throw ProblemException.invalidField(
          field,
          found != null && found.indexOf('\0') >= 0
              ? "a text with a NUL character"
              : String.format(Locale.ROOT, "%d characters", length),
          "1 to " + charactersMax + " characters, not all blank");
    }
    return found;
  }

  /** Yes or no, as said: silence is neither. */
  public boolean stated(String field, @Nullable Boolean found) {
    if (found == null) {
      throw invalid(field, null, "true or false");
    }
    return found;
  }

  /** A date of birth: 1900 to today. */
  public LocalDate dateOfBirth(String field, @Nullable String found) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
    try {
      LocalDate date = LocalDate.parse(found == null ? "" : found);
      if (date.getYear() >= 1900 && !date.isAfter(today)) {
        return date;
      }
    } catch (DateTimeParseException notADate) {
      // Falls through to the one answer; the date itself is personal and not repeated.
    }
    throw ProblemException.invalidField(
        field, "an impossible date", "a date from 1900-01-01 to today, as 2015-03-04");
  }

  /** A moment that has come; now when nothing was sent. */
  public Instant past(String field, @Nullable String found) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (found == null) {
      return now;
    }
    Instant moment = moment(field, found);
    if (moment.isAfter(now.plus(CLOCK_SKEW))) {
      throw invalid(
          field, found, "not in the future; it is " + now.truncatedTo(ChronoUnit.SECONDS));
    }
    return moment;
  }

  public Instant requiredPast(String field, @Nullable String found) {
    if (found == null) {
      throw invalid(field, null, "an RFC 3339 time, as 2026-03-04T09:30:00Z");
    }
    return past(field, found);
  }

  /** A moment that may be still to come. */
  public Instant moment(String field, @Nullable String found) {
    try {
      Instant moment =
          OffsetDateTime.parse(found == null ? "" : found)
              .toInstant()
              .truncatedTo(ChronoUnit.MICROS);
      Instant latest =
          clock.instant().atOffset(ZoneOffset.UTC).plusYears(YEARS_AHEAD_MAX).toInstant();
      if (!moment.isBefore(EARLIEST) && moment.isBefore(latest)) {
        return moment;
      }
    } catch (DateTimeParseException notATime) {
      // Falls through to the one answer.
    }
    throw invalid(field, found, "an RFC 3339 time from 1900 on, as 2026-03-04T09:30:00Z");
  }

  /**
   * The fields {@code validFrom} (now when not sent) and {@code validUntil} (open when not sent).
   */
  public Period period(@Nullable String validFrom, @Nullable String validUntil) {
    Instant from =
        validFrom == null
            ? clock.instant().truncatedTo(ChronoUnit.MICROS)
            : moment("validFrom", validFrom);
    Instant until = validUntil == null ? null : moment("validUntil", validUntil);
    if (until != null && !until.isAfter(from)) {
      throw invalid("validUntil", validUntil, "after validFrom, " + from);
    }
    return new Period(from, until);
  }

  private static List<String> limited(String field, @Nullable List<String> found) {
    List<String> list = found == null ? List.of() : found;
    if (list.size() > LIST_LENGTH_MAX) {
      throw ProblemException.invalidField(
          field, list.size() + " values", "at most " + LIST_LENGTH_MAX);
    }
    return list;
  }

  private static ProblemException invalid(String field, @Nullable String found, String expected) {
    String shown = found == null ? "" : found;
    return ProblemException.invalidField(
        field,
        shown.length() > FOUND_SHOWN_CHARACTERS
            ? shown.substring(0, FOUND_SHOWN_CHARACTERS) + "…"
            : shown,
        expected);
  }
}
