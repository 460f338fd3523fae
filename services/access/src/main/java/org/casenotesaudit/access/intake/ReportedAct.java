package org.casenotesaudit.access.intake;

import java.time.Instant;
import java.util.List;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * What an AuditEvent tells, reduced to what may go further: codes and foreign ids. Names, displays,
 * queries and descriptions are left behind.
 *
 * @param occurredAt when it happened, by the clock of the other system
 * @param action what was done
 * @param recordKind what was touched
 * @param purpose why, as stated
 * @param succeeded false when the other system says that it failed: then nothing was shown
 * @param worker names of who asked for it; empty when the other system says nobody did
 * @param patients for each patient the names given; empty when it is about none
 * @param requestId joins the AuditEvents of one request
 */
record ReportedAct(
    Instant occurredAt,
    Action action,
    RecordKind recordKind,
    Purpose purpose,
    boolean succeeded,
    List<ForeignId> worker,
    List<Patient> patients,
    @Nullable String requestId) {

  ReportedAct {
    worker = List.copyOf(worker);
    patients = List.copyOf(patients);
  }

  /**
   * One patient.
   *
   * @param element where in the resource it stands, for messages
   * @param names at least one
   */
  record Patient(String element, List<ForeignId> names) {

    Patient {
      names = List.copyOf(names);
    }
  }
}
