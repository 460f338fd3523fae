package org.casenotesaudit.ledger.entry;

/**
 * Names of sealed fields that this format itself gives a meaning. All others are paths into the
 * event.
 */
public final class FieldNames {
  public static final String EVENT_ID = "envelope.eventId";
  public static final String AGENCY_ID = "envelope.agencyId";
  public static final String OCCURRED_AT = "envelope.occurredAt";
  public static final String RECORDED_AT = "envelope.recordedAt";
  public static final String ACTOR_ID = "envelope.actorId";
  public static final String CLIENT_ID = "envelope.clientId";
  public static final String ACT_ID = "envelope.actId";
  public static final String CLIENT_LINK = "clientLink";
  public static final String WORKER_LINK = "workerLink";

  private FieldNames() {}
}
