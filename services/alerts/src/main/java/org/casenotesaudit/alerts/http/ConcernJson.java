package org.casenotesaudit.alerts.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernNarrative;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.Narrative;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls.StatedReason;
import org.casenotesaudit.alerts.review.ConcernFile;
import org.casenotesaudit.alerts.store.ConcernRecord;
import org.casenotesaudit.alerts.store.QueuePage;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** The JSON of the REST edge. Lists carry references; only an opened concern carries ids. */
public final class ConcernJson {

  @Serdeable
  record ConcernSummary(
      String concernId,
      String reference,
      String status,
      String kind,
      String severity,
      int score,
      List<String> ruleIds,
      @Nullable String clientRef,
      String workerRef,
      int alertCount,
      int withdrawnCount,
      Instant firstAt,
      Instant lastAt,
      Instant openedAt,
      @Nullable String assignee,
      @Nullable String resolution) {}

  @Serdeable
  record ConcernList(List<ConcernSummary> concerns, long matching, @Nullable String nextCursor) {}

  @Serdeable
  record ReasonJson(
      String reasonCode, String reason, Instant statedAt, Instant validUntil, String accessId) {}

  @Serdeable
  record ReasonsAnswer(List<ReasonJson> reasons) {}

  @Serdeable
  record AlertJson(
      String alertId,
      String accessId,
      String ruleId,
      String severity,
      int score,
      boolean attributable,
      boolean withdrawn,
      List<String> reasons,
      List<String> factEventIds,
      String recordKind,
      String action,
      Instant accessAt,
      Instant raisedAt,
      String eventId,
      String judgementEventId) {}

  @Serdeable
  record GroundJson(
      String ruleId,
      String title,
      String meaning,
      List<String> reasons,
      String basis,
      boolean withdrawn) {}

  @Serdeable
  record NarrativeJson(
      String heading,
      List<String> whatHappened,
      List<GroundJson> whyFlagged,
      List<String> asKnown,
      List<String> asItWas,
      List<String> whatItMeans) {}

  @Serdeable
  record AnswerJson(String verdict, List<String> explanations, List<String> concerns) {}

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

  @Serdeable
  record CommentJson(String commentId, String author, String text, Instant writtenAt) {}

  @Serdeable
  record TimelineJson(
      Instant at,
      @Nullable String actor,
      String what,
      @Nullable String detail,
      @Nullable String text,
      @Nullable String eventId) {}

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

  /**
   * To whom a concern goes.
   *
   * @param assigneeId a worker id, or an explicit null for nobody; never left out, because an empty
   *     body is more likely a mistake than a wish to take a concern from somebody
   */
  @Serdeable
  record AssignRequest(@JsonProperty(required = true) @Nullable String assigneeId) {}

  @Serdeable
  record CommentRequest(@Nullable String text) {}

  @Serdeable
  record Commented(String commentId) {}

  @Serdeable
  record ResolveRequest(@Nullable String resolution, @Nullable String text) {}

  @Serdeable
  record NameAnswer(String givenName, String familyName, String accessId) {}

  private ConcernJson() {}

  /** An id that is none is an unknown one: nothing tells them apart. */
  public static ConcernId concernId(String text) {
    try {
      return new ConcernId(UUID.fromString(text));
    } catch (IllegalArgumentException noUuid) {
      throw ProblemException.notFound();
    }
  }

  static ConcernList list(QueuePage page) {
    return new ConcernList(
        page.concerns().stream().map(ConcernJson::summary).toList(),
        page.matching(),
        page.nextCursor());
  }

  static ConcernSummary summary(Concern concern) {
    return new ConcernSummary(
        concern.id().toString(),
        Reference.of(concern.id()),
        concern.status().code(),
        concern.kind().name(),
        concern.severity().name(),
        concern.score(),
        concern.ruleIds(),
        concern.client() == null ? null : Reference.of(concern.client()),
        Reference.of(concern.worker()),
        concern.alertCount(),
        concern.withdrawnCount(),
        concern.firstAt(),
        concern.lastAt(),
        concern.openedAt(),
        value(concern.assignee()),
        concern.resolution() == null ? null : concern.resolution().name());
  }

  static ConcernDetail detail(ConcernFile file) {
    Concern concern = file.concern();
    return new ConcernDetail(
        summary(concern),
        concern.client() == null ? null : concern.client().value(),
        concern.worker().value(),
        concern.follows() == null ? null : concern.follows().toString(),
        narrative(ConcernNarrative.tell(concern, file.members(), file.judgements())),
        file.members().stream().map(ConcernJson::alert).toList(),
        file.judgements().stream().map(ConcernJson::judgement).toList(),
        file.comments().stream().map(ConcernJson::comment).toList(),
        file.history().stream().map(ConcernJson::timeline).toList());
  }

  private static NarrativeJson narrative(Narrative told) {
    return new NarrativeJson(
        told.heading(),
        told.whatHappened(),
        told.whyFlagged().stream()
            .map(
                ground ->
                    new GroundJson(
                        ground.ruleId(),
                        ground.title(),
                        ground.meaning(),
                        ground.reasons(),
                        ground.basis(),
                        ground.withdrawn()))
            .toList(),
        told.asKnown(),
        told.asItWas(),
        told.whatItMeans());
  }

  private static AlertJson alert(Member member) {
    Alert alert = member.alert();
    return new AlertJson(
        alert.alertId(),
        alert.accessId(),
        alert.ruleId(),
        alert.severity().name(),
        alert.score(),
        alert.attributable(),
        member.withdrawn(),
        alert.reasons(),
        alert.factEventIds(),
        alert.recordKind().name(),
        alert.action().name(),
        alert.accessAt(),
        alert.raisedAt(),
        alert.eventId(),
        alert.judgementEventId());
  }

  private static JudgementJson judgement(JudgementRevision revision) {
    return new JudgementJson(
        revision.eventId(),
        revision.accessId(),
        revision.revision(),
        revision.judgedAt(),
        answer(revision.known()),
        answer(revision.later()),
        revision.missingFacts(),
        revision.packDigest(),
        revision.triggeredByEventId());
  }

  private static AnswerJson answer(JudgementRevision.Answer answer) {
    return new AnswerJson(answer.verdict().name(), answer.explanations(), answer.concerns());
  }

  private static CommentJson comment(ConcernRecord.Comment comment) {
    return new CommentJson(
        comment.commentId().toString(),
        comment.author().value(),
        comment.words(),
        comment.writtenAt());
  }

  private static TimelineJson timeline(ConcernRecord.HistoryEntry entry) {
    return new TimelineJson(
        entry.at(),
        value(entry.actor()),
        entry.what().name(),
        entry.detail(),
        entry.words(),
        entry.eventId());
  }

  private static @Nullable String value(@Nullable WorkerId worker) {
    return worker == null ? null : worker.value();
  }

  static ReasonsAnswer reasons(List<StatedReason> stated) {
    return new ReasonsAnswer(
        stated.stream()
            .map(
                one ->
                    new ReasonJson(
                        one.reasonCode(),
                        one.reason(),
                        one.statedAt(),
                        one.validUntil(),
                        one.accessId()))
            .toList());
  }
}
