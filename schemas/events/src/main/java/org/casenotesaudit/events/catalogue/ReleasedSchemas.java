package org.casenotesaudit.events.catalogue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParser;

/**
 * Every event schema that was ever released. Events written by an earlier version may still wait in
 * an outbox when this one starts.
 */
public final class ReleasedSchemas {

  private static final String FOLDER = "/released/";
  private static final int DIGEST_AND_GAP_CHARACTERS = 64 + 2;

  private ReleasedSchemas() {}

  /** All of them, each version by itself. */
  public static List<Schema> all() {
    try (BufferedReader index =
        new BufferedReader(new InputStreamReader(resource("SHA256SUMS"), StandardCharsets.UTF_8))) {
      return index.lines().map(line -> schema(line.substring(DIGEST_AND_GAP_CHARACTERS))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("released schemas", e);
    }
  }

  private static Schema schema(String path) {
    try (InputStream file = resource(path)) {
      return new SchemaParser().parse(file).mainSchema();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static InputStream resource(String path) {
    return Objects.requireNonNull(
        ReleasedSchemas.class.getResourceAsStream(FOLDER + path), FOLDER + path);
  }
}
