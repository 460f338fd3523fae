package org.casenotesaudit.casenotes.deciding;

import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.events.AuthorityKind;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.MediaUse;

/**
 * What allows media of a client to be made or used, or the refusal of it.
 *
 * @param kind on what the authority rests
 * @param refused true when it was asked for and refused
 * @param mediaKinds the media covered
 * @param uses the uses covered
 * @param mediaIds the single recordings covered; empty for all of the media covered
 * @param period when it holds, cut short by a withdrawal
 */
public record MediaAuthority(
    AuthorityKind kind,
    boolean refused,
    Set<MediaKind> mediaKinds,
    Set<MediaUse> uses,
    Set<UUID> mediaIds,
    Period period) {

  public MediaAuthority {
    mediaKinds = Set.copyOf(mediaKinds);
    uses = Set.copyOf(uses);
    mediaIds = Set.copyOf(mediaIds);
  }

  /** Whether it speaks about making this recording, whatever it says. */
  boolean concernsCaptureOf(Recording recording) {
    return uses.contains(MediaUse.CAPTURE)
        && mediaKinds.contains(recording.kind())
        && (mediaIds.isEmpty() || mediaIds.contains(recording.mediaId()))
        // One that names the recording itself may be recorded after it was made.
        && (mediaIds.contains(recording.mediaId()) || period.contains(recording.capturedAt()));
  }

  /** Consent is somebody's to give; an order, a duty or an emergency is not undone by a refusal. */
  boolean restsOnConsent() {
    return switch (kind) {
      case OWN_CONSENT, CONSENT_FOR_CHILD, ATTORNEY_OR_DEPUTY -> true;
      case BEST_INTERESTS, COURT_ORDER, STATUTORY_DUTY, LEGAL_HOLD, EMERGENCY, UNKNOWN -> false;
    };
  }
}
