package org.casenotesaudit.casenotes.reading;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.serviceframe.description.Codes;

/** What a grant opens. It goes to access, and through it to the one worker; it is never kept. */
public sealed interface Content {

  /**
   * A case note.
   *
   * @param noteId the note
   * @param version its latest version
   * @param text the note
   * @param contactAt RFC 3339 time of the contact that the note is about
   */
  @Serdeable
  record Note(String noteId, int version, String text, String contactAt) implements Content {

    @Override
    public String toString() {
      return "Note[" + noteId + "]";
    }
  }

  /**
   * Who a client is.
   *
   * @param givenName given name
   * @param familyName family name
   * @param dateOfBirth date of birth
   */
  @Serdeable
  record Person(String givenName, String familyName, String dateOfBirth) implements Content {

    @Override
    public String toString() {
      return "Person[sealed]";
    }
  }

  /**
   * What a client is called, and nothing more.
   *
   * @param givenName given name
   * @param familyName family name
   */
  @Serdeable
  record Name(String givenName, String familyName) implements Content {

    @Override
    public String toString() {
      return "Name[sealed]";
    }
  }

  /**
   * What a case holds, without content: each note and recording is a reading of its own.
   *
   * @param caseId the case
   * @param teamId the team that has it
   * @param openedAt when it was opened, the last time
   * @param closedAt when it was closed; none while it is open
   * @param notes in order of their contacts
   * @param media in the order in which they were captured
   */
  @Serdeable
  record CaseFile(
      String caseId,
      String teamId,
      String openedAt,
      @Nullable String closedAt,
      List<NoteEntry> notes,
      List<MediaEntry> media)
      implements Content {}

  /**
   * A note of a case.
   *
   * @param noteId the note
   * @param version its latest version
   * @param contactAt when the contact was that it is about
   */
  @Serdeable
  record NoteEntry(String noteId, int version, String contactAt) {}

  /**
   * A recording of a case.
   *
   * @param mediaId the recording
   * @param mediaKind what it is
   * @param mediaType its type, for instance image/jpeg
   * @param sizeBytes its size
   * @param capturedAt when it was captured
   */
  @Serdeable
  record MediaEntry(
      String mediaId,
      @Codes(MediaKind.class) String mediaKind,
      String mediaType,
      long sizeBytes,
      String capturedAt) {}
}
