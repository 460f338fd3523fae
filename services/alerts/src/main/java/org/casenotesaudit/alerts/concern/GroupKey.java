package org.casenotesaudit.alerts.concern;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What alerts share that form one concern: worker, client, family of rules, kind, and the UTC day
 * of the access. The day comes from the access, not from when the alert arrived, so that the
 * grouping does not depend on the order of reading.
 */
public record GroupKey(
    WorkerId worker,
    @Nullable ClientId client,
    RuleFamily family,
    ConcernKind kind,
    LocalDate day) {

  /** The group that an alert belongs to. */
  public static GroupKey of(Alert alert) {
    return new GroupKey(
        alert.worker(),
        alert.client(),
        RuleFamily.of(alert.ruleId()),
        alert.kind(),
        LocalDate.ofInstant(alert.accessAt(), ZoneOffset.UTC));
  }

  /** One line, unique among keys: ids contain no separator, for they are opaque tokens. */
  public String text() {
    return String.join(
        "|",
        worker.value(),
        client == null ? "" : client.value(),
        family.name(),
        kind.name(),
        day.toString());
  }
}
