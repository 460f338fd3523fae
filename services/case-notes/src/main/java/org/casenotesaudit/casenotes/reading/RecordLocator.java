package org.casenotesaudit.casenotes.reading;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.casenotesaudit.casenotes.deciding.DecidingFacts;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.Recording;
import org.casenotesaudit.casenotes.deciding.Subject;
import org.casenotesaudit.casenotes.deciding.WorkerId;
import org.casenotesaudit.casenotes.records.CaseRow;
import org.casenotesaudit.casenotes.records.CaseRows;
import org.casenotesaudit.casenotes.records.ClientRow;
import org.casenotesaudit.casenotes.records.ClientRows;
import org.casenotesaudit.casenotes.records.FactReader;
import org.casenotesaudit.casenotes.records.MediaRow;
import org.casenotesaudit.casenotes.records.MediaRows;
import org.casenotesaudit.casenotes.records.MediaSubjectRow;
import org.casenotesaudit.casenotes.records.MediaSubjectRows;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.RecordKind;
import org.jspecify.annotations.Nullable;

/** Finds a record by kind and id, and gathers the facts on which opening it rests. */
@Singleton
class RecordLocator {

  private final ClientRows clients;
  private final CaseRows cases;
  private final MediaRows media;
  private final MediaSubjectRows mediaSubjects;
  private final FactReader facts;

  RecordLocator(
      ClientRows clients,
      CaseRows cases,
      MediaRows media,
      MediaSubjectRows mediaSubjects,
      FactReader facts) {
    this.clients = clients;
    this.cases = cases;
    this.media = media;
    this.mediaSubjects = mediaSubjects;
    this.facts = facts;
  }

  /** The record, or nothing when there is none of that kind with that id. */
  Optional<Located> locate(ItemKind kind, UUID id) {
    return switch (kind) {
      case CLIENT_IDENTITY, NAME_BEHIND_CONCERN ->
          clients
              .findById(id)
              .map(client -> located(RecordKind.CLIENT_IDENTITY, List.of(client), null, null));
      case CASE_FILE -> cases.findById(id).map(row -> ofCase(RecordKind.CASE_FILE, row));
      case CASE_NOTE -> cases.findByNoteId(id).map(row -> ofCase(RecordKind.CASE_NOTE, row));
      case MEDIA -> media.findById(id).map(this::ofMedia);
    };
  }

  /** How a kind is named in events when there is no such record. */
  static RecordKind kindOfUnknown(ItemKind kind) {
    return switch (kind) {
      case CLIENT_IDENTITY, NAME_BEHIND_CONCERN -> RecordKind.CLIENT_IDENTITY;
      case CASE_FILE -> RecordKind.CASE_FILE;
      case CASE_NOTE -> RecordKind.CASE_NOTE;
      // Nobody knows whether it would be a photo, a video or a voice. UNKNOWN is not for this: it
      // stands for a symbol that a reader is too old to know.
      case MEDIA -> RecordKind.OTHER;
    };
  }

  private Located ofCase(RecordKind kind, CaseRow row) {
    return located(kind, List.of(clientOf(row.clientId())), row, null);
  }

  private Located ofMedia(MediaRow row) {
    CaseRow holding = cases.findById(row.caseId()).orElseThrow();
    Stream<UUID> others =
        mediaSubjects.findByMediaId(row.mediaId()).stream()
            .map(MediaSubjectRow::clientId)
            .filter(clientId -> !clientId.equals(holding.clientId()));
    MediaKind mediaKind = MediaKind.valueOf(row.mediaKind());
    return located(
        recordKindOf(mediaKind),
        Stream.concat(Stream.of(holding.clientId()), others).map(this::clientOf).toList(),
        holding,
        new Recording(
            row.mediaId(),
            mediaKind,
            row.capturedAt(),
            new WorkerId(row.authorId()),
            row.unidentifiedSubjects()));
  }

  /**
   * The version is read with the client, before the facts: a change in between makes the version
   * too old, and the grant worthless, never the other way round.
   */
  private Located located(
      RecordKind kind,
      List<ClientRow> about,
      @Nullable CaseRow holding,
      @Nullable Recording recording) {
    List<Subject> subjects =
        about.stream().map(client -> facts.subject(client, recording)).toList();
    return new Located(
        kind,
        about,
        holding == null ? null : holding.caseId(),
        new DecidingFacts(subjects, recording),
        about.stream().mapToLong(ClientRow::factVersion).sum());
  }

  private ClientRow clientOf(UUID clientId) {
    return clients.findById(clientId).orElseThrow();
  }

  private static RecordKind recordKindOf(MediaKind kind) {
    return switch (kind) {
      case PHOTO -> RecordKind.PHOTO;
      case VIDEO -> RecordKind.VIDEO;
      case AUDIO -> RecordKind.AUDIO;
      case UNKNOWN -> RecordKind.UNKNOWN;
    };
  }
}
