package org.casenotesaudit.messaging.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.CuttableProxy;
import org.casenotesaudit.testkit.Registry;
import org.casenotesaudit.testkit.fixtures.Fixtures;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real registry: what reads, what never will, and what must be asked again. */
class EventDecoderIT {

  private static final String TOPIC = Topics.ACCESS_OBSERVED.name();

  private static EventSerializer serializer;
  private static EventDecoder decoder;

  @BeforeAll
  static void schemasAreRegistered() {
    Broker.running();
    serializer = new EventSerializer(settings(Registry.running().url()));
    decoder = new EventDecoder(settings(Registry.running().url()));
  }

  @Test
  void aKnownEventComesBackAsItWas() {
    AccessObserved event = Fixtures.anAccess().event();
    DecodedEvent decoded = decoder.decode(TOPIC, serializer.serialize(TOPIC, event));
    assertThat(decoded).isEqualTo(new DecodedEvent.Known(event, event.getEnvelope()));
  }

  @Test
  void confluentsOwnDeserializerReadsWhatWeWrite() {
    AccessObserved event = Fixtures.anAccess().event();
    try (KafkaAvroDeserializer confluent = new KafkaAvroDeserializer()) {
      confluent.configure(
          Map.of("schema.registry.url", Registry.running().url(), "specific.avro.reader", true),
          false);
      assertThat(confluent.deserialize(TOPIC, serializer.serialize(TOPIC, event))).isEqualTo(event);
    }
  }

  @Test
  void asWrittenKeepsTheSchemaOfTheWriterWithEverythingItSays() {
    AccessObserved event = Fixtures.anAccess().event();
    AsWritten decoded = decoder.decodeAsWritten(TOPIC, serializer.serialize(TOPIC, event));
    assertThat(decoded)
        .isInstanceOfSatisfying(
            AsWritten.Decoded.class,
            written -> {
              assertThat(written.record().get("accessId")).hasToString(event.getAccessId());
              assertThat(written.writerSchema().getField("accessId").getProp("sensitivity"))
                  .isEqualTo("none");
              assertThat(written.writerSchema().toString()).doesNotContain("avro.java.string");
            });
  }

  @Test
  void aTypeThatNobodyHereKnowsIsUnfamiliarAndReadable() {
    Schema newer =
        SchemaBuilder.record("SomethingNew")
            .namespace("org.casenotesaudit.events")
            .fields()
            .requiredString("what")
            .endRecord();
    GenericRecord record = new GenericData.Record(newer);
    record.put("what", "later");
    try (EventSerializer newerWriter =
        new EventSerializer(new RegistrySettings(Registry.running().url(), true))) {
      assertThat(decoder.decode(TOPIC, newerWriter.serialize(TOPIC, record)))
          .isInstanceOfSatisfying(
              DecodedEvent.Unfamiliar.class,
              unfamiliar -> {
                assertThat(unfamiliar.schemaName())
                    .isEqualTo("org.casenotesaudit.events.SomethingNew");
                assertThat(unfamiliar.record().get("what")).hasToString("later");
              });
    }
  }

  @Test
  void anIdThatTheRegistryNeverGaveOutIsUndecodableForGood() {
    byte[] value = ByteBuffer.allocate(20).put((byte) 0).putInt(1_999_999_999).array();
    assertThat(decoder.decode(TOPIC, value))
        .isInstanceOfSatisfying(
            DecodedEvent.Undecodable.class,
            bad -> assertThat(bad.code()).isEqualTo(QuarantineCode.UNKNOWN_SCHEMA_ID));
  }

  @Test
  void aRegistryThatIsAwayIsNoVerdictOnTheRecord() {
    byte[] value = serializer.serialize(TOPIC, Fixtures.anAccess().event());
    try (CuttableProxy wire = CuttableProxy.to(Registry.running().port());
        EventDecoder fresh =
            new EventDecoder(settings("http://127.0.0.1:" + wire.port() + "/apis/ccompat/v7"))) {
      wire.cut();
      assertThatThrownBy(() -> fresh.decode(TOPIC, value))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThatThrownBy(() -> fresh.decodeAsWritten(TOPIC, value))
          .isInstanceOf(RegistryUnavailableException.class);
      wire.mend();
      assertThat(fresh.decode(TOPIC, value)).isInstanceOf(DecodedEvent.Known.class);
      // What was learnt once needs no registry.
      wire.cut();
      assertThat(fresh.decode(TOPIC, value)).isInstanceOf(DecodedEvent.Known.class);
    }
  }

  @Test
  void aProducerNeverRegistersOnItsOwn() {
    Schema unknown =
        SchemaBuilder.record("NeverProvisioned")
            .namespace("org.casenotesaudit.events")
            .fields()
            .requiredString("what")
            .endRecord();
    GenericRecord record = new GenericData.Record(unknown);
    record.put("what", "x");
    assertThatThrownBy(() -> serializer.serialize(TOPIC, record))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("expected: its schema, as provisioning registers it");
  }

  private static RegistrySettings settings(String url) {
    return new RegistrySettings(url, false);
  }
}
