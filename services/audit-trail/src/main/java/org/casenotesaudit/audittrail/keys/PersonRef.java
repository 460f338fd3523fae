package org.casenotesaudit.audittrail.keys;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The keyed digest by which the database knows a person.
 *
 * @param bytes 16 bytes
 */
public record PersonRef(byte[] bytes) {

  static final int BYTES = 16;

  /** The name of the person's data key in sealed records: 32 hexadecimal digits. */
  public String keyId() {
    return HexFormat.of().formatHex(bytes);
  }

  /** The other way round. */
  public static PersonRef ofKeyId(String keyId) {
    return new PersonRef(HexFormat.of().parseHex(keyId));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PersonRef ref && Arrays.equals(bytes, ref.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
