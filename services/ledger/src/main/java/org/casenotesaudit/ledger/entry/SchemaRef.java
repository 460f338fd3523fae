package org.casenotesaudit.ledger.entry;

/**
 * The schema that the event was written with: with it, anybody can say which fields the event can
 * have.
 *
 * @param fullName full name of the Avro record
 * @param sha256Hex SHA-256 of the writer schema's text as the registry holds it, 64 lower-case
 *     hexadecimal digits
 */
public record SchemaRef(String fullName, String sha256Hex) {
  public SchemaRef {
    if (!fullName.matches("[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)*")) {
      throw new EntryException.MalformedEntry("schema.name", "another form", "a full name of Avro");
    }
    if (!sha256Hex.matches("[0-9a-f]{64}")) {
      throw new EntryException.MalformedEntry(
          "schema.sha256", sha256Hex.length() + " characters", "64 hexadecimal digits");
    }
  }

  /** The part of the name after the last dot, for people. */
  public String shortName() {
    return fullName.substring(fullName.lastIndexOf('.') + 1);
  }
}
