package org.casenotesaudit.access.directory;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.Employment;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * A worker file as it stands on the wire. Turning it into a file checks every field. All lists
 * together hold at most 400 intervals.
 *
 * @param displayName how the worker is called, 1 to 200 characters; stays in this service
 * @param roles codes of roles, for instance practitioner
 * @param teams ids of teams
 * @param supervisors ids of workers who supervise them
 * @param dutyPeriods codes of duties, for instance out-of-hours
 * @param employment whether they are in post, in the codes of a worker's employment
 */
@Serdeable
record WorkerFileBody(
    @Required @Example("Maria E.") @Nullable String displayName,
    @Nullable List<Interval> roles,
    @Nullable List<Interval> teams,
    @Nullable List<Interval> supervisors,
    @Nullable List<Interval> dutyPeriods,
    @Nullable List<Interval> employment) {

  private static final int DISPLAY_NAME_CHARACTERS_MAX = 200;

  /** Keeps the event of a whole file well under what an entry of the ledger holds. */
  private static final int INTERVALS_MAX = 400;

  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  /**
   * Something that holds for a time.
   *
   * @param value what holds: a code or an id, as the list is of
   * @param validFrom since when
   * @param validUntil until when, later than since; open without it
   */
  @Serdeable
  record Interval(
      @Required @Example("practitioner") @Nullable String value,
      @Required @Nullable Instant validFrom,
      @Nullable Instant validUntil) {}

  NewWorkerFile file(WorkerId workerId) {
    if (displayName == null
        || displayName.isBlank()
        || displayName.length() > DISPLAY_NAME_CHARACTERS_MAX) {
      int length = displayName == null ? 0 : displayName.strip().length();
      throw ProblemException.invalidField(
          "displayName", length + " characters", "1 to " + DISPLAY_NAME_CHARACTERS_MAX);
    }
    requireFew();
    return new NewWorkerFile(
        workerId,
        displayName.strip(),
        dated("roles", roles, WorkerFileBody::code),
        dated("teams", teams, WorkerFileBody::uuid),
        dated("supervisors", supervisors, WorkerFileBody::uuid),
        dated("dutyPeriods", dutyPeriods, WorkerFileBody::code),
        dated("employment", employment, WorkerFileBody::employment));
  }

  private void requireFew() {
    int count = 0;
    for (List<Interval> list : lists()) {
      count += list.size();
    }
    if (count > INTERVALS_MAX) {
      throw ProblemException.invalidField(
          "intervals", count, "at most " + INTERVALS_MAX + " in all lists");
    }
  }

  private List<List<Interval>> lists() {
    var lists = new ArrayList<List<Interval>>();
    for (@Nullable List<Interval> list :
        java.util.Arrays.asList(roles, teams, supervisors, dutyPeriods, employment)) {
      if (list != null) {
        lists.add(list);
      }
    }
    return lists;
  }

  private static <T> List<Dated<T>> dated(
      String field, @Nullable List<Interval> intervals, BiFunction<String, String, T> parse) {
    var dated = new ArrayList<Dated<T>>();
    List<Interval> given = intervals == null ? List.of() : intervals;
    for (int i = 0; i < given.size(); i++) {
      String at = field + "[" + i + "]";
      Interval interval = given.get(i);
      Instant from = interval.validFrom();
      Instant until = interval.validUntil();
      if (from == null) {
        throw ProblemException.invalidField(at + ".validFrom", "", "an RFC 3339 instant");
      }
      if (until != null && !until.isAfter(from)) {
        throw ProblemException.invalidField(at + ".validUntil", until, "later than " + from);
      }
      String value = interval.value() == null ? "" : interval.value();
      dated.add(
          new Dated<>(
              parse.apply(at + ".value", value),
              Moments.meant(at + ".validFrom", from),
              until == null ? null : Moments.meant(at + ".validUntil", until)));
    }
    return dated;
  }

  private static String code(String field, String value) {
    if (!CODE.matcher(value).matches()) {
      throw ProblemException.invalidField(field, value, "a code such as practitioner");
    }
    return value;
  }

  private static String uuid(String field, String value) {
    return CanonicalUuid.parse(value)
        .orElseThrow(() -> ProblemException.invalidField(field, value, CanonicalUuid.EXPECTED))
        .toString();
  }

  private static Employment employment(String field, String value) {
    for (Employment known : Employment.values()) {
      if (known.name().equals(value) && known != Employment.UNKNOWN) {
        return known;
      }
    }
    throw ProblemException.invalidField(field, value, "EMPLOYED, LEFT, SUSPENDED or NOT_STARTED");
  }

  static WorkerFileBody of(WorkerFile file, @Nullable String displayName) {
    return new WorkerFileBody(
        displayName,
        intervals(file.roles()),
        intervals(file.teams()),
        intervals(file.supervisors()),
        intervals(file.dutyPeriods()),
        intervals(file.employment()));
  }

  private static List<Interval> intervals(List<? extends Dated<?>> dated) {
    return dated.stream()
        .map(d -> new Interval(String.valueOf(d.value()), d.validFrom(), d.validUntil()))
        .toList();
  }
}
