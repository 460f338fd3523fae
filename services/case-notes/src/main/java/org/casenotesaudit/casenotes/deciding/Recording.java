package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
import java.util.UUID;
import org.casenotesaudit.events.MediaKind;

/**
 * A photo, video or audio recording that somebody wants to see.
 *
 * @param mediaId which one
 * @param kind its medium
 * @param capturedAt when it was made, as its author stated
 * @param author who uploaded it
 * @param unidentifiedSubjects how many people it shows or records whom nobody has identified yet
 */
public record Recording(
    UUID mediaId, MediaKind kind, Instant capturedAt, WorkerId author, int unidentifiedSubjects) {}
