package org.casenotesaudit.messaging.serde;

import org.apache.avro.generic.GenericRecord;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;

/** What became of a record's value when read with the schemas of this build. */
public sealed interface DecodedEvent {

  /** An event of a type in the catalogue, brought to the schema of this build. */
  record Known(SpecificRecord event, Envelope envelope) implements DecodedEvent {}

  /** A well-formed event of a type that this build has never heard of. A reader goes on past it. */
  record Unfamiliar(GenericRecord record, String schemaName) implements DecodedEvent {}

  /**
   * Bytes that cannot be taken in, now or later: for quarantine.
   *
   * @param detail found and expected, without any content of the record
   */
  record Undecodable(QuarantineCode code, String detail) implements DecodedEvent {}
}
