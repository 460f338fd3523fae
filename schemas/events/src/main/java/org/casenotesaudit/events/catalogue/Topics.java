package org.casenotesaudit.events.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.casenotesaudit.events.*;
import org.casenotesaudit.events.catalogue.Topic.Keying;

/** The catalogue of all topics. A topic that is not listed here does not exist. */
public final class Topics {

  /** Partitions of every topic keyed by client; one number for all, because they are joined. */
  public static final int CLIENT_PARTITIONS = 4;

  /** How long topics are kept: the horizon within which a late fact can still change a verdict. */
  public static final Duration HORIZON = Duration.ofDays(400);

  public static final Topic CASE_NOTES_RECORD =
      new Topic(
          "case-notes.record.v1",
          Keying.CLIENT,
          "case-notes",
          CLIENT_PARTITIONS,
          HORIZON,
          List.of(
              ClientRegistered.getClassSchema(),
              CaseOpened.getClassSchema(),
              CaseClosed.getClassSchema(),
              CaseReopened.getClassSchema(),
              AllocationMade.getClassSchema(),
              AllocationEnded.getClassSchema(),
              CaseNoteRecorded.getClassSchema(),
              CaseNoteAmended.getClassSchema(),
              MediaCaptured.getClassSchema(),
              MediaAuthorityRecorded.getClassSchema(),
              MediaAuthorityWithdrawn.getClassSchema(),
              RecordRestricted.getClassSchema(),
              RestrictionLifted.getClassSchema(),
              ObjectionRaised.getClassSchema(),
              ObjectionDecided.getClassSchema(),
              ConflictOfInterestFound.getClassSchema(),
              ConflictOfInterestCleared.getClassSchema(),
              ContactRecorded.getClassSchema(),
              DeclarationMade.getClassSchema(),
              LegalRequestAssigned.getClassSchema(),
              LegalRequestClosed.getClassSchema(),
              SourceHeartbeat.getClassSchema()));

  public static final Topic ACCESS_OBSERVED =
      new Topic(
          "access.observed.v1",
          Keying.CLIENT,
          "access",
          CLIENT_PARTITIONS,
          HORIZON,
          List.of(
              AccessObserved.getClassSchema(),
              AccessRefused.getClassSchema(),
              MediaViewingClosed.getClassSchema(),
              WorkerFactsCorrected.getClassSchema(),
              AccessAttributed.getClassSchema(),
              ForeignIdMapped.getClassSchema(),
              SourceHeartbeat.getClassSchema()));

  /**
   * Keyed by the worker whose file or relation it is, not by the administrator who changes it: all
   * that is said of one worker stands in one partition, in order. Records that earlier builds wrote
   * are keyed by who acted, so whoever reads that far back compares versions.
   */
  public static final Topic ACCESS_DIRECTORY =
      new Topic(
          "access.directory.v1",
          Keying.WORKER,
          "access",
          CLIENT_PARTITIONS,
          HORIZON,
          List.of(
              WorkerFileChanged.getClassSchema(),
              WorkerRelationDeclared.getClassSchema(),
              WorkerRelationEnded.getClassSchema()));

  public static final Topic RULE_PACKS =
      new Topic(
          "confidentiality.rule-packs.v1",
          Keying.SOURCE,
          "confidentiality",
          1,
          HORIZON,
          List.of(RulePackActivated.getClassSchema()));

  public static final Topic JUDGEMENTS =
      new Topic(
          "confidentiality.judgements.v1",
          Keying.CLIENT,
          "confidentiality",
          CLIENT_PARTITIONS,
          HORIZON,
          List.of(JudgementMade.getClassSchema()));

  public static final Topic ALERTS =
      new Topic(
          "confidentiality.alerts.v1",
          Keying.CLIENT,
          "confidentiality",
          CLIENT_PARTITIONS,
          HORIZON,
          List.of(
              AlertRaised.getClassSchema(),
              AlertWithdrawn.getClassSchema(),
              FactTooLate.getClassSchema()));

  public static final Topic JUDGEMENT_READS =
      new Topic(
          "confidentiality.reads.v1",
          Keying.ACTOR,
          "confidentiality",
          1,
          HORIZON,
          List.of(JudgementsRead.getClassSchema()));

  public static final Topic REVIEWS =
      new Topic(
          "alerts.reviews.v1",
          Keying.CLIENT,
          "alerts",
          CLIENT_PARTITIONS,
          HORIZON,
          List.of(
              ConcernViewed.getClassSchema(),
              ConcernAssigned.getClassSchema(),
              ConcernCommented.getClassSchema(),
              ConcernResolved.getClassSchema(),
              ConcernReopened.getClassSchema(),
              ConcernsListed.getClassSchema(),
              SourceHeartbeat.getClassSchema()));

  public static final Topic TRAIL_READS =
      new Topic(
          "audit-trail.reads.v1",
          Keying.ACTOR,
          "audit-trail",
          1,
          HORIZON,
          List.of(TrailRead.getClassSchema(), TrailExported.getClassSchema()));

  /** Never appended to the ledger itself: a receipt for receipts would never end. */
  public static final Topic RECEIPTS =
      new Topic(
          "audit-trail.receipts.v1",
          Keying.SOURCE,
          "audit-trail",
          1,
          HORIZON,
          List.of(LedgerReceipt.getClassSchema()));

  public static final List<String> APPS =
      List.of("case-notes", "access", "confidentiality", "audit-trail", "alerts");

  public static final List<Topic> ALL =
      Stream.concat(
              Stream.of(
                  CASE_NOTES_RECORD,
                  ACCESS_OBSERVED,
                  ACCESS_DIRECTORY,
                  RULE_PACKS,
                  JUDGEMENTS,
                  ALERTS,
                  JUDGEMENT_READS,
                  REVIEWS,
                  TRAIL_READS,
                  RECEIPTS),
              APPS.stream().flatMap(app -> Stream.of(refusalsOf(app), quarantineOf(app))))
          .toList();

  /** What the ledger takes in: everything but its own receipts. */
  public static final List<Topic> APPENDED =
      ALL.stream().filter(topic -> !topic.equals(RECEIPTS)).toList();

  private Topics() {}

  /** Where an app reports requests that it refused at the door. */
  public static Topic refusalsOf(String app) {
    return ownOf(app, "refusals", RequestRefused.getClassSchema());
  }

  /** Where an app reports records that it could not take in. */
  public static Topic quarantineOf(String app) {
    return ownOf(app, "quarantine", RecordQuarantined.getClassSchema());
  }

  /**
   * The topic of that name.
   *
   * @throws IllegalArgumentException if the catalogue has none
   */
  public static Topic ofName(String name) {
    return ALL.stream()
        .filter(topic -> topic.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "topic: \"" + name + "\" (expected: a topic of the catalogue)"));
  }

  private static Topic ownOf(String app, String what, Schema eventType) {
    return new Topic(app + "." + what + ".v1", Keying.SOURCE, app, 1, HORIZON, List.of(eventType));
  }
}
