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
    /** A fact about acts whose judgement has settled; it counts for later ones. */
    FACT_TOO_LATE,
    /** An act read after everything around it had left: announced, not judged. */
    ACT_TOO_LATE,
    /** An act that left its client's file, past the horizon. */
    DEPARTED,
    /** An act beyond the bound of its client, kept as a count. */
    COLLAPSED,
    /** Put aside. */
    QUARANTINED,
    JUDGEMENT,
    REVISION,
    ALERT_RAISED,
    ALERT_WITHDRAWN
  }

  void count(Kind kind);
}
