package org.casenotesaudit.messaging;

import java.util.UUID;

/** Where new ids come from. Injected, so that a test can say which ids there will be. */
@FunctionalInterface
public interface IdSource {

  /** A fresh id; never the same twice. */
  UUID next();
}
