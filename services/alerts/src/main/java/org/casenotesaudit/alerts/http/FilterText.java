package org.casenotesaudit.alerts.http;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** Filters as they stand in a URL; a word that means nothing is refused, never ignored. */
public final class FilterText {

  /** In the assignee filter: whoever asks. */
  public static final String ME = "me";

  private FilterText() {}

  public static QueueFilter parse(
      Optional<String> status,
      Optional<String> severity,
      Optional<String> rule,
      Optional<String> assignee,
      Optional<String> sort,
      WorkerId viewer) {
    return new QueueFilter(
        given(status).map(FilterText::status),
        given(severity).map(FilterText::severity),
        given(rule),
        given(assignee).map(text -> text.equals(ME) ? viewer.value() : text),
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
