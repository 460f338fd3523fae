package org.casenotesaudit.alerts.concern;

import java.time.Instant;

/** A later revision of the judgement no longer holds the rule that an alert reported. */
public record Withdrawal(
    String alertId, int revision, String judgementEventId, Instant withdrawnAt) {}
