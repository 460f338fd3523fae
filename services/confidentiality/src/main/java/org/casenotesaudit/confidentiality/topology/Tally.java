package org.casenotesaudit.confidentiality.topology;

/** Counts what happened to events, so that nothing is dropped unseen. */
@FunctionalInterface
public interface Tally {

  /** What can become of an event, or come out of one. */
  enum Kind {
    /** A fact went into a client file. */
    FACT,
    /** An act was judged for the first time. */
    ACT,
    /** An event that these rules do not look at. */
    NOT_LOOKED_AT,
    /** The same event again. */
    DUPLICATE,
    /** A known id with other bytes; the first one holds, the ledger tells of the other. */
    CONFLICT,
    /** A type that this build does not know. */
    UNFAMILIAR,
    /** An act on no client: left to rules about workers. */
    WITHOUT_CLIENT,
    /** Put aside. */
    QUARANTINED,
    JUDGEMENT,
    REVISION,
    ALERT_RAISED,
    ALERT_WITHDRAWN
  }

  void count(Kind kind);
}
