package org.casenotesaudit.serviceframe.idempotency;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Within which an Idempotency-Key means one request: the same key elsewhere is another one. */
record KeyScope(String principal, String method, String route, String key) {

  List<String> parts() {
    return List.of(principal, method, route, key);
  }

  /** Two scopes with one lock only make somebody wait; that they differ is for the row to say. */
  long lock() {
    return UUID.nameUUIDFromBytes(String.join("\n", parts()).getBytes(StandardCharsets.UTF_8))
        .getMostSignificantBits();
  }
}
