package org.casenotesaudit.alerts.console;

import io.micronaut.http.uri.UriBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.http.FilterText;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.jspecify.annotations.Nullable;

/**
 * The queue as the URL asked for it: the URL alone says what is shown, so that it can be shared.
 */
record AskedQueue(
    Optional<String> status,
    Optional<String> severity,
    Optional<String> rule,
    Optional<String> assignee,
    Optional<String> sort,
    Optional<String> cursor) {

  /** As status: whatever it is. Without a status, what nobody has settled is asked for. */
  static final String ANY = "any";

  /**
   * What was asked for.
   *
   * @throws org.casenotesaudit.serviceframe.problem.ProblemException 400 for a word that cannot
   *     mean anything
   */
  QueueFilter filter(WorkerId viewer) {
    QueueFilter filter =
        FilterText.parse(
            status.filter(text -> !text.equals(ANY)), severity, rule, assignee, sort, viewer);
    return isForUnsettled() ? filter.unsettled() : filter;
  }

  boolean isForUnsettled() {
    return status.filter(text -> !text.isBlank()).isEmpty();
  }

  /** Whether anything was asked for besides the order. */
  boolean narrows() {
    return Stream.of(status, severity, rule, assignee)
        .flatMap(Optional::stream)
        .anyMatch(text -> !text.isBlank() && !text.equals(ANY));
  }

  /** The same question from another place in the list. */
  String href(@Nullable String from) {
    Map<String, Optional<String>> asked = new LinkedHashMap<>();
    asked.put("status", status);
    asked.put("severity", severity);
    asked.put("rule", rule);
    asked.put("assignee", assignee);
    asked.put("sort", sort);
    asked.put("cursor", Optional.ofNullable(from));
    UriBuilder href = UriBuilder.of("/");
    asked.forEach(
        (name, value) ->
            value.filter(text -> !text.isBlank()).ifPresent(text -> href.queryParam(name, text)));
    return href.build().toString();
  }
}
