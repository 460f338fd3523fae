package org.casenotesaudit.alerts.console;

/** A line about where an event stands in the ledger. */
public record Proof(String sentence, boolean inLedger) {}
