package org.casenotesaudit.rules.facts;

import java.util.Set;

/**
 * What an authority for media covers.
 *
 * @param media media kinds; empty only where single recordings are named
 * @param uses what may be done; never empty for an authority that allows anything
 * @param purposes empty: every purpose
 * @param recordings empty: all recordings of the covered media
 * @param audience teams; empty: the agency
 */
public record AuthorityScope(
    Set<RecordKind> media,
    Set<MediaUse> uses,
    Set<Purpose> purposes,
    Set<RecordId> recordings,
    Set<TeamId> audience) {

  public AuthorityScope {
    media = Set.copyOf(media);
    uses = Set.copyOf(uses);
    purposes = Set.copyOf(purposes);
    recordings = Set.copyOf(recordings);
    audience = Set.copyOf(audience);
  }

  /** Whether this recording, used this way by these teams, lies in scope, whatever the purpose. */
  public boolean covers(Target target, MediaUse use, Set<TeamId> teams) {
    boolean heard = audience.isEmpty() || teams.stream().anyMatch(audience::contains);
    return heard && covers(target, use);
  }

  /** The same where nobody looked yet: a recording was made. */
  public boolean covers(Target target, MediaUse use) {
    boolean medium = media.contains(target.kind()) || (media.isEmpty() && !recordings.isEmpty());
    boolean recording =
        recordings.isEmpty() || target.record().map(recordings::contains).orElse(false);
    return medium && recording && uses.contains(use);
  }
}
