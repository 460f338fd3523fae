package org.casenotesaudit.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.Test;

/** What every event schema must say about itself, checked field by field. */
class SchemaConventionsTest {

  /** What a string may be. Anything else could carry the words of a note. */
  private static final Set<String> STRING_FORMATS = Set.of("uuid", "code", "sha256");

  private static final Set<String> SENSITIVITIES = Set.of("none", "pseudonym");
  private static final Set<String> PERSONS = Set.of("client", "actor", "self");

  @Test
  void everyTypeAndFieldIsDocumentedInASentence() {
    assertThat(violations(SchemaConventionsTest::undocumented)).isEmpty();
  }

  @Test
  void noFieldIsPersonalAndEachSaysHowSensitiveItIs() {
    assertThat(
            violations(
                (owner, field) ->
                    SENSITIVITIES.contains(String.valueOf(field.getProp("sensitivity")))
                        ? null
                        : "sensitivity: " + field.getProp("sensitivity")))
        .isEmpty();
  }

  @Test
  void aPseudonymOfOnePersonSaysWhosePseudonymItIs() {
    assertThat(
            violations(
                (owner, field) -> {
                  boolean single = !isCollection(field.schema());
                  String person = field.getProp("person");
                  if ("pseudonym".equals(field.getProp("sensitivity")) && single) {
                    return PERSONS.contains(String.valueOf(person)) ? null : "person: " + person;
                  }
                  return person == null ? null : "person: " + person + " on a field of no person";
                }))
        .isEmpty();
  }

  @Test
  void noStringIsFreeText() {
    assertThat(
            violations(
                (owner, field) -> {
                  boolean text = holdsString(field.schema());
                  String format = field.getProp("format");
                  if (text) {
                    return STRING_FORMATS.contains(String.valueOf(format))
                        ? null
                        : "format: " + format;
                  }
                  return format == null ? null : "format on a field that is no string";
                }))
        .isEmpty();
  }

  @Test
  void enumsHaveUnknownAsTheirDefaultSoThatOldReadersGoOn() {
    List<String> wrong = new ArrayList<>();
    for (Schema type : allTypes()) {
      if (type.getType() == Schema.Type.ENUM
          && !("UNKNOWN".equals(type.getEnumDefault()) && type.hasEnumSymbol("UNKNOWN"))) {
        wrong.add(type.getFullName());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void noFieldIsAFloatingPointNumberOrAMapOrADate() {
    assertThat(
            violations(
                (owner, field) ->
                    switch (plain(field.schema()).getType()) {
                      case FLOAT, DOUBLE, MAP, FIXED, BYTES -> field.schema().toString();
                      case LONG, INT ->
                          plain(field.schema()).getLogicalType() == null
                                  || plain(field.schema())
                                      .getLogicalType()
                                      .getName()
                                      .equals("timestamp-micros")
                              ? null
                              : field.schema().toString();
                      case RECORD, ENUM, ARRAY, UNION, STRING, BOOLEAN, NULL -> null;
                    }))
        .isEmpty();
  }

  @Test
  void everyEventBeginsWithItsEnvelope() {
    for (Schema event : eventTypes()) {
      assertThat(event.getFields().get(0).name()).as(event.getName()).isEqualTo("envelope");
      assertThat(event.getFields().get(0).schema()).isEqualTo(Envelope.getClassSchema());
    }
  }

  private interface FieldCheck {
    String violation(Schema owner, Schema.Field field);
  }

  private static String undocumented(Schema owner, Schema.Field field) {
    String doc = field.doc();
    return doc != null && doc.length() >= 4 && doc.endsWith(".") ? null : "doc: " + doc;
  }

  private static List<String> violations(FieldCheck check) {
    List<String> found = new ArrayList<>();
    int fields = 0;
    for (Schema type : allTypes()) {
      if (type.getDoc() == null || !type.getDoc().endsWith(".")) {
        found.add(type.getFullName() + " doc: " + type.getDoc());
      }
      if (type.getType() == Schema.Type.RECORD) {
        for (Schema.Field field : type.getFields()) {
          fields++;
          String violation = check.violation(type, field);
          if (violation != null) {
            found.add(type.getName() + "." + field.name() + " " + violation);
          }
        }
      }
    }
    assertThat(fields).as("fields looked at").isGreaterThan(150);
    return found;
  }

  private static Set<Schema> eventTypes() {
    Set<Schema> types = new LinkedHashSet<>();
    Topics.ALL.forEach(topic -> types.addAll(topic.eventTypes()));
    return types;
  }

  private static Set<Schema> allTypes() {
    Set<Schema> types = new LinkedHashSet<>();
    eventTypes().forEach(type -> collect(type, types));
    return types;
  }

  private static void collect(Schema schema, Set<Schema> into) {
    switch (schema.getType()) {
      case RECORD -> {
        if (into.add(schema)) {
          schema.getFields().forEach(field -> collect(field.schema(), into));
        }
      }
      case ENUM -> into.add(schema);
      case ARRAY -> collect(schema.getElementType(), into);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, into));
      case MAP, FIXED, STRING, BYTES, INT, LONG, FLOAT, DOUBLE, BOOLEAN, NULL -> {}
    }
  }

  private static Schema plain(Schema schema) {
    return switch (schema.getType()) {
      case UNION ->
          schema.getTypes().stream()
              .filter(branch -> branch.getType() != Schema.Type.NULL)
              .findFirst()
              .orElseThrow();
      case ARRAY -> plain(schema.getElementType());
      default -> schema;
    };
  }

  private static boolean holdsString(Schema schema) {
    return plain(schema).getType() == Schema.Type.STRING;
  }

  private static boolean isCollection(Schema schema) {
    return schema.getType() == Schema.Type.ARRAY;
  }
}
