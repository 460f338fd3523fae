package org.casenotesaudit.alerts.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.alerts.store.QueuePage;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Filters as they stand in a URL; a word that cannot mean anything is refused, never ignored. A
 * rule may be one that this release does not know: what has the form of a rule's code is looked
 * for.
 */
public final class FilterText {

  /** In the assignee filter: whoever asks. */
  public static final String ME = "me";

  private static final Pattern WORKER =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int PAGE_DEFAULT = 50;
  private static final int PAGE_MAX = 200;

  private FilterText() {}

  public static QueueFilter parse(
      Optional<String> status,
      Optional<String> severity,
      Optional<String> rule,
      Optional<String> assignee,
      Optional<String> sort,
      WorkerId viewer) {
    return new QueueFilter(
        given(status).map(FilterText::status).map(Set::of).orElse(Set.of()),
        given(severity).map(FilterText::severity),
        given(rule).map(FilterText::rule),
        given(assignee).map(text -> assignee(text, viewer)),
        given(sort).map(FilterText::order).orElse(QueueFilter.Order.SCORE));
  }

  /** An empty field of a form means any. */
  private static Optional<String> given(Optional<String> text) {
    return text.filter(value -> !value.isBlank());
  }

  private static ConcernStatus status(String text) {
    return Arrays.stream(ConcernStatus.values())
        .filter(status -> status.code().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalidField(
                    "status", text, "open, in-review, resolved or withdrawn"));
  }

  /** How many concerns a page may hold. */
  static int limit(@Nullable Integer limit) {
    int wanted = limit == null ? PAGE_DEFAULT : limit;
    if (wanted < 1 || wanted > PAGE_MAX) {
      throw ProblemException.invalidField("limit", wanted, "1 to " + PAGE_MAX);
    }
    return wanted;
  }

  /** Where a page starts, null for the first. */
  public static @Nullable String cursor(Optional<String> cursor) {
    return given(cursor)
        .map(
            text -> {
              if (!QueuePage.isCursor(text)) {
                throw ProblemException.invalidField(
                    "cursor", "…", "the nextCursor of the page before");
              }
              return text;
            })
        .orElse(null);
  }

  private static String rule(String text) {
    if (!QueueFilter.isRuleCode(text)) {
      throw ProblemException.invalidField(
          "rule", "…", "the code of a rule, for instance after-ending");
    }
    return text;
  }

  private static String assignee(String text, WorkerId viewer) {
    if (text.equals(ME)) {
      return viewer.value();
    }
    if (!text.equals(QueueFilter.NOBODY) && !WORKER.matcher(text).matches()) {
      throw ProblemException.invalidField("assignee", "…", "a worker id, me or nobody");
    }
    return text;
  }

  private static Severity severity(String text) {
    return constant(Severity.values(), "severity", text);
  }

  private static QueueFilter.Order order(String text) {
    return constant(QueueFilter.Order.values(), "sort", text);
  }

  /** A resolution by its code, in any case and with - or _. */
  public static Resolution resolution(String text) {
    return constant(Resolution.values(), "resolution", text);
  }

  private static <E extends Enum<E>> E constant(E[] values, String field, String text) {
    String wanted = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(values)
        .filter(value -> value.name().equals(wanted) && !wanted.equals("UNKNOWN"))
        .findFirst()
        .orElseThrow(
            () ->
                ProblemException.invalidField(
                    field,
                    text,
                    Arrays.stream(values)
                        .map(Enum::name)
                        .filter(name -> !name.equals("UNKNOWN"))
                        .collect(Collectors.joining(", "))));
  }
}
