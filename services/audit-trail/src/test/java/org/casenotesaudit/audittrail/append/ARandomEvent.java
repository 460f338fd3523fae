package org.casenotesaudit.audittrail.append;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Fills any schema with values: the same seed gives the same event. */
public final class ARandomEvent {

  private static final long A_DAY_OF_2026_MICROS = 1_782_000_000_000_000L;

  private final Random random;
  private boolean nullsWherePossible;

  public ARandomEvent(long seed) {
    this.random = new Random(seed);
  }

  public ARandomEvent withNullsWherePossible() {
    nullsWherePossible = true;
    return this;
  }

  public GenericRecord of(Schema schema) {
    GenericRecord event = (GenericRecord) value(schema, schema.getName());
    if (schema.getField("envelope") != null
        && event.get("envelope") instanceof GenericRecord envelope) {
      envelope.put("agencyId", "demo");
      envelope.put("source", "case-notes");
      envelope.put("sourceSequence", 1 + (random.nextLong() >>> 20));
    }
    return event;
  }

  private Object value(Schema schema, String name) {
    return switch (schema.getType()) {
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), value(field.schema(), field.name()));
        }
        yield record;
      }
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          items.add(value(schema.getElementType(), name));
        }
        yield items;
      }
      case MAP -> Map.of("key", value(schema.getValueType(), name));
      case UNION -> {
        boolean nullable = schema.getTypes().getFirst().getType() == Schema.Type.NULL;
        yield nullable && nullsWherePossible
            ? null
            : value(schema.getTypes().get(nullable ? 1 : 0), name);
      }
      case STRING -> new UUID(random.nextLong(), random.nextLong()).toString();
      case BYTES -> ByteBuffer.wrap(new byte[] {1, 2, 3});
      case FIXED -> new GenericData.Fixed(schema, new byte[schema.getFixedSize()]);
      case INT -> random.nextInt(1_000);
      case LONG ->
          schema.getLogicalType() == null
              ? random.nextLong() >>> 8
              : A_DAY_OF_2026_MICROS + random.nextInt();
      case BOOLEAN -> random.nextBoolean();
      case FLOAT -> 0.1f;
      case DOUBLE -> 0.1d;
      case NULL -> null;
    };
  }
}
