package org.casenotesaudit.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidatorBuilder;
import org.casenotesaudit.events.catalogue.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every event type stays readable both ways with every version ever released: FULL_TRANSITIVE,
 * checked without a registry.
 *
 * <p>To release: {@code mvn -pl schemas/events test -Dtest=ReleasedSchemasTest
 * -Dschemas.release=0.2} writes the present schemas to src/main/resources/released/0.2.
 */
class ReleasedSchemasTest {

  private static final Path RELEASED = Path.of("src/main/resources/released");

  /** Of all released files, as {@code sha256sum} writes them; a release adds its lines. */
  private static final Path DIGESTS = RELEASED.resolve("SHA256SUMS");

  static Stream<Schema> eventTypes() {
    return Topics.ALL.stream().flatMap(topic -> topic.eventTypes().stream()).distinct();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("eventTypes")
  void isCompatibleBothWaysWithEveryReleasedVersion(Schema present) throws IOException {
    List<Schema> released = releasedVersionsOf(present);
    assertThat(released).as("released versions of " + present.getName()).isNotEmpty();
    assertThatNoException()
        .isThrownBy(
            () ->
                new SchemaValidatorBuilder()
                    .mutualReadStrategy()
                    .validateAll()
                    .validate(present, released));
  }

  @Test
  void noReleasedTypeHasVanished() throws IOException {
    List<String> present = eventTypes().map(Schema::getName).toList();
    try (Stream<Path> files = Files.walk(RELEASED)) {
      List<String> vanished =
          files
              .filter(file -> file.toString().endsWith(".avsc"))
              .map(file -> file.getFileName().toString().replace(".avsc", ""))
              .filter(name -> !present.contains(name))
              .toList();
      assertThat(vanished).isEmpty();
    }
  }

  /** A released schema that is edited afterwards would be compared with itself. */
  @Test
  void everyReleasedFileIsAsItWasReleased() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RELEASED)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".avsc")).sorted().toList()) {
        found.add(line(file));
      }
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(Files.readAllLines(DIGESTS));
  }

  @Test
  void aFieldWithoutADefaultWouldBeRefused() {
    Schema present = ClientRegistered.getClassSchema();
    List<Schema.Field> fields = new ArrayList<>();
    present.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    fields.add(new Schema.Field("extra", Schema.create(Schema.Type.LONG), "No default."));
    Schema broken =
        Schema.createRecord(
            present.getName(), present.getDoc(), present.getNamespace(), false, fields);
    assertThat(
            catchThrowable(
                () ->
                    new SchemaValidatorBuilder()
                        .mutualReadStrategy()
                        .validateAll()
                        .validate(broken, List.of(present))))
        .isInstanceOf(SchemaValidationException.class);
  }

  private static List<Schema> releasedVersionsOf(Schema present) throws IOException {
    releaseIfAsked(present);
    List<Schema> versions = new ArrayList<>();
    try (Stream<Path> files = Files.walk(RELEASED)) {
      for (Path file :
          files.filter(f -> f.endsWith(present.getName() + ".avsc")).sorted().toList()) {
        versions.add(new SchemaParser().parse(Files.readString(file)).mainSchema());
      }
    }
    return versions;
  }

  private static void releaseIfAsked(Schema present) throws IOException {
    String release = System.getProperty("schemas.release");
    if (release != null) {
      Path file = RELEASED.resolve(release).resolve(present.getName() + ".avsc");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          withoutJavaProperties(present) + System.lineSeparator(),
          StandardOpenOption.CREATE_NEW);
      Files.writeString(
          DIGESTS,
          line(file) + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }

  private static String line(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest) + "  " + RELEASED.relativize(file);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The string type of the generated classes is no business of other readers. */
  private static String withoutJavaProperties(Schema schema) {
    return schema
        .toString(true)
        .replaceAll(
            "\\{\\s*\"type\"\\s*:\\s*\"string\",\\s*\"avro.java.string\"\\s*:\\s*\"String\"\\s*}",
            "\"string\"");
  }
}
