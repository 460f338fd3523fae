package org.casenotesaudit.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Envelopes;

/**
 * What every record says of its event in headers, on every topic and whoever sent it: the same
 * attributes in the same order, and the trace of the request behind them if there was one. {@link
 * TopicReader} holds each record that it reads to this.
 */
public final class AttributesContract {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final String TRACE = "00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]";

  private AttributesContract() {}

  /**
   * @throws AssertionError if a header is missing, is one too many or says something else than the
   *     event
   */
  public static void hold(Headers headers, SpecificRecord event) {
    Map<String, String> said = new LinkedHashMap<>();
    for (Header header : headers) {
      assertThat(said.put(header.key(), new String(header.value(), UTF_8)))
          .as("second header %s", header.key())
          .isNull();
    }
    String trace = said.remove("traceparent");
    if (trace != null) {
      assertThat(trace).matches(TRACE);
    }
    Envelope envelope = Envelopes.of(event);
    assertThat(said)
        .as("headers of %s", event.getSchema().getName())
        .containsExactly(
            Map.entry("ce_specversion", "1.0"),
            Map.entry("ce_id", envelope.getEventId()),
            Map.entry("ce_type", event.getSchema().getFullName()),
            Map.entry("ce_source", envelope.getSource()),
            Map.entry("ce_time", TIME.format(envelope.getOccurredAt())),
            Map.entry("content-type", "application/avro"));
  }
}
