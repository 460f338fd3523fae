package org.casenotesaudit.confidentiality.topology;

import java.time.Instant;
import org.casenotesaudit.confidentiality.topology.ClientFiles.Cleared;
import org.casenotesaudit.confidentiality.topology.Tally.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Goes through all client files, once for each day that time has moved on, and lets go of acts that
 * lie past the horizon: step by step, and never while acts are still to be judged again, for these
 * look back. A restart begins the day's round anew.
 */
final class Clearing {

  private final ClientFiles files;
  private final Rejudging rejudging;
  private final Sequence sequence;
  private final Collaborators collaborators;
  private @Nullable Round round;

  /** A round: everything recorded until that day was read; it goes on from that key. */
  private record Round(long day, byte[] from) {}

  Clearing(ClientFiles files, Rejudging rejudging, Sequence sequence, Collaborators collaborators) {
    this.files = files;
    this.rejudging = rejudging;
    this.sequence = sequence;
    this.collaborators = collaborators;
  }

  void goOn() {
    long today = sequence.closedDay();
    if ((round == null && today <= sequence.clearedDay()) || rejudging.isUnfinished()) {
      return;
    }
    Round now = round == null ? new Round(today, new byte[0]) : round;
    Instant closedUntil = Sequence.startOf(now.day());
    int left = collaborators.bounds().judgedPerStep();
    byte[] from = now.from();
    while (from != null && left > 0) {
      Cleared cleared = files.clear(from, closedUntil, left);
      for (int act = 0; act < cleared.acts(); act++) {
        collaborators.tally().count(Kind.DEPARTED);
      }
      left -= 1 + cleared.acts();
      from = cleared.next();
    }
    if (from == null) {
      sequence.cleared(now.day());
      round = null;
    } else {
      round = new Round(now.day(), from);
    }
  }
}
