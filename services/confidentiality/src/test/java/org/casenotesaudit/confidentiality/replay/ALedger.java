package org.casenotesaudit.confidentiality.replay;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes events as the ledger does and exports them, by what FORMAT.md says and with nothing of the
 * ledger's code. What proves an entry is left out: a replay does not look at it.
 */
final class ALedger {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  private static final DateTimeFormatter SIX_DIGITS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final List<String> lines = new ArrayList<>();

  /** One event under the schema of its writer. */
  ALedger append(GenericRecord event) {
    ObjectNode opened = JSON.objectNode();
    GenericRecord envelope = (GenericRecord) event.get("envelope");
    for (Schema.Field field : envelope.getSchema().getFields()) {
      if (!List.of("source", "sourceSequence").contains(field.name())) {
        open("envelope." + field.name(), field.schema(), envelope.get(field.pos()), opened);
      }
    }
    for (Schema.Field field : event.getSchema().getFields()) {
      if (!field.name().equals("envelope")) {
        open(field.name(), field.schema(), event.get(field.pos()), opened);
      }
    }
    opened.set("clientLink", JSON.objectNode().put("n", lines.size() + 1));
    ObjectNode line = JSON.objectNode();
    ArrayNode disclosures = line.putArray("disclosures");
    ObjectNode entry = line.putObject("entry");
    entry.put("v", 0).put("kind", "event");
    entry
        .putObject("schema")
        .put("name", event.getSchema().getFullName())
        .put("sha256", WriterSchemas.digestOf(event.getSchema()));
    entry.put("source", envelope.get("source").toString());
    entry.put("seq", envelope.get("sourceSequence").toString());
    ObjectNode sealed = entry.putObject("sealed");
    for (Map.Entry<String, JsonNode> field : opened.properties()) {
      disclosures.add(disclosure(field.getKey(), field.getValue()));
      if (!field.getKey().equals("envelope.eventId")) {
        sealed.put(field.getKey(), "digest");
      }
    }
    line.put("index", String.valueOf(lines.size()));
    lines.add(line.toString());
    return this;
  }

  ALedger appendLine(String line) {
    lines.add(line);
    return this;
  }

  List<String> lines() {
    return lines;
  }

  Path export(Path folder, String clientId, Instant exportedAt) {
    ObjectNode manifest = JSON.objectNode().put("v", 0).put("kind", "client-history");
    manifest.put("client", clientId).put("exportedAt", SIX_DIGITS.format(exportedAt));
    try {
      Path file = Files.createTempFile(folder, "history", ".zip");
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
        write(zip, "entries.ndjson", String.join("\n", lines) + "\n");
        write(zip, "manifest.json", manifest.toString());
      }
      return file;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void write(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    ((OutputStream) zip).write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static String disclosure(String name, JsonNode value) {
    ArrayNode parts = JSON.arrayNode().add("AAAAAAAAAAAAAAAAAAAAAA").add(name).add(value);
    try {
      return BASE64URL.encodeToString(new ObjectMapper().writeValueAsBytes(parts));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A field sealed on its own; persons further down are taken out of it and sealed beside it. */
  private static void open(String path, Schema schema, Object value, ObjectNode opened) {
    if (value != null) {
      opened.set(path, json(path, schema, value, opened));
    }
  }

  private static JsonNode json(String path, Schema schema, Object value, ObjectNode opened) {
    if (value == null) {
      return JSON.nullNode();
    }
    Schema type =
        schema.isUnion()
            ? schema.getTypes().get(GenericData.get().resolveUnion(schema, value))
            : schema;
    return switch (type.getType()) {
      case STRING, ENUM -> JSON.textNode(value.toString());
      case BOOLEAN -> JSON.booleanNode((Boolean) value);
      case INT -> JSON.numberNode((Integer) value);
      case LONG -> JSON.textNode(number(type, (Long) value));
      case BYTES -> JSON.textNode(BASE64URL.encodeToString(((ByteBuffer) value).array()));
      case FIXED -> JSON.textNode(BASE64URL.encodeToString(((GenericFixed) value).bytes()));
      case ARRAY -> {
        ArrayNode items = JSON.arrayNode();
        for (Object item : (Collection<?>) value) {
          items.add(json(path + "[" + items.size() + "]", type.getElementType(), item, opened));
        }
        yield items;
      }
      case MAP -> {
        ObjectNode members = JSON.objectNode();
        ((Map<?, ?>) value)
            .forEach(
                (key, member) ->
                    members.set(key.toString(), json(path, type.getValueType(), member, opened)));
        yield members;
      }
      case RECORD -> {
        ObjectNode members = JSON.objectNode();
        for (Schema.Field field : type.getFields()) {
          Object member = ((GenericRecord) value).get(field.pos());
          String place = path + "." + field.name();
          if (member != null && field.getProp("person") != null && !member.toString().isEmpty()) {
            open(place, field.schema(), member, opened);
          } else if (member != null) {
            members.set(field.name(), json(place, field.schema(), member, opened));
          }
        }
        yield members;
      }
      case FLOAT, DOUBLE, UNION, NULL -> throw new AssertionError(type);
    };
  }

  private static String number(Schema type, long value) {
    if (type.getLogicalType() == null) {
      return Long.toString(value);
    }
    Instant instant =
        switch (type.getLogicalType().getName()) {
          case "timestamp-micros" -> Instant.EPOCH.plus(value, ChronoUnit.MICROS);
          case "timestamp-millis" -> Instant.ofEpochMilli(value);
          default -> throw new AssertionError(type);
        };
    int year = instant.atOffset(ZoneOffset.UTC).getYear();
    return year < 0 || year > 9999
        ? Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, instant))
        : SIX_DIGITS.format(instant);
  }
}
