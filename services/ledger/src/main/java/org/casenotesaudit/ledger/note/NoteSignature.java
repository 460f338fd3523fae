package org.casenotesaudit.ledger.note;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * One signature line of a note: who says to have signed, and the signature. Nothing about it is
 * checked yet.
 */
public final class NoteSignature {
  private static final String DASH = "\u2014 ";

  private final String name;
  private final int keyId;
  private final byte[] signature;

  NoteSignature(String name, int keyId, byte[] signature) {
    KeyNames.require(name);
    this.name = name;
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  static NoteSignature parse(String line) {
    var parts =
        line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
    var bytes = parts.length == 2 ? StrictBase64.decode(parts[1]).orElse(new byte[0]) : new byte[0];
    if (bytes.length < 5) {
      throw new NoteException.Malformed(
          "signature line",
          "another form",
          "em dash, space, name, space, base64 of 5 bytes or more");
    }
    try {
      return new NoteSignature(
          parts[0], ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, 4, bytes.length));
    } catch (NoteException.MalformedKey badName) {
      throw new NoteException.Malformed(
          "signature line", "an impossible name", "no spaces and no '+'");
    }
  }

  String line() {
    var bytes = ByteBuffer.allocate(4 + signature.length).putInt(keyId).put(signature).array();
    return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  public String name() {
    return name;
  }

  int keyId() {
    return keyId;
  }

  byte[] signature() {
    return signature.clone();
  }
}
