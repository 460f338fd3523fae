package org.casenotesaudit.alerts.concern;

/** A team, opaque. */
public record TeamId(String value) {}
