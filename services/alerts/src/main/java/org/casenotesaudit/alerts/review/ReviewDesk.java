package org.casenotesaudit.alerts.review;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.alerts.concern.Alert;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.ConcernId;
import org.casenotesaudit.alerts.concern.ConcernStatus;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.OwnConcern;
import org.casenotesaudit.alerts.concern.ReviewProcess;
import org.casenotesaudit.alerts.concern.ReviewProcess.Outcome;
import org.casenotesaudit.alerts.concern.ReviewStep;
import org.casenotesaudit.alerts.concern.RuleFamily;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.alerts.store.ConcernQueries;
import org.casenotesaudit.alerts.store.ConcernRecord;
import org.casenotesaudit.alerts.store.ConcernRecord.Happening;
import org.casenotesaudit.alerts.store.ConcernRecord.HistoryEntry;
import org.casenotesaudit.alerts.store.ConcernSteps;
import org.casenotesaudit.alerts.store.Database;
import org.casenotesaudit.alerts.store.Directory;
import org.casenotesaudit.events.ConcernAssigned;
import org.casenotesaudit.events.ConcernCommented;
import org.casenotesaudit.events.ConcernReopened;
import org.casenotesaudit.events.ConcernResolved;
import org.casenotesaudit.events.ConcernViewed;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.messaging.outbox.Outbox;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer can do with one concern. Each look at a concern and each step on it commits
 * together with its review event, before the answer leaves: what cannot be recorded is not shown
 * and not done.
 */
@Singleton
public class ReviewDesk {

  private final Database database;
  private final Outbox outbox;
  private final InstantSource clock;
  private final Viewers viewers;
  private final IdSource ids;

