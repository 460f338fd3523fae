package org.casenotesaudit.alerts.http;

import java.util.List;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernNarrative;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.Narrative;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.http.ConcernBodies.AlertJson;
import org.casenotesaudit.alerts.http.ConcernBodies.AnswerJson;
import org.casenotesaudit.alerts.http.ConcernBodies.CommentJson;
import org.casenotesaudit.alerts.http.ConcernBodies.ConcernDetail;
import org.casenotesaudit.alerts.http.ConcernBodies.ConcernList;
import org.casenotesaudit.alerts.http.ConcernBodies.ConcernSummary;
import org.casenotesaudit.alerts.http.ConcernBodies.GroundJson;
import org.casenotesaudit.alerts.http.ConcernBodies.JudgementJson;
import org.casenotesaudit.alerts.http.ConcernBodies.NarrativeJson;
import org.casenotesaudit.alerts.http.ConcernBodies.TimelineJson;
import org.casenotesaudit.alerts.http.ReviewBodies.ReasonJson;
import org.casenotesaudit.alerts.http.ReviewBodies.ReasonsAnswer;
import org.casenotesaudit.alerts.neighbours.NeighbourCalls.StatedReason;
import org.casenotesaudit.alerts.review.ConcernFile;
import org.casenotesaudit.alerts.store.ConcernRecord;
import org.casenotesaudit.alerts.store.QueuePage;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Concerns in the messages of the REST edge ({@link ConcernBodies}), and ids out of its paths. */
public final class ConcernJson {

  private ConcernJson() {}

  /** An id that is none is an unknown one: nothing tells them apart. */
  public static ConcernId concernId(String text) {
    return CanonicalUuid.parse(text).map(ConcernId::new).orElseThrow(ProblemException::notFound);
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
        narrative(
            ConcernNarrative.tell(concern, file.members(), file.observed(), file.judgements())),
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
                        ground.access(),
                        ground.withdrawn() != null,
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
