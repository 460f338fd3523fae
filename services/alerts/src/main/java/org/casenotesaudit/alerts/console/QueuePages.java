package org.casenotesaudit.alerts.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernKind;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.RuleText;
import org.casenotesaudit.alerts.concern.Words;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.console.QueueView.Empty;
import org.casenotesaudit.alerts.console.QueueView.Option;
import org.casenotesaudit.alerts.console.QueueView.Select;
import org.casenotesaudit.alerts.http.FilterText;
import org.casenotesaudit.alerts.review.QueueDesk;
import org.casenotesaudit.alerts.store.QueueFilter;
import org.casenotesaudit.alerts.store.QueuePage;
import org.casenotesaudit.events.Severity;
import org.jspecify.annotations.Nullable;

/** Makes the queue's page out of what was found. */
final class QueuePages {

  private QueuePages() {}

  static QueueView of(
      Frame frame, WorkerId viewer, AskedQueue asked, QueueFilter filter, QueueDesk.Queue queue) {
    QueuePage page = queue.page();
    return new QueueView(
        frame,
        summary(page, asked, filter),
        page.concerns().stream().map(concern -> row(concern, viewer)).toList(),
        selects(asked, queue.rules()),
        asked.narrows(),
        empty(queue, filter),
        asked.cursor().isPresent() ? asked.href(null) : null,
        page.nextCursor() == null ? null : asked.href(page.nextCursor()),
        page.lastOpenedNumber());
  }

  private static String summary(QueuePage page, AskedQueue asked, QueueFilter filter) {
    String all = page.visible() == 1 ? "1 concern" : page.visible() + " concerns";
    String matching = filter.hidesSomething() ? page.matching() + " of " + all : all;
    return matching
        + (asked.isForUnsettled() ? ", open or in review" : "")
        + (page.before() > 0 || page.nextCursor() != null
            ? ". On this page: %d–%d"
                .formatted(page.before() + 1, page.before() + page.concerns().size())
            : "");
  }

  private static @Nullable Empty empty(QueueDesk.Queue queue, QueueFilter filter) {
    if (!queue.viewerMapped()) {
      return Empty.NO_PERMISSION;
    }
    if (queue.page().visible() == 0) {
      return Empty.NOTHING_YET;
    }
    return filter.hidesSomething() && queue.page().matching() == 0 ? Empty.FILTER_HIDES_ALL : null;
  }

  private static QueueView.Row row(Concern concern, WorkerId viewer) {
    return new QueueView.Row(
        "/concerns/" + concern.id(),
        Reference.of(concern.id()),
        Tags.of(concern.severity()),
        Tags.of(concern.status()),
        concern.ruleIds().stream()
                .map(rule -> RuleText.of(rule).title())
                .collect(Collectors.joining("; "))
            + (concern.kind() == ConcernKind.MEND_RECORD ? " – mend the record" : ""),
        (concern.client() == null ? "No client" : "Client " + Reference.of(concern.client()))
            + ", worker "
            + Reference.of(concern.worker()),
        alerts(concern),
        Words.shortTime(concern.lastAt()),
        assignee(concern.assignee(), viewer),
        concern.score());
  }

  static String alerts(Concern concern) {
    String all = concern.alertCount() == 1 ? "1 alert" : concern.alertCount() + " alerts";
    return concern.withdrawnCount() == 0
        ? all
        : all + ", " + concern.withdrawnCount() + " withdrawn";
  }

  static String assignee(@Nullable WorkerId assignee, WorkerId viewer) {
    if (assignee == null) {
      return "Nobody";
    }
    return assignee.equals(viewer) ? "You" : Reference.of(assignee);
  }

  private static List<Select> selects(AskedQueue asked, List<String> rules) {
    List<Option> ruleOptions = new ArrayList<>();
    rules.forEach(rule -> ruleOptions.add(new Option(rule, RuleText.of(rule).title(), false)));
    return List.of(
        select(
            "status",
            "Status",
            asked.status(),
            "Open, in review",
            Stream.concat(
                    Stream.of(new Option(AskedQueue.ANY, "Any", false)),
                    Arrays.stream(ConcernStatus.values())
                        .map(status -> new Option(status.code(), status.heading(), false)))
                .toList()),
        select(
            "severity",
            "Severity",
            asked.severity(),
            Arrays.stream(Severity.values())
                .filter(severity -> severity != Severity.UNKNOWN)
                .map(
                    severity ->
                        new Option(
                            severity.name().toLowerCase(Locale.ROOT),
                            Words.severity(severity),
                            false))
                .toList()),
        select("rule", "Rule", asked.rule(), ruleOptions),
        select(
            "assignee",
            "Assigned to",
            asked.assignee(),
            List.of(
                new Option(FilterText.ME, "You", false),
                new Option(QueueFilter.NOBODY, "Nobody", false))),
        new Select(
            "sort",
            "Order",
            List.of(
                new Option("score", "Highest score first", !isNewest(asked)),
                new Option("newest", "Newest first", isNewest(asked)))));
  }

  private static boolean isNewest(AskedQueue asked) {
    return asked.sort().filter(sort -> sort.equalsIgnoreCase("newest")).isPresent();
  }

  private static Select select(
      String name, String label, Optional<String> chosen, List<Option> options) {
    return select(name, label, chosen, "Any", options);
  }

  private static Select select(
      String name, String label, Optional<String> chosen, String withoutOne, List<Option> options) {
    String selected = chosen.orElse("");
    List<Option> all = new ArrayList<>();
    all.add(new Option("", withoutOne, selected.isBlank()));
    boolean found = selected.isBlank();
    for (Option option : options) {
      boolean is = option.value().equalsIgnoreCase(selected);
      found |= is;
      all.add(new Option(option.value(), option.label(), is));
    }
    if (!found) {
      // From a link: what it asked for stays visible, so that it can be taken away.
      all.add(new Option(selected, selected, true));
    }
    return new Select(name, label, List.copyOf(all));
  }
}
