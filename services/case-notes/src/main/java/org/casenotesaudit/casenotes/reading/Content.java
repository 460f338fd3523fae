package org.casenotesaudit.casenotes.reading;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/** What a grant opens. It goes to access, and through it to the one worker; it is never kept. */
public sealed interface Content {

  /**
   * A case note.
   *
   * @param version its latest version
   * @param contactAt RFC 3339 time of the contact that the note is about
   */
  @Serdeable
  record Note(String noteId, int version, String text, String contactAt) implements Content {

    @Override
    public String toString() {
      return "Note[" + noteId + "]";
    }
  }

  /** Who a client is. */
  @Serdeable
  record Person(String givenName, String familyName, String dateOfBirth) implements Content {

    @Override
    public String toString() {
      return "Person[sealed]";
    }
  }

  /** What a client is called, and nothing more. */
  @Serdeable
  record Name(String givenName, String familyName) implements Content {

    @Override
    public String toString() {
      return "Name[sealed]";
    }
  }

  /** What a case holds, without content: each note and recording is a reading of its own. */
  @Serdeable
  record CaseFile(
      String caseId,
      String teamId,
      String openedAt,
      @Nullable String closedAt,
      List<NoteEntry> notes,
      List<MediaEntry> media)
      implements Content {}

  @Serdeable
  record NoteEntry(String noteId, int version, String contactAt) {}

  @Serdeable
  record MediaEntry(
      String mediaId, String mediaKind, String mediaType, long sizeBytes, String capturedAt) {}
}
