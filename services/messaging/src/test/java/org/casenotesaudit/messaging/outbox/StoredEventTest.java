package org.casenotesaudit.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.specific.SpecificData;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.SourceHeartbeat;
import org.casenotesaudit.events.catalogue.ReleasedSchemas;
import org.junit.jupiter.api.Test;

class StoredEventTest {

  private static final StoredEvent STORED = new StoredEvent(Set.of());

  @Test
  void whatWasStoredReadsBack() {
    GenericRecord read = STORED.fromBytes(StoredEvent.toBytes(heartbeat()));
    assertThat(read.get("partition")).isEqualTo(2);
    assertThat(((GenericRecord) read.get("envelope")).get("source")).hasToString("access");
  }

  @Test
  void avrosOwnDecoderReadsIt() throws IOException {
    Schema schema = SourceHeartbeat.getClassSchema();
    var avro = new BinaryMessageDecoder<SourceHeartbeat>(SpecificData.getForSchema(schema), schema);
    assertThat(avro.decode(StoredEvent.toBytes(heartbeat()))).isEqualTo(heartbeat());
  }

  @Test
  void aRowOfAnEarlierReleaseReadsUnderItsOwnSchema() {
    String text = SourceHeartbeat.getClassSchema().toString().replace("\"partition\"", "\"slot\"");
    Schema released = new Schema.Parser().parse(text);
    byte[] row = StoredEvent.toBytes(heartbeat());
    long fingerprint = SchemaNormalization.parsingFingerprint64(released);
    for (int i = 0; i < 8; i++) {
      row[2 + i] = (byte) (fingerprint >>> (8 * i));
    }
    assertThat(new StoredEvent(List.of(released)).fromBytes(row).get("slot")).isEqualTo(2);
    assertThatThrownBy(() -> STORED.fromBytes(row))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("schema fingerprint");
  }

  @Test
  void rowsOfEveryReleaseAreKnown() {
    var stored = new StoredEvent(ReleasedSchemas.all());
    for (Schema released : ReleasedSchemas.all()) {
      byte[] row = new byte[StoredEvent.HEADER_BYTES];
      row[0] = (byte) 0xC3;
      row[1] = 1;
      long fingerprint = SchemaNormalization.parsingFingerprint64(released);
      for (int i = 0; i < 8; i++) {
        row[2 + i] = (byte) (fingerprint >>> (8 * i));
      }
      // The schema is found, so it is the missing body that is complained about.
      assertThatThrownBy(() -> stored.fromBytes(row))
          .as(released.getFullName())
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void otherFramingIsNoEvent() {
    assertThatThrownBy(() -> STORED.fromBytes(new byte[] {0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7}))
        .hasMessageContaining("unknown framing");
    assertThatThrownBy(() -> STORED.fromBytes(new byte[] {(byte) 0xC3}))
        .hasMessageContaining("unknown framing");
  }

  private static SourceHeartbeat heartbeat() {
    Instant now = Instant.parse("2026-03-10T09:30:00Z");
    return SourceHeartbeat.newBuilder()
        .setEnvelope(
            Envelope.newBuilder()
                .setEventId("01890000-0000-7000-8000-000000000000")
                .setAgencyId("demo")
                .setSource("access")
                .setSourceSequence(0)
                .setOccurredAt(now)
                .setRecordedAt(now)
                .build())
        .setPartition(2)
        .build();
  }
}
