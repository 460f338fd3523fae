package org.casenotesaudit.messaging.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.SourceHeartbeat;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** With a registry inside this process; the real one is asked in the integration tests. */
class EventDecoderTest {

  private static final String TOPIC = Topics.REVIEWS.name();
  private static final RegistrySettings REGISTRY =
      new RegistrySettings("mock://event-decoder", true);

  private final EventSerializer serializer = new EventSerializer(REGISTRY);
  private final EventDecoder decoder = new EventDecoder(REGISTRY);

  @ParameterizedTest(name = "{0} bytes")
  @NullSource
  @ValueSource(ints = {0, 1, 4})
  void aValueThatIsTooShortForItsHeaderIsBadlyFramed(Integer length) {
    byte[] value = length == null ? null : new byte[length];
    assertUndecodable(value, QuarantineCode.BAD_FRAMING);
  }

  @Test
  void anotherFirstByteIsBadlyFramed() {
    byte[] value = heartbeat();
    value[0] = 1;
    assertUndecodable(value, QuarantineCode.BAD_FRAMING);
  }

  @Test
  void anIdThatNobodyGaveOutIsUnknown() {
    byte[] value = heartbeat();
    ByteBuffer.wrap(value).putInt(1, 12_345);
    assertUndecodable(value, QuarantineCode.UNKNOWN_SCHEMA_ID);
  }

  @Test
  void aBodyThatEndsTooSoonOrGoesOnTooLongIsUndecodable() {
    byte[] value = heartbeat();
    assertUndecodable(Arrays.copyOf(value, value.length - 1), QuarantineCode.UNDECODABLE);
    assertUndecodable(Arrays.copyOf(value, value.length + 1), QuarantineCode.UNDECODABLE);
    assertUndecodable(Arrays.copyOf(value, 5), QuarantineCode.UNDECODABLE);
  }

  @Test
  void anEnvelopeWithoutAProperIdIsInvalid() {
    assertUndecodable(
        serializer.serialize(TOPIC, heartbeatWith("not-a-uuid", "alerts")),
        QuarantineCode.ENVELOPE_INVALID);
    assertUndecodable(
        serializer.serialize(TOPIC, heartbeatWith("1-1-1-1-1", "alerts")),
        QuarantineCode.ENVELOPE_INVALID);
    assertUndecodable(
        serializer.serialize(TOPIC, heartbeatWith("01890000-0000-7000-8000-000000000000", " ")),
        QuarantineCode.ENVELOPE_INVALID);
  }

  @Test
  void aFieldOfANewerWriterIsLeftOutByDecodeAndKeptByDecodeAsWritten() {
    GenericRecord newer = newerHeartbeat();
    byte[] value = serializer.serialize(TOPIC, newer);
    assertThat(decoder.decode(TOPIC, value))
        .isInstanceOfSatisfying(
            DecodedEvent.Known.class,
            known -> assertThat(((SourceHeartbeat) known.event()).getPartition()).isEqualTo(3));
    assertThat(decoder.decodeAsWritten(TOPIC, value))
        .isInstanceOfSatisfying(
            AsWritten.Decoded.class,
            written -> assertThat(written.record().get("addedLater")).hasToString("kept"));
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void noBytesMakeItThrow(long seed) {
    Random random = new Random(seed);
    byte[] good = heartbeat();
    for (int i = 0; i < 5_000; i++) {
      byte[] bad = Arrays.copyOf(good, 5 + random.nextInt(good.length + 10));
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        if (bad.length > 5) {
          bad[5 + random.nextInt(bad.length - 5)] = (byte) random.nextInt(256);
        }
      }
      assertThat(decoder.decode(TOPIC, bad)).isNotNull();
      assertThat(decoder.decodeAsWritten(TOPIC, bad)).isNotNull();
    }
  }

  private void assertUndecodable(byte[] value, QuarantineCode code) {
    assertThat(decoder.decode(TOPIC, value))
        .isInstanceOfSatisfying(
            DecodedEvent.Undecodable.class,
            bad -> {
              assertThat(bad.code()).isEqualTo(code);
              assertThat(bad.detail()).contains("expected:");
            });
    if (code != QuarantineCode.ENVELOPE_INVALID) {
      assertThat(decoder.decodeAsWritten(TOPIC, value))
          .isInstanceOfSatisfying(
              AsWritten.Undecodable.class, bad -> assertThat(bad.code()).isEqualTo(code));
    }
  }

  private byte[] heartbeat() {
    return serializer.serialize(
        TOPIC, heartbeatWith("01890000-0000-7000-8000-000000000000", "alerts"));
  }

  private static SourceHeartbeat heartbeatWith(String eventId, String source) {
    Instant now = Instant.parse("2026-03-10T09:30:00Z");
    return SourceHeartbeat.newBuilder()
        .setEnvelope(
            Envelope.newBuilder()
                .setEventId(eventId)
                .setAgencyId("demo")
                .setSource(source)
                .setSourceSequence(1)
                .setOccurredAt(now)
                .setRecordedAt(now)
                .build())
        .setPartition(3)
        .build();
  }

  private static GenericRecord newerHeartbeat() {
    String text = SourceHeartbeat.getClassSchema().toString();
    String field = ",{\"name\":\"addedLater\",\"type\":\"string\",\"default\":\"\"}]}";
    Schema newer = new Schema.Parser().parse(text.substring(0, text.length() - 2) + field);
    GenericRecord envelope = new GenericData.Record(newer.getField("envelope").schema());
    envelope.put("eventId", "01890000-0000-7000-8000-000000000000");
    envelope.put("agencyId", "demo");
    envelope.put("source", "alerts");
    envelope.put("sourceSequence", 1L);
    envelope.put("occurredAt", 1L);
    envelope.put("recordedAt", 1L);
    GenericRecord record = new GenericData.Record(newer);
    record.put("envelope", envelope);
    record.put("partition", 3);
    record.put("addedLater", "kept");
    return record;
  }
}
