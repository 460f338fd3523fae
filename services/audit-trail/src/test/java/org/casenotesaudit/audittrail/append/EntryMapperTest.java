package org.casenotesaudit.audittrail.append;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.CaseNoteRecorded;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.QuarantineCode;
import org.casenotesaudit.events.SourceHeartbeat;
import org.casenotesaudit.events.WorkerFileChanged;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.ledger.entry.DraftField;
import org.casenotesaudit.ledger.entry.KeyOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EntryMapperTest {

  private static final Set<String> PUBLIC =
      Set.of("envelope.eventId", "envelope.source", "envelope.sourceSequence");

  private final EntryMapper mapper = new EntryMapper("demo");

  static Stream<Schema> everyEventType() {
    return Topics.APPENDED.stream().flatMap(topic -> topic.eventTypes().stream()).distinct();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyEventType")
  void everyFieldOfEveryEventIsPublicOrSealed(Schema schema) {
    GenericRecord event = new ARandomEvent(1).of(schema);

    MappedEvent mapped = mapper.map(event, WriterSchema.of(schema));

    Set<String> said = new TreeSet<>(PUBLIC);
    mapped.fields().forEach(field -> said.add(field.name()));
    assertThat(said).isEqualTo(names(schema));
    GenericRecord envelope = (GenericRecord) event.get("envelope");
    assertThat(mapped.eventId()).hasToString(envelope.get("eventId").toString());
    assertThat(mapped.source()).isEqualTo(envelope.get("source"));
    assertThat(mapped.provenance().sequence()).hasValue((Long) envelope.get("sourceSequence"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyEventType")
  void absentValuesAreLeftOutAndNothingElse(Schema schema) {
    GenericRecord event = new ARandomEvent(2).withNullsWherePossible().of(schema);

    Set<String> said = new TreeSet<>(PUBLIC);
    mapper.map(event, WriterSchema.of(schema)).fields().forEach(field -> said.add(field.name()));

    assertThat(said).isEqualTo(present(event));
  }

  @Test
  void anAccessIsMappedAsTheGoldenFileSays() throws IOException {
    GenericRecord event = new ARandomEvent(3).of(AccessObserved.getClassSchema());

    MappedEvent mapped = mapper.map(event, WriterSchema.of(AccessObserved.getClassSchema()));

    assertThat(text(mapped)).isEqualTo(golden("access-observed.txt"));
  }

  @Test
  void clientAndActorGoUnderTheirOwnKeysAndDetailsUnderTheClients() {
    GenericRecord event = new ARandomEvent(4).of(AccessObserved.getClassSchema());
    GenericRecord envelope = (GenericRecord) event.get("envelope");
    KeyOwner client = KeyOwner.client(envelope.get("clientId").toString());
    KeyOwner worker = KeyOwner.worker(envelope.get("actorId").toString());

    MappedEvent mapped = mapper.map(event, WriterSchema.of(AccessObserved.getClassSchema()));

    assertThat(owner(mapped, "envelope.clientId")).isEqualTo(client);
    assertThat(owner(mapped, "envelope.actorId")).isEqualTo(worker);
    assertThat(owner(mapped, "purpose")).isEqualTo(client);
    assertThat(mapped.detailsOwner()).isEqualTo(client);
  }

  @Test
  void whatIsAboutNoClientGoesUnderTheActorsKeyAndAWorkersIdUnderTheirOwn() {
    GenericRecord event = new ARandomEvent(5).of(WorkerFileChanged.getClassSchema());
    GenericRecord envelope = (GenericRecord) event.get("envelope");
    envelope.put("clientId", null);

    MappedEvent mapped = mapper.map(event, WriterSchema.of(WorkerFileChanged.getClassSchema()));

    assertThat(owner(mapped, "workerId"))
        .isEqualTo(KeyOwner.worker(event.get("workerId").toString()));
    assertThat(owner(mapped, "teams"))
        .isEqualTo(KeyOwner.worker(envelope.get("actorId").toString()));
  }

  @Test
  void aFieldFurtherDownThatNamesAPersonIsTakenOutOfItsParentAndSealedUnderTheirKey() {
    Schema stop = Schema.createRecord("Stop", "", "org.casenotesaudit.events", false);
    Schema.Field worker = new Schema.Field("workerId", Schema.create(Schema.Type.STRING));
    worker.addProp("person", "self");
    stop.setFields(List.of(worker, new Schema.Field("minutes", Schema.create(Schema.Type.INT))));
    Schema schema = Schema.createRecord("Visited", "", "org.casenotesaudit.events", false);
    schema.setFields(
        List.of(
            new Schema.Field("envelope", Envelope.getClassSchema()),
            new Schema.Field("stops", Schema.createArray(stop))));
    GenericRecord event = new ARandomEvent(12).of(schema);
    GenericRecord first = (GenericRecord) ((List<?>) event.get("stops")).getFirst();
    String workerId = first.get("workerId").toString();

    MappedEvent mapped = mapper.map(event, WriterSchema.of(schema));

    assertThat(owner(mapped, "stops[0].workerId")).isEqualTo(KeyOwner.worker(workerId));
    assertThat(text(mapped)).contains("stops | client").containsOnlyOnce("\"" + workerId + "\"");
  }

  @Test
  void aHeartbeatIsAboutNobody() {
    GenericRecord event =
        new ARandomEvent(6).withNullsWherePossible().of(SourceHeartbeat.getClassSchema());

    MappedEvent mapped = mapper.map(event, WriterSchema.of(SourceHeartbeat.getClassSchema()));

    assertThat(mapped.clientId()).isNull();
    assertThat(mapped.fields()).extracting(DraftField::owner).containsOnly(KeyOwner.agency());
  }

  @Test
  void anEventOfAnotherAgencyIsRefused() {
    GenericRecord event = new ARandomEvent(7).of(CaseNoteRecorded.getClassSchema());
    ((GenericRecord) event.get("envelope")).put("agencyId", "another");

    assertRefused(event, QuarantineCode.ENVELOPE_INVALID, "expected: this ledger's");
  }

  @Test
  void anEventThatNobodyNumberedIsRefused() {
    GenericRecord event = new ARandomEvent(8).of(CaseNoteRecorded.getClassSchema());
    ((GenericRecord) event.get("envelope")).put("sourceSequence", 0L);

    assertRefused(event, QuarantineCode.ENVELOPE_INVALID, "expected: 1 or more");
  }

  @Test
  void anEventIdInAnotherSpellingIsRefused() {
    GenericRecord event = new ARandomEvent(9).of(CaseNoteRecorded.getClassSchema());
    ((GenericRecord) event.get("envelope")).put("eventId", "1-2-3-4-5");

    assertRefused(event, QuarantineCode.ENVELOPE_INVALID, "expected: one in lower case");
  }

  @Test
  void aNumberThatIsNotWholeIsRefused() {
    Schema schema = Schema.createRecord("Measured", "", "org.casenotesaudit.events", false);
    schema.setFields(
        List.of(
            new Schema.Field("envelope", Envelope.getClassSchema()),
            new Schema.Field("share", Schema.create(Schema.Type.DOUBLE))));

    assertRefused(new ARandomEvent(10).of(schema), QuarantineCode.UNDECODABLE, "whole numbers");
  }

  @Test
  void anEventWithMoreFieldsThanAnEntryHoldsIsRefusedBeforeItIsSealed() {
    Schema schema = Schema.createRecord("Wide", "", "org.casenotesaudit.events", false);
    List<Schema.Field> fields = new ArrayList<>();
    fields.add(new Schema.Field("envelope", Envelope.getClassSchema()));
    for (int i = 0; i < 1_500; i++) {
      fields.add(new Schema.Field("field" + i, Schema.create(Schema.Type.INT)));
    }
    schema.setFields(fields);

    assertRefused(new ARandomEvent(11).of(schema), QuarantineCode.TOO_LARGE, "at most");
  }

  private void assertRefused(GenericRecord event, QuarantineCode code, String expected) {
    assertThatThrownBy(() -> mapper.map(event, WriterSchema.of(event.getSchema())))
        .isInstanceOf(UnmappableEventException.class)
        .hasMessageContaining(expected)
        .extracting(refusal -> ((UnmappableEventException) refusal).code())
        .isEqualTo(code);
  }

  private static KeyOwner owner(MappedEvent mapped, String name) {
    return mapped.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow()
        .owner();
  }

  /** Names as the ledger's FORMAT.md says: the envelope's fields one by one, others whole. */
  private static Set<String> names(Schema schema) {
    Set<String> names = new TreeSet<>();
    for (Schema.Field field : schema.getFields()) {
      if (field.name().equals("envelope")) {
        field.schema().getFields().forEach(inner -> names.add("envelope." + inner.name()));
      } else {
        names.add(field.name());
      }
    }
    return names;
  }

  private static Set<String> present(GenericRecord event) {
    Set<String> names = names(event.getSchema());
    names.removeIf(
        name ->
            name.startsWith("envelope.")
                ? ((GenericRecord) event.get("envelope")).get(name.substring(9)) == null
                : event.get(name) == null);
    return names;
  }

  private static String text(MappedEvent mapped) {
    return mapped.fields().stream()
        .map(field -> field.name() + " | " + who(field.owner()) + " | " + field.value().canonical())
        .sorted()
        .collect(Collectors.joining("\n", mapped.schema().fullName() + "\n", "\n"));
  }

  private static String who(KeyOwner owner) {
    return switch (owner) {
      case KeyOwner.Client client -> "client " + client.id();
      case KeyOwner.Worker worker -> "worker " + worker.id();
      case KeyOwner.Agency agency -> "agency";
    };
  }

  private static String golden(String name) throws IOException {
    try (InputStream in = EntryMapperTest.class.getResourceAsStream("/golden/" + name)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
