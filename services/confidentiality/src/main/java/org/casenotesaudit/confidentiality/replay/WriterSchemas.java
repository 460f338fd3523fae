package org.casenotesaudit.confidentiality.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.casenotesaudit.confidentiality.publishing.Digests;
import org.casenotesaudit.events.catalogue.ReleasedSchemas;
import org.casenotesaudit.events.catalogue.Topics;

/**
 * The schemas that events can have been written with, by the digest under which entries name them:
 * those of this build, and all that were ever released.
 */
final class WriterSchemas {

  /** What only our Java classes care about; the registry, and so the ledger, never saw it. */
  private static final String JAVA_PROPERTY = "avro.java.string";

  private final Map<String, Schema> byDigest = new HashMap<>();

  WriterSchemas() {
    Topics.ALL.stream()
        .flatMap(topic -> topic.eventTypes().stream())
        .distinct()
        .map(WriterSchemas::asRegistered)
        .forEach(this::add);
    ReleasedSchemas.all().forEach(this::add);
  }

  Optional<Schema> of(String digest) {
    return Optional.ofNullable(byDigest.get(digest));
  }

  private void add(Schema schema) {
    byDigest.put(digestOf(schema), schema);
  }

  static String digestOf(Schema schema) {
    return Digests.sha256(schema.toString().getBytes(StandardCharsets.UTF_8));
  }

  static Schema asRegistered(Schema generated) {
    try {
      JsonNode json = new ObjectMapper().readTree(generated.toString());
      for (JsonNode parent : json.findParents(JAVA_PROPERTY)) {
        ((ObjectNode) parent).remove(JAVA_PROPERTY);
      }
      return new SchemaParser().parse(json.toString()).mainSchema();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a schema prints itself as JSON", e);
    }
  }
}
