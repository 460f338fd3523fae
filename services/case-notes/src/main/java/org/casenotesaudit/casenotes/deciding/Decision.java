package org.casenotesaudit.casenotes.deciding;

import org.casenotesaudit.events.RefusalReason;

/** The answer to a wish to read. Whether a permitted reading was right is judged elsewhere. */
public sealed interface Decision {

  /** The record may be opened, once. */
  record Permitted() implements Decision {}

  /** The record may not be opened. */
  record Refused(RefusalReason reason) implements Decision {}

  /** The record may be opened once the reader has stated an emergency and its reason. */
  record BreakGlassRequired() implements Decision {}
}
