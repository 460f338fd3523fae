package org.casenotesaudit.confidentiality.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.confidentiality.topology.Happening;
import org.casenotesaudit.confidentiality.topology.StreamOnTheBench;
import org.casenotesaudit.events.catalogue.ReleasedSchemas;
import org.casenotesaudit.events.catalogue.Topic;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.messaging.serde.AsWritten;
import org.casenotesaudit.messaging.serde.EventDecoder;
import org.casenotesaudit.messaging.serde.EventSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through the ledger and back, an event is what it was. */
class RebuiltEventTest {

  private static final WriterSchemas SCHEMAS = new WriterSchemas();

  private static final List<Topic> LOOKED_AT =
      List.of(
          Topics.CASE_NOTES_RECORD,
          Topics.ACCESS_OBSERVED,
          Topics.REVIEWS,
          Topics.JUDGEMENTS,
          Topics.ALERTS);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyEventOfEveryReleasedVersionComesBackAsItWas(long seed) throws Exception {
    Random random = new Random(seed);
    int compared = 0;
    for (Topic topic : LOOKED_AT) {
      for (Schema reader : topic.eventTypes()) {
        List<Schema> writers = new ArrayList<>(List.of(WriterSchemas.asRegistered(reader)));
        ReleasedSchemas.all().stream()
            .filter(released -> released.getFullName().equals(reader.getFullName()))
            .forEach(writers::add);
        for (Schema writer : writers) {
          GenericRecord written = (GenericRecord) random(random, writer);
          String line = new ALedger().append(written).lines().getFirst();

          RebuiltEvent rebuilt =
              RebuiltEvent.of(RecordedEntry.parse(line).orElseThrow(), SCHEMAS).orElseThrow();

          assertThat(rebuilt.event())
              .as("seed %s: %s", seed, line)
              .isEqualTo(read(written, reader));
          compared++;
        }
      }
    }
    assertThat(compared).isGreaterThan(60);
  }

  @Test
  void theSchemaOfWhatTheRegistryHoldsIsFoundByItsDigest() {
    Happening told = Happening.named("told").clientRegistered();
    try (var serializer = new EventSerializer(StreamOnTheBench.REGISTRY);
        var decoder = new EventDecoder(StreamOnTheBench.REGISTRY)) {
      byte[] bytes = serializer.serialize(told.topic().name(), told.event());
      AsWritten written = decoder.decodeAsWritten(told.topic().name(), bytes);

      assertThat(written).isInstanceOf(AsWritten.Decoded.class);
      Schema writer = ((AsWritten.Decoded) written).writerSchema();
      assertThat(SCHEMAS.of(WriterSchemas.digestOf(writer))).contains(writer);
    }
  }

  @Test
  void aPersonTakenOutOfAnArrayReturnsToItsPlace() {
    Schema schema =
        new SchemaParser()
            .parse(
                """
                {"type":"record","name":"Route","fields":[{"name":"stops","type":{"type":"array",
                "items":{"type":"record","name":"Stop","fields":[
                  {"name":"workerId","type":["null","string"],"person":"self"},
                  {"name":"n","type":"int"}]}}}]}\
                """)
            .mainSchema();
    String line =
        """
        {"index":"0","entry":{"kind":"event","schema":{"name":"Route","sha256":""},"source":"s",\
        "seq":"1","sealed":{}},"disclosures":["%s","%s","%s"]}\
        """
            .formatted(
                disclosure("[\"s\",\"stops\",[{\"n\":1},{\"n\":2}]]"),
                disclosure("[\"s\",\"stops[1].workerId\",\"someone\"]"),
                disclosure("[\"s\",\"envelope.eventId\",\"an id\"]"));
    RecordedEntry entry = RecordedEntry.parse(line).orElseThrow();

    Object stops =
        new AvroFromJson(entry)
            .value("stops", schema.getField("stops").schema(), entry.value("stops"));

    assertThat(String.valueOf(stops))
        .isEqualTo("[{\"workerId\": null, \"n\": 1}, {\"workerId\": \"someone\", \"n\": 2}]");
  }

  @Test
  void aFieldThatIsWithheldIsNamed() {
    GenericRecord written =
        (GenericRecord)
            random(
                new Random(1),
                WriterSchemas.asRegistered(Topics.JUDGEMENTS.eventTypes().getFirst()));
    String line =
        new ALedger()
            .append(written)
            .lines()
            .getFirst()
            .replace("\"sealed\":{", "\"sealed\":{\"reason\":\"digest\",");

    assertThatThrownBy(() -> RecordedEntry.parse(line))
        .isInstanceOf(UnreadableHistoryException.class)
        .hasMessage("entry 0: reason is withheld or erased (expected: opened)");
  }

  @Test
  void aVersionThatWasNeverReleasedIsRefused() {
    GenericRecord written =
        (GenericRecord)
            random(
                new Random(1),
                WriterSchemas.asRegistered(Topics.JUDGEMENTS.eventTypes().getFirst()));
    String line =
        new ALedger()
            .append(written)
            .lines()
            .getFirst()
            .replaceFirst("\"sha256\":\"[0-9a-f]+\"", "\"sha256\":\"00\"");

    assertThatThrownBy(() -> RebuiltEvent.of(RecordedEntry.parse(line).orElseThrow(), SCHEMAS))
        .isInstanceOf(UnreadableHistoryException.class)
        .hasMessageContaining("never released");
  }

  private static String disclosure(String json) {
    return java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes());
  }

  private static SpecificRecord read(GenericRecord written, Schema reader) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new GenericDatumWriter<GenericRecord>(written.getSchema()).write(written, encoder);
    encoder.flush();
    return new SpecificDatumReader<SpecificRecord>(
            written.getSchema(), reader, SpecificData.getForSchema(reader))
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }

  private static Object random(Random random, Schema schema) {
    return switch (schema.getType()) {
      case STRING -> random.nextInt(6) == 0 ? "" : "text-" + random.nextInt(1000);
      case ENUM ->
          new GenericData.EnumSymbol(
              schema, schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())));
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt();
      case LONG ->
          // Times from the years before Christ to those with five digits.
          schema.getLogicalType() == null
              ? random.nextLong()
              : random.nextLong(-70_000_000_000_000_000L, 300_000_000_000_000_000L);
      case BYTES -> ByteBuffer.wrap(new byte[] {1, (byte) random.nextInt()});
      case UNION -> random(random, schema.getTypes().get(random.nextInt(2)));
      case NULL -> null;
      case ARRAY -> {
        List<Object> items = new ArrayList<>();
        for (int left = random.nextInt(4); left > 0; left--) {
          items.add(random(random, schema.getElementType()));
        }
        yield items;
      }
      case MAP -> {
        Map<String, Object> members = new HashMap<>();
        members.put("key", random(random, schema.getValueType()));
        yield members;
      }
      case RECORD -> {
        GenericRecord record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
          record.put(field.pos(), random(random, field.schema()));
        }
        yield record;
      }
      case FIXED, FLOAT, DOUBLE -> throw new AssertionError(schema);
    };
  }
}
