package org.casenotesaudit.casenotes.deciding;

import java.time.Instant;
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
 * @param period when it holds, cut short when a withdrawal was recorded: until then nobody could
 *     know of it, whenever it was said to have been made
 * @param recordedAt when it was put on record
 */
public record MediaAuthority(
    AuthorityKind kind,
    boolean refused,
    Set<MediaKind> mediaKinds,
    Set<MediaUse> uses,
    Set<UUID> mediaIds,
    Period period,
    Instant recordedAt) {

  public MediaAuthority {
    mediaKinds = Set.copyOf(mediaKinds);
    uses = Set.copyOf(uses);
    mediaIds = Set.copyOf(mediaIds);
  }

  /**
   * Whether it speaks about making this recording, whatever it says. What names the recording may
   * be recorded after it was made, and speaks as long as it holds.
   */
  boolean concernsCaptureOf(Recording recording, Instant now) {
    return uses.contains(MediaUse.CAPTURE)
        && mediaKinds.contains(recording.kind())
        && (mediaIds.isEmpty() || names(recording))
        && (period.contains(recording.capturedAt()) || (names(recording) && period.contains(now)));
  }

  boolean names(Recording recording) {
    return mediaIds.contains(recording.mediaId());
  }

  /**
   * Whether a refusal stands against this authority. A competent person's consent and refusal are
   * theirs: what another says for them never silently overrides either. Of two answers of one side
   * the later one is a change of mind. The same rule as judging has in {@code services/rules},
   * {@code MediaAuthorities}.
   */
  boolean yieldsTo(MediaAuthority refusal) {
    boolean changedSince = recordedAt.isAfter(refusal.recordedAt);
    return switch (kind) {
      case CONSENT_FOR_CHILD, ATTORNEY_OR_DEPUTY -> !refusal.isForAnother() || !changedSince;
      case OWN_CONSENT, UNKNOWN -> !refusal.isForAnother() && !changedSince;
      case BEST_INTERESTS, COURT_ORDER, STATUTORY_DUTY, LEGAL_HOLD, EMERGENCY -> false;
    };
  }

  private boolean isForAnother() {
    return kind == AuthorityKind.CONSENT_FOR_CHILD || kind == AuthorityKind.ATTORNEY_OR_DEPUTY;
  }

  /** Consent is somebody's to give for themselves or their ward, and says nothing for others. */
  boolean restsOnConsent() {
    return switch (kind) {
      case OWN_CONSENT, CONSENT_FOR_CHILD, ATTORNEY_OR_DEPUTY, UNKNOWN -> true;
      case BEST_INTERESTS, COURT_ORDER, STATUTORY_DUTY, LEGAL_HOLD, EMERGENCY -> false;
    };
  }
}
