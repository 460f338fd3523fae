package org.casenotesaudit.access.intake;

import java.util.Arrays;
import java.util.HexFormat;
import org.hl7.fhir.r4.model.AuditEvent;

/**
 * An AuditEvent as it was sent.
 *
 * @param event what it says
 * @param digest SHA-256 of its canonical JSON (RFC 8785): neither white space nor the order of
 *     members makes another resource
 */
record SentResource(AuditEvent event, byte[] digest) {

  String digestHex() {
    return HexFormat.of().formatHex(digest);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SentResource sent && Arrays.equals(digest, sent.digest);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return "SentResource[" + digestHex() + "]";
  }
}
