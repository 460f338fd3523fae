package org.casenotesaudit.audittrail.append;

import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.ledger.entry.Values;
import org.casenotesaudit.ledger.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Avro values as an entry writes them: longs as decimal text, bytes as base64url, timestamps as RFC
 * 3339, enums by symbol, absent values left out. No number that is not whole gets in: two readers
 * could print it differently.
 */
final class AvroValues {

  private AvroValues() {}

  /** The type that a value has: of a union, the branch that was written. */
  static Schema presentType(Schema schema, @Nullable Object value) {
    if (!schema.isUnion()) {
      return schema;
    }
    List<Schema> types = schema.getTypes();
    if (types.size() == 2 && types.getFirst().getType() == Schema.Type.NULL && value != null) {
      return types.getLast();
    }
    return types.get(GenericData.get().resolveUnion(schema, value));
  }

  /**
   * One value.
   *
   * @param path of the value in the event
   * @param persons told of fields further down that name a person; they are left out here
   */
  static Json toJson(String path, Schema type, Object value, PersonFields persons) {
    return switch (type.getType()) {
      case STRING -> Json.text(value.toString());
      case ENUM -> Json.text(value.toString());
      case BOOLEAN -> Json.flag((Boolean) value);
      case INT -> Values.intNumber((Integer) value);
      case LONG -> {
        Instant instant = instant(type, value);
        yield instant == null ? Values.longNumber((Long) value) : Values.timestamp(instant);
      }
      case BYTES -> {
        noDecimal(type);
        ByteBuffer bytes = ((ByteBuffer) value).duplicate();
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        yield Values.bytes(copy);
      }
      case FIXED -> {
        noDecimal(type);
        yield Values.bytes(((GenericFixed) value).bytes());
      }
      case ARRAY -> {
        List<Json> items = new ArrayList<>();
        for (Object item : (Collection<?>) value) {
          String place = path + "[" + items.size() + "]";
          items.add(nested(place, type.getElementType(), item, persons));
        }
        yield Json.array(items);
      }
      case MAP -> {
        Map<String, Json> members = new TreeMap<>();
        for (Map.Entry<?, ?> member : ((Map<?, ?>) value).entrySet()) {
          if (member.getValue() != null) {
            // A map's keys are no names of fields: what is in it stays in it.
            members.put(
                member.getKey().toString(),
                nested(path, type.getValueType(), member.getValue(), PersonFields.STAY));
          }
        }
        yield Json.object(members);
      }
      case RECORD -> {
        GenericRecord record = (GenericRecord) value;
        Map<String, Json> members = new TreeMap<>();
        for (Schema.Field field : type.getFields()) {
          Object member = record.get(field.pos());
          String place = path + "." + field.name();
          if (member != null && !persons.take(field, place, member)) {
            members.put(field.name(), nested(place, field.schema(), member, persons));
          }
        }
        yield Json.object(members);
      }
      case FLOAT, DOUBLE -> throw refused(type);
      case UNION, NULL -> throw new IllegalStateException("a present value has a type");
    };
  }

  /** The instant that a value with a timestamp's logical type means; null if it is none. */
  static @Nullable Instant instant(Schema type, Object value) {
    if (value instanceof Instant instant) {
      return instant;
    }
    LogicalType logical = type.getLogicalType();
    if (logical == null || !(value instanceof Long number)) {
      return null;
    }
    try {
      return switch (logical.getName()) {
        case "timestamp-micros" -> Instant.EPOCH.plus(number, ChronoUnit.MICROS);
        case "timestamp-millis" -> Instant.ofEpochMilli(number);
        default -> null;
      };
    } catch (DateTimeException | ArithmeticException e) {
      throw new UnmappableEventException(
          QuarantineCode.ENVELOPE_INVALID,
          "timestamp: out of range (expected: one that a clock can show)");
    }
  }

  private static Json nested(
      String path, Schema schema, @Nullable Object value, PersonFields persons) {
    return value == null
        ? Json.nothing()
        : toJson(path, presentType(schema, value), value, persons);
  }

  /** Takes fields that name a person out of their parents. */
  @FunctionalInterface
  interface PersonFields {

    /** Whether the field was taken, to be sealed under that person's key. */
    boolean take(Schema.Field field, String path, Object value);

    /** Everything stays where it is. */
    PersonFields STAY = (field, path, value) -> false;
  }

  private static void noDecimal(Schema type) {
    if (type.getLogicalType() != null && type.getLogicalType().getName().equals("decimal")) {
      throw refused(type);
    }
  }

  private static UnmappableEventException refused(Schema type) {
    return new UnmappableEventException(
        QuarantineCode.UNDECODABLE,
        "a value of type " + type.getType().getName() + " (expected: none but whole numbers)");
  }
}
