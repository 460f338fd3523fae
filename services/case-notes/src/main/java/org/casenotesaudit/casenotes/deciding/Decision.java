package org.casenotesaudit.casenotes.deciding;

import java.util.List;
import org.casenotesaudit.events.RefusalReason;

/** The answer to a wish to read. Whether a permitted reading was right is judged elsewhere. */
public sealed interface Decision {

  /** The record may be opened, once. */
  record Permitted() implements Decision {}

  /**
   * The record may not be opened.
   *
   * @param about the subjects in whose histories this belongs: those who are the ground of it, and
   *     all of them where the ground is the reader's own. Nobody's history tells of another client.
   */
  record Refused(RefusalReason reason, List<ClientId> about) implements Decision {

    public Refused {
      about = List.copyOf(about);
    }
  }

  /**
   * The record may be opened once the reader has stated an emergency and its reason.
   *
   * @param about the subjects on whose account it is asked for
   */
  record BreakGlassRequired(List<ClientId> about) implements Decision {

    public BreakGlassRequired {
      about = List.copyOf(about);
    }
  }
}
