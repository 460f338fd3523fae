package org.casenotesaudit.alerts.console;

import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.Words;
import org.casenotesaudit.events.Severity;

/** Colours of tags, from the GOV.UK design system. */
final class Tags {

  private Tags() {}

  static QueueView.Tag of(Severity severity) {
    return new QueueView.Tag(
        Words.severity(severity),
        switch (severity) {
          case CRITICAL -> "govuk-tag--red";
          case HIGH -> "govuk-tag--orange";
          case MEDIUM -> "govuk-tag--yellow";
          case LOW -> "govuk-tag--blue";
          case INFO, UNKNOWN -> "govuk-tag--grey";
        });
  }

  static QueueView.Tag of(ConcernStatus status) {
    return new QueueView.Tag(
        status.heading(),
        switch (status) {
          case OPEN -> "govuk-tag--turquoise";
          case IN_REVIEW -> "govuk-tag--purple";
          case RESOLVED -> "govuk-tag--green";
          case WITHDRAWN -> "govuk-tag--grey";
        });
  }
}
