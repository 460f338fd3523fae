package org.casenotesaudit.confidentiality.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.catalogue.Topics;

/**
 * An event as it was before it became an entry, read with the schemas of this build as the stream
 * reads it.
 *
 * @param index its place in the ledger
 */
record RebuiltEvent(long index, SpecificRecord event, Envelope envelope) {

  private static final String ENVELOPE = "envelope";

  /** What the stream reads and what it says. Other events make no difference to it. */
  private static final Map<String, Schema> LOOKED_AT =
      Stream.of(
              Topics.CASE_NOTES_RECORD,
              Topics.ACCESS_OBSERVED,
              Topics.REVIEWS,
              Topics.JUDGEMENTS,
              Topics.ALERTS)
          .flatMap(topic -> topic.eventTypes().stream())
          .distinct()
          .collect(Collectors.toMap(Schema::getFullName, type -> type));

  /**
   * The event of an entry; empty if neither the stream nor its readers look at that type.
   *
   * @throws UnreadableHistoryException if the writer's schema is not known, or does not fit
   */
  static Optional<RebuiltEvent> of(RecordedEntry entry, WriterSchemas schemas) {
    Schema reader = LOOKED_AT.get(entry.schemaName());
    if (reader == null) {
      return Optional.empty();
    }
    Schema writer =
        schemas
            .of(entry.schemaDigest())
            .filter(schema -> schema.getFullName().equals(entry.schemaName()))
            .orElseThrow(
                () ->
                    new UnreadableHistoryException(
                        "entry "
                            + entry.index()
                            + ": a version of "
                            + entry.schemaName()
                            + " that was never released (expected: one that this build knows)"));
    try {
      SpecificRecord event = read(written(entry, writer), writer, reader);
      return Optional.of(
          new RebuiltEvent(
              entry.index(), event, (Envelope) event.get(reader.getField(ENVELOPE).pos())));
    } catch (AvroRuntimeException | ClassCastException e) {
      throw new UnreadableHistoryException(
          "entry " + entry.index() + ": no " + entry.schemaName() + " (expected: one)", e);
    } catch (UnreadableHistoryException e) {
      throw new UnreadableHistoryException("entry " + entry.index() + ", " + e.getMessage(), e);
    }
  }

  private static GenericRecord written(RecordedEntry entry, Schema writer) {
    var values = new AvroFromJson(entry);
    GenericRecord event = new GenericData.Record(writer);
    for (Schema.Field field : writer.getFields()) {
      event.put(
          field.pos(),
          field.name().equals(ENVELOPE)
              ? envelope(entry, field.schema(), values)
              : values.value(field.name(), field.schema(), entry.value(field.name())));
    }
    return event;
  }

  /** Its fields are sealed one by one, but for the two that the entry says in the open. */
  private static GenericRecord envelope(RecordedEntry entry, Schema type, AvroFromJson values) {
    GenericRecord envelope = new GenericData.Record(type);
    for (Schema.Field field : type.getFields()) {
      String path = ENVELOPE + "." + field.name();
      envelope.put(
          field.pos(),
          switch (field.name()) {
            case "source" -> entry.source();
            case "sourceSequence" -> entry.sourceSequence();
            default -> values.value(path, field.schema(), entry.value(path));
          });
    }
    return envelope;
  }

  private static SpecificRecord read(GenericRecord written, Schema writer, Schema reader) {
    try {
      var bytes = new ByteArrayOutputStream();
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
      new GenericDatumWriter<GenericRecord>(writer).write(written, encoder);
      encoder.flush();
      return new SpecificDatumReader<SpecificRecord>(
              writer, reader, SpecificData.getForSchema(reader))
          .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be read", e);
    }
  }
}
