package org.casenotesaudit.alerts.concern;

/** A client, opaque. */
public record ClientId(String value) {}
