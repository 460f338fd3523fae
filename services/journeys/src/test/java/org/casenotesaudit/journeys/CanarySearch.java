package org.casenotesaudit.journeys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Looks through bytes for {@link Canaries}: as they are, in hexadecimal digits (as databases print
 * bytes) and in either base64 (as ledgers and JSON carry them), wherever it begins to count.
 */
final class CanarySearch {

  private static final int CHUNK_BYTES = 1 << 20;
  private static final int SHOWN_AROUND = 40;

  /** One character for each byte. */
  private static final List<String> FORMS = new ArrayList<>();

  private static final int LONGEST;

  static {
    for (byte[] secret :
        List.of(Canaries.ENDING.getBytes(StandardCharsets.US_ASCII), Canaries.PHOTO)) {
      FORMS.add(new String(secret, StandardCharsets.ISO_8859_1));
      FORMS.add(HexFormat.of().formatHex(secret));
      FORMS.add(HexFormat.of().withUpperCase().formatHex(secret));
      for (var encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
        for (int before = 0; before < 3; before++) {
          FORMS.add(inBase64(secret, before, encoder));
        }
      }
    }
    LONGEST = FORMS.stream().mapToInt(String::length).max().orElseThrow();
  }

  private long bytes;

  /** The characters that are the same whatever stands around it. */
  private static String inBase64(byte[] secret, int before, Base64.Encoder encoder) {
    byte[] shifted = new byte[before + secret.length];
    System.arraycopy(secret, 0, shifted, before, secret.length);
    String encoded = encoder.withoutPadding().encodeToString(shifted);
    int first = (before * 8 + 5) / 6;
    int end = shifted.length * 8 / 6;
    return encoded.substring(first, end);
  }

  /** How many bytes were looked through. */
  long bytes() {
    return bytes;
  }

  /** What was found first, with what stands around it; empty if nothing was. */
  Optional<String> firstIn(InputStream source) throws IOException {
    String kept = "";
    while (true) {
      byte[] chunk = source.readNBytes(CHUNK_BYTES);
      if (chunk.length == 0) {
        return Optional.empty();
      }
      bytes += chunk.length;
      String text = kept + new String(chunk, StandardCharsets.ISO_8859_1);
      for (String form : FORMS) {
        int at = text.indexOf(form);
        if (at >= 0) {
          return Optional.of(
              text.substring(
                  Math.max(0, at - SHOWN_AROUND),
                  Math.min(text.length(), at + form.length() + SHOWN_AROUND)));
        }
      }
      // A form may begin in this chunk and end in the next.
      kept = text.substring(Math.max(0, text.length() - LONGEST));
    }
  }

  Optional<String> firstIn(String text) throws IOException {
    return firstIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
