package org.casenotesaudit.casenotes.media;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.casenotes.changes.ClientChanges;
import org.casenotesaudit.casenotes.changes.OpenChange;
import org.casenotesaudit.casenotes.records.CaseRow;
import org.casenotesaudit.casenotes.records.CaseRows;
import org.casenotesaudit.casenotes.records.MediaRow;
import org.casenotesaudit.casenotes.records.MediaRows;
import org.casenotesaudit.casenotes.records.MediaSubjectRow;
import org.casenotesaudit.casenotes.records.MediaSubjectRows;
import org.casenotesaudit.events.MediaCaptured;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.messaging.IdSource;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;

/** Makes an upload a recording of a case, about one or more clients. */
@Singleton
public class MediaWork {

  /**
   * Stands as the case in the events of clients who are in a recording that another client's case
   * holds: the nil UUID (RFC 9562, 5.9), since the field has to hold something and no client's
   * history tells of another client's case.
   */
  private static final UUID NO_CASE_OF_THEIRS = new UUID(0, 0);

  private final ClientChanges changes;
  private final CaseRows cases;
  private final MediaRows media;
  private final MediaSubjectRows subjects;
  private final ChunkStore chunks;
  private final IdSource ids;

  MediaWork(
      ClientChanges changes,
      CaseRows cases,
      MediaRows media,
      MediaSubjectRows subjects,
      ChunkStore chunks,
      IdSource ids) {
    this.changes = changes;
    this.cases = cases;
    this.media = media;
    this.subjects = subjects;
    this.chunks = chunks;
    this.ids = ids;
  }

  /**
   * Who is seen or heard.
   *
   * @param clientIds clients; empty for the client of the case alone
   * @param nonClients how many known others
   * @param unidentified how many not identified yet
   */
  public record Subjects(List<UUID> clientIds, int nonClients, int unidentified) {}

  /** What the uploader says about the recording. */
  public record NewMedia(UUID caseId, MediaKind kind, Instant capturedAt, Subjects subjects) {}

  /**
   * Asked before the file is taken in, so that nobody uploads for nothing.
   *
   * @throws ProblemException 404 if the case or a subject is unknown or closed to the caller, 400
   *     if the client of the case is not among the subjects
   */
  public void requireOpenTo(Caller caller, NewMedia wanted) {
    clientsOf(caller, wanted, holderOf(wanted))
        .forEach(clientId -> changes.requireOpenTo(caller, clientId));
  }

  /** One event for each client; several are joined by the id of the act. */
  public UUID capture(Caller caller, NewMedia wanted, Upload upload) {
    UUID holder = holderOf(wanted);
    // Everybody locks in the same order, or two group photos could wait for each other.
    List<OpenChange> opened =
        clientsOf(caller, wanted, holder).stream()
            .sorted()
            .map(clientId -> changes.open(caller, clientId))
            .toList();
    requireComplete(upload);
    UUID actId = ids.next();
    OpenChange first = opened.getFirst();
    media.save(rowOf(wanted, upload, actId, first));
    MediaCaptured.Builder event = eventOf(wanted, upload, opened.size());
    for (OpenChange change : opened) {
      boolean holds = change.clientId().equals(holder);
      subjects.save(new MediaSubjectRow(ids.next(), upload.mediaId(), change.clientId()));
      change.publish(
          event
              .setEnvelope(change.envelope(opened.size() > 1 ? actId : null))
              .setCaseId((holds ? wanted.caseId() : NO_CASE_OF_THEIRS).toString())
              .build());
    }
    return upload.mediaId();
  }

  /** The client whose case holds the recording. */
  private UUID holderOf(NewMedia wanted) {
    return cases
        .findById(wanted.caseId())
        .map(CaseRow::clientId)
        .orElseThrow(ProblemException::notFoundOnRecord);
  }

  private List<UUID> clientsOf(Caller caller, NewMedia wanted, UUID holder) {
    // Before the subjects are looked at: a case that is closed to the caller must not answer
    // otherwise than one that does not exist.
    changes.requireOpenTo(caller, holder);
    List<UUID> clientIds = wanted.subjects().clientIds();
    if (clientIds.isEmpty()) {
      return List.of(holder);
    }
    if (!clientIds.contains(holder)) {
      throw ProblemException.invalidField(
          "subjects", clientIds.size() + " clients", "the client of the case among them");
    }
    return clientIds;
  }

  /** Chunks of an upload that lasted for days may have been swept. */
  private void requireComplete(Upload upload) {
    if (chunks.count(upload.mediaId()) != upload.chunkCount()) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "upload-incomplete", "The upload took too long. Send it again.");
    }
  }

  private static MediaRow rowOf(NewMedia wanted, Upload upload, UUID actId, OpenChange change) {
    return new MediaRow(
        upload.mediaId(),
        wanted.caseId(),
        actId,
        upload.wrappedKey(),
        wanted.kind().name(),
        upload.mediaType(),
        upload.sizeBytes(),
        wanted.capturedAt(),
        change.actor(),
        change.now(),
        wanted.subjects().nonClients(),
        wanted.subjects().unidentified());
  }

  /** What is the same in the event of each client. */
  private static MediaCaptured.Builder eventOf(NewMedia wanted, Upload upload, int clients) {
    Subjects subjects = wanted.subjects();
    return MediaCaptured.newBuilder()
        .setMediaId(upload.mediaId().toString())
        .setMediaKind(wanted.kind())
        .setMediaType(upload.mediaType())
        .setSizeBytes(upload.sizeBytes())
        .setCapturedAt(wanted.capturedAt())
        .setSubjectCount(clients + subjects.nonClients() + subjects.unidentified())
        .setUnidentifiedSubjectCount(subjects.unidentified());
  }
}
