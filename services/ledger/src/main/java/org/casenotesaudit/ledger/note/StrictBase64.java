package org.casenotesaudit.ledger.note;

import java.util.Base64;
import java.util.Optional;

/** Standard base64 in its one spelling: padded, no loose bits, no line breaks. */
final class StrictBase64 {
  private StrictBase64() {}

  static Optional<byte[]> decode(String text) {
    try {
      var bytes = Base64.getDecoder().decode(text);
      return Base64.getEncoder().encodeToString(bytes).equals(text)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
