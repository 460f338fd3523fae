package org.casenotesaudit.alerts.http;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.casenotesaudit.alerts.concern.ConcernKind;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.store.ConcernRecord.Happening;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.Resolution;
import org.casenotesaudit.events.Severity;
import org.casenotesaudit.events.Verdict;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Example;
import org.casenotesaudit.serviceframe.description.Format;
import org.jspecify.annotations.Nullable;

/**
 * Concerns as they stand on the wire. Lists carry references; only an opened concern carries ids.
 */
final class ConcernBodies {

  private ConcernBodies() {}

  /**
   * A concern, without ids of persons.
   *
   * @param concernId the concern
   * @param reference what people say to each other about it, for instance K-7D01AA42
   * @param status where it stands
   * @param kind what it asks for
   * @param severity how grave: that of its gravest alert
   * @param score orders the queue, 0 to 1000
   * @param ruleIds codes of the rules that hold, for instance after-ending
   * @param clientRef the client, as a reference; none if it is about no client
   * @param workerRef the worker, as a reference
   * @param alertCount how many alerts it holds
   * @param withdrawnCount how many of them were withdrawn
   * @param firstAt when the first of its accesses happened
   * @param lastAt when the last of its accesses happened
   * @param openedAt when it was opened
   * @param assignee the reviewer who has it; none if nobody has
   * @param resolution how it was settled; none while it is not
   */
  @Serdeable
  record ConcernSummary(
      String concernId,
      @Example("K-7D01AA42") String reference,
      @Codes(ConcernStatus.class) String status,
      @Codes(ConcernKind.class) String kind,
      @Codes(Severity.class) String severity,
      int score,
      @Format(Format.NONE) List<String> ruleIds,
      @Example("C-3F2A91BC") @Nullable String clientRef,
      @Example("W-00000002") String workerRef,
      int alertCount,
      int withdrawnCount,
      Instant firstAt,
      Instant lastAt,
      Instant openedAt,
      @Format(Format.UUID) @Nullable String assignee,
      @Codes(Resolution.class) @Nullable String resolution) {}

  /**
   * A page of the queue.
   *
   * @param concerns in the order asked for
   * @param matching how many there are on all pages
   * @param nextCursor for the next page; none on the last one
   */
  @Serdeable
  record ConcernList(List<ConcernSummary> concerns, long matching, @Nullable String nextCursor) {}

  /**
   * One rule that holds for one access.
   *
   * @param alertId the alert
   * @param accessId the access
   * @param ruleId code of the rule, for instance after-ending
   * @param severity how grave
   * @param score orders the queue, 0 to 1000
   * @param attributable whether it holds from what was known at the moment of access
   * @param withdrawn whether it no longer stands in this concern
   * @param reasons codes with values, for instance case-closed-days=214
   * @param factEventIds the events that it rests on
   * @param recordKind the kind of record that was accessed
   * @param action what was done with it
   * @param accessAt when
   * @param raisedAt when the alert was raised
   * @param eventId the event that reported the alert
   * @param judgementEventId the judgement that raised it
   */
  @Serdeable
  record AlertJson(
      String alertId,
      String accessId,
      @Format(Format.NONE) String ruleId,
      @Codes(Severity.class) String severity,
      int score,
      boolean attributable,
      boolean withdrawn,
      List<String> reasons,
      List<String> factEventIds,
      @Codes(RecordKind.class) String recordKind,
      @Codes(Action.class) String action,
      Instant accessAt,
      Instant raisedAt,
      String eventId,
      String judgementEventId) {}

  /**
   * One rule that holds, in words.
   *
   * @param ruleId code of the rule, for instance after-ending
   * @param title its name
   * @param meaning what it says
   * @param reasons its clauses with their values
   * @param basis the principle, code section or law that it stands on
   * @param access which access it holds for, in words; empty where the concern has only one
   * @param withdrawn whether it no longer stands in this concern
   * @param withdrawnBecause why it does not, in words; none while it stands
   */
  @Serdeable
  record GroundJson(
      @Format(Format.NONE) String ruleId,
      String title,
      String meaning,
      List<String> reasons,
      String basis,
      String access,
      boolean withdrawn,
      @Nullable String withdrawnBecause) {}

  /**
   * A concern in plain sentences, with references where names would stand.
   *
   * @param heading what it is, in one line
   * @param whatHappened the accesses, in order of time
   * @param whyFlagged the rules that hold
   * @param asKnown what was on record by the moment of access; the only part that bears on the
   *     worker
   * @param asItWas what was recorded later
   * @param whatItMeans how to read all this
   */
  @Serdeable
  record NarrativeJson(
      String heading,
      List<String> whatHappened,
      List<GroundJson> whyFlagged,
      List<String> asKnown,
      List<String> asItWas,
      List<String> whatItMeans) {}

  /**
   * A verdict and what it rests on.
   *
   * @param verdict the verdict
   * @param explanations codes of the explanations that hold
   * @param concerns codes of the concerns that hold
   */
  @Serdeable
  record AnswerJson(
      @Codes(Verdict.class) String verdict, List<String> explanations, List<String> concerns) {}

  /**
   * One judgement of one access.
   *
   * @param eventId the event that tells it
   * @param accessId the access
   * @param revision from 1; each later one supersedes the one before
   * @param judgedAt when the event was recorded on whose arrival it was judged: the access, or the
   *     late fact
   * @param asKnown from what was recorded by the moment of access
   * @param asItWas with what was recorded since
   * @param missingFacts facts that a rule needs and that have not arrived, as codes
   * @param packDigest SHA-256 of the rule pack that judged, hex
   * @param triggeredByEventId the late fact that caused this revision; none for the first
   */
  @Serdeable
  record JudgementJson(
      String eventId,
      String accessId,
      int revision,
      Instant judgedAt,
      AnswerJson asKnown,
      AnswerJson asItWas,
      List<String> missingFacts,
      String packDigest,
      @Nullable String triggeredByEventId) {}

  /**
   * What a reviewer wrote.
   *
   * @param commentId the comment
   * @param author the reviewer
   * @param text the words
   * @param writtenAt when
   */
  @Serdeable
  record CommentJson(
      String commentId, @Format(Format.UUID) String author, String text, Instant writtenAt) {}

  /**
   * Something that happened to the concern.
   *
   * @param at when
   * @param actor who did it; none when the stream did
   * @param what happened
   * @param detail the assignee, the resolution or the alert, as a code or id
   * @param text what was written with it
   * @param eventId the review event that tells of it; none when there is none
   */
  @Serdeable
  record TimelineJson(
      Instant at,
      @Format(Format.UUID) @Nullable String actor,
      @Codes(Happening.class) String what,
      @Nullable String detail,
      @Nullable String text,
      @Nullable String eventId) {}

  /**
   * A concern, opened.
   *
   * @param concern its summary
   * @param clientId the client; none if it is about no client
   * @param workerId the worker
   * @param followsConcernId the settled concern of the same group that it follows; none when there
   *     is none
   * @param narrative the concern in plain sentences
   * @param alerts in order of when the accesses happened
   * @param judgements all revisions, in order of access and revision
   * @param comments in the order in which they were written
   * @param timeline what happened to it, in order
   */
  @Serdeable
  record ConcernDetail(
      ConcernSummary concern,
      @Nullable String clientId,
      String workerId,
      @Nullable String followsConcernId,
      NarrativeJson narrative,
      List<AlertJson> alerts,
      List<JudgementJson> judgements,
      List<CommentJson> comments,
      List<TimelineJson> timeline) {}
}