  ReviewDesk(Database database, Outbox outbox, InstantSource clock, IdSource ids, Viewers viewers) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
    this.ids = ids;
    this.viewers = viewers;
  }

  /** Opens a concern: everything in it, and the event that says who looked. */
  public ConcernFile open(WorkerId viewer, ConcernId id) {
    return view(viewer, id, Happening.VIEWED);
  }

  /**
   * Records that the client's name is about to be shown to the viewer. The caller has asked access,
   * which recorded its own event.
   */
  public ConcernFile nameShown(WorkerId viewer, ConcernId id) {
    return view(viewer, id, Happening.NAME_SHOWN);
  }

  /** Records, in the same way, that the words with which glass was broken are about to be shown. */
  public ConcernFile reasonShown(WorkerId viewer, ConcernId id) {
    return view(viewer, id, Happening.REASON_SHOWN);
  }

  /**
   * Accesses in a concern, if the viewer may see it, for which glass was broken; shows nothing of
   * it yet, so records nothing.
   */
  public List<String> accessesBehindGlass(WorkerId viewer, ConcernId id) {
    return database.transaction(
        connection -> {
          require(viewer, id);
          return ConcernRecord.members(connection, id).stream()
              .map(Member::alert)
              .filter(alert -> RuleFamily.of(alert.ruleId()) == RuleFamily.BREAK_GLASS)
              .map(Alert::accessId)
              .distinct()
              .toList();
        });
  }

  /** The concern, if the viewer may see it; shows nothing of it yet, so records nothing. */
  public Concern require(WorkerId viewer, ConcernId id) {
    return database.transaction(
        connection ->
            ConcernQueries.find(connection, viewers.of(connection, viewer), id)
                .orElseThrow(ProblemException::notFound));
  }

  /**
   * That this event is one of the concern, and that the viewer may see the concern: an event that
   * is not answers like a concern that is not.
   */
  public void requireEventOf(WorkerId viewer, ConcernId id, String eventId) {
    database.transaction(
        connection -> {
          require(viewer, id);
          if (!ConcernRecord.tellsOf(connection, id, eventId)) {
            throw ProblemException.notFound();
          }
          return eventId;
        });
  }

  private ConcernFile view(WorkerId viewer, ConcernId id, Happening shown) {
    return database.transaction(
        connection -> {
          Concern concern = held(connection, viewer, id);
          List<Member> members = ConcernRecord.members(connection, id);
          Envelope envelope = envelope(viewer, concern);
          record(
              connection,
              concern,
              viewer,
              shown,
              null,
              null,
              ConcernViewed.newBuilder()
                  .setEnvelope(envelope)
                  .setConcernId(id.toString())
                  .setAlertIds(alertIds(members))
                  .setNameShown(shown == Happening.NAME_SHOWN)
                  .setReasonShown(shown == Happening.REASON_SHOWN)
                  .build(),
              envelope);
          List<String> accesses = members.stream().map(m -> m.alert().accessId()).toList();
          return new ConcernFile(
              concern,
              members,
              ConcernRecord.observed(connection, accesses),
              ConcernRecord.judgements(connection, accesses),
              ConcernRecord.comments(connection, id),
              ConcernRecord.history(connection, id));
        });
  }

  /** Gives a concern to a reviewer who may see it, or to nobody. */
  public Concern assign(WorkerId actor, ConcernId id, @Nullable WorkerId assignee) {
    return database.transaction(
        connection -> {
          Concern concern = held(connection, actor, id);
          ConcernStatus status = decided(concern, new ReviewStep.Assign(assignee));
          if (assignee != null) {
            requireReviewer(connection, actor, assignee, concern);
          }
          ConcernSteps.assign(connection, id, status, assignee);
          Envelope envelope = envelope(actor, concern);
          record(
              connection,
              concern,
              actor,
              Happening.ASSIGNED,
              assignee == null ? null : assignee.value(),
              null,
              ConcernAssigned.newBuilder()
                  .setEnvelope(envelope)
                  .setConcernId(id.toString())
                  .setAssigneeId(assignee == null ? null : assignee.value())
                  .build(),
              envelope);
          return held(connection, actor, id);
        });
  }

  /** Whoever acts has shown their role at the door; of others the worker file must say it. */
  private void requireReviewer(
      Connection connection, WorkerId actor, WorkerId assignee, Concern concern)
      throws SQLException {
    if (!assignee.equals(actor) && !Directory.mayReview(connection, assignee, clock.instant())) {
      throw new ProblemException(
          HttpStatus.UNPROCESSABLE_ENTITY,
          "not-a-reviewer",
          "assigneeId: \""
              + assignee.value()
              + "\" (expected: a worker who is compliance-officer or privacy-lead now)");
    }
    if (!OwnConcern.permits(viewers.of(connection, assignee), concern.subject())) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "assignee-not-permitted",
          "assigneeId: a worker who may not see this concern (expected: one who may)");
    }
  }

  /** Adds words to a concern; they stay here, the event says only that there are some. */
  public UUID comment(WorkerId actor, ConcernId id, String words) {
    return database.transaction(
        connection -> {
          Concern concern = held(connection, actor, id);
          decided(concern, new ReviewStep.Comment(words));
          UUID commentId = ids.next();
          ConcernSteps.comment(connection, id, commentId, actor, words.strip(), now());
          Envelope envelope = envelope(actor, concern);
          record(
              connection,
              concern,
              actor,
              Happening.COMMENTED,
              commentId.toString(),
              null,
              ConcernCommented.newBuilder()
                  .setEnvelope(envelope)
                  .setConcernId(id.toString())
                  .setCommentId(commentId.toString())
                  .build(),
              envelope);
          return commentId;
        });
  }

  /** Settles a concern. */
  public Concern resolve(WorkerId actor, ConcernId id, ReviewStep.Resolve resolve) {
    return database.transaction(
        connection -> {
          Concern concern = held(connection, actor, id);
          decided(concern, resolve);
          ConcernSteps.resolve(connection, id, resolve.resolution());
          Envelope envelope = envelope(actor, concern);
          record(
              connection,
              concern,
              actor,
              Happening.RESOLVED,
              resolve.resolution().name(),
              resolve.words().isBlank() ? null : resolve.words().strip(),
              ConcernResolved.newBuilder()
                  .setEnvelope(envelope)
                  .setConcernId(id.toString())
                  .setResolution(resolve.resolution())
                  .setAlertIds(settled(ConcernRecord.members(connection, id)))
                  .build(),
              envelope);
          return held(connection, actor, id);
        });
  }

  /** Takes a settled concern up again; why stays here, the event says only that. */
  public Concern reopen(WorkerId actor, ConcernId id, ReviewStep.Reopen reopen) {
    return database.transaction(
        connection -> {
          Concern concern = held(connection, actor, id);
          decided(concern, reopen);
          ConcernSteps.reopen(connection, id);
          Envelope envelope = envelope(actor, concern);
          record(
              connection,
              concern,
              actor,
              Happening.REOPENED,
              null,
              reopen.words().strip(),
              ConcernReopened.newBuilder()
                  .setEnvelope(envelope)
                  .setConcernId(id.toString())
                  .build(),
              envelope);
          return held(connection, actor, id);
        });
  }

  private Concern held(Connection connection, WorkerId viewer, ConcernId id) throws SQLException {
    Optional<Concern> found =
        ConcernQueries.findForStep(connection, viewers.of(connection, viewer), id);
    return found.orElseThrow(ProblemException::notFound);
  }

  private static ConcernStatus decided(Concern concern, ReviewStep step) {
    return switch (ReviewProcess.next(concern.status(), step)) {
      case Outcome.Now now -> now.status();
      case Outcome.Refused refused ->
          throw new ProblemException(
              refused.code().startsWith("invalid-") ? HttpStatus.BAD_REQUEST : HttpStatus.CONFLICT,
              refused.code(),
              refused.detail());
      case Outcome.NewConcern ignored ->
          throw new IllegalStateException("a reviewer's step never opens another concern");
    };
  }

  private Envelope envelope(WorkerId actor, Concern concern) {
    return outbox.envelope(
        actor.value(), concern.client() == null ? null : concern.client().value());
  }

  private void record(
      Connection connection,
      Concern concern,
      WorkerId actor,
      Happening what,
      @Nullable String detail,
      @Nullable String words,
      SpecificRecord event,
      Envelope envelope)
      throws SQLException {
    // Events about one client leave in the order of commit.
    Database.lockSubject(connection, Topics.REVIEWS.keyFor(envelope));
    ConcernRecord.happened(
        connection,
        concern.id(),
        new HistoryEntry(
            envelope.getOccurredAt(), actor, what, detail, words, envelope.getEventId()));
    outbox.append(connection, Topics.REVIEWS, event);
  }

  /** What is decided about conduct says nothing of an alert that moved to mending, nor back. */
  private static List<String> settled(List<Member> members) {
    return alertIds(members.stream().filter(member -> !member.moved()).toList());
  }

  private static List<String> alertIds(List<Member> members) {
    return members.stream().map(member -> member.alert().alertId()).toList();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
