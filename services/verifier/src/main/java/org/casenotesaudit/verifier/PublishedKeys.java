package org.casenotesaudit.verifier;

import java.util.ArrayList;
import java.util.List;
import org.casenotesaudit.ledger.json.Json;
import org.casenotesaudit.ledger.note.VerifierKey;

/** Reads {@code GET /v1/keys}: {@code {"origin": …, "verifierKeys": [key string, …]}}. */
final class PublishedKeys {
  private PublishedKeys() {}

  static List<VerifierKey> parse(byte[] body) {
    if (Json.parse(body) instanceof Json.Object object
        && object.members().get("verifierKeys") instanceof Json.Array array) {
      var keys = new ArrayList<VerifierKey>();
      for (var item : array.items()) {
        if (!(item instanceof Json.Text text)) {
          throw new UsageException("/v1/keys: a key that is no string");
        }
        keys.add(VerifierKey.parse(text.value()));
      }
      return keys;
    }
    throw new UsageException(
        "/v1/keys: another form (expected: {\"origin\", \"verifierKeys\": [...]})");
  }
}
