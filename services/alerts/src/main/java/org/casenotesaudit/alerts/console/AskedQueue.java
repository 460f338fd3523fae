package org.casenotesaudit.alerts.console;

import io.micronaut.http.uri.UriBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
