package org.casenotesaudit.alerts.concern;

/** A worker, opaque. */
public record WorkerId(String value) {}
