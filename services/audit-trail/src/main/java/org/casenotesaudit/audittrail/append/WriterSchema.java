package org.casenotesaudit.audittrail.append;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.casenotesaudit.ledger.entry.SchemaRef;

/**
 * A writer's schema as entries name it: full name and SHA-256 of its JSON text as Avro prints it,
 * without line breaks. Docs and properties count: they say whose data a field is.
 */
public record WriterSchema(Schema schema, SchemaRef reference) {

  private static final int REMEMBERED_MAX = 10_000;
  private static final Map<Schema, WriterSchema> REMEMBERED = new ConcurrentHashMap<>();

  /** The reference of a schema; computed once for each schema that the registry hands out. */
  public static WriterSchema of(Schema schema) {
    WriterSchema known = REMEMBERED.get(schema);
    if (known != null && known.schema == schema) {
      return known;
    }
    if (REMEMBERED.size() > REMEMBERED_MAX) {
      REMEMBERED.clear();
    }
    WriterSchema fresh =
        new WriterSchema(schema, new SchemaRef(schema.getFullName(), sha256(schema.toString())));
    REMEMBERED.put(schema, fresh);
    return fresh;
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lost SHA-256", e);
    }
  }
}
