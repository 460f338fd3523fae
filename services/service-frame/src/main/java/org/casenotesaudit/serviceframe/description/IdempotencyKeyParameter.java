package org.casenotesaudit.serviceframe.description;

import java.util.Map;
import org.casenotesaudit.serviceframe.idempotency.Idempotency;

/** The header Idempotency-Key, once for all operations that take it. */
final class IdempotencyKeyParameter {

  private static final String NAME = "IdempotencyKey";

  private IdempotencyKeyParameter() {}

  static Map<String, Object> reference() {
    return Nodes.reference("#/components/parameters/" + NAME);
  }

  static Map<String, Object> asComponent() {
    Map<String, Object> schema = Nodes.of("type", "string");
    schema.put("minLength", 1);
    schema.put("maxLength", Idempotency.KEY_LENGTH_MAX);
    schema.put("example", "7f9c2ba4-0b6e-4d6b-9a43-8f2a1f0c9d11");
    Map<String, Object> header = Nodes.of("name", Idempotency.HEADER, "in", "header");
    header.put(
        "description",
        "Any text that the caller gives this one request: sent again with the same key and body"
            + " within a day, it is not carried out again and has the answer of the first time.");
    header.put("schema", schema);
    return Nodes.of(NAME, header);
  }
}
