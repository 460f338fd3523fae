package org.casenotesaudit.access.opening;

import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.access.AccessId;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;

/** What became of a wish to open a record. Each of these is on record when it is returned. */
public sealed interface Outcome {

  /** Permitted: the content can be fetched until the grant ends. */
  record Opened(AccessId accessId, RecordKind recordKind, UUID grantId, Instant expiresAt)
      implements Outcome {}

  /** Refused, for a reason that is not always for the worker to know. */
  record Refused(RefusalReason reason) implements Outcome {}

  /** Refused until the worker states an emergency. */
  record BreakGlassRequired() implements Outcome {}
}
