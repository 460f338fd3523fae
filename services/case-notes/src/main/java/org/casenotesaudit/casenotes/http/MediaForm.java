package org.casenotesaudit.casenotes.http;

import io.micronaut.core.annotation.Introspected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.casenotesaudit.casenotes.http.MultipartReader.Part;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Format;
import org.casenotesaudit.serviceframe.description.Required;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * The form that brings a recording: its fields, then the file. The file comes last, so that it can
 * be sealed as it arrives: nothing of it waits in memory for what is said about it.
 */
record MediaForm(Map<String, String> fields, Part file) {

  private static final String FILE = "file";
  private static final List<String> REQUIRED = List.of("kind", "capturedAt");
  private static final List<String> OPTIONAL =
      List.of("subjects", "nonClientSubjects", "unidentifiedSubjects");

  /** A hundred clients with their commas, and room. */
  private static final int FIELD_BYTES_MAX = 8_000;

  MediaForm {
    fields = Map.copyOf(fields);
  }

  /**
   * The form as its sender sees it.
   *
   * @param kind what the recording is
   * @param capturedAt when it was captured, not in the future
   * @param subjects ids of the clients seen or heard, with commas between them, the client of the
   *     case among them; that client alone if not sent
   * @param nonClientSubjects how many others who are known are seen or heard; none if not sent
   * @param unidentifiedSubjects how many who are not known yet; none if not sent
   * @param file the recording, as the last part
   */
  @Introspected
  record AsSent(
      @Required @Codes(MediaKind.class) String kind,
      @Required String capturedAt,
      @Nullable String subjects,
      @Nullable Integer nonClientSubjects,
      @Nullable Integer unidentifiedSubjects,
      @Required @Format("binary") String file) {}

  @Nullable String field(String name) {
    return fields.get(name);
  }

  /**
   * Reads up to the first byte of the file.
   *
   * @throws ProblemException 400 if the file comes before a field that must be known, or never
   */
  static MediaForm before(MultipartReader form) throws IOException {
    Map<String, String> fields = new HashMap<>();
    for (Optional<Part> part = form.next(); part.isPresent(); part = form.next()) {
      String name = part.get().name();
      if (name.equals(FILE)) {
        requireAll(fields);
        return new MediaForm(fields, part.get());
      }
      if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
        throw ProblemException.invalidField("body", "a field of another name", "" + names());
      }
      if (fields.put(name, valueOf(part.get())) != null) {
        throw ProblemException.invalidField(name, "twice", "once");
      }
    }
    throw ProblemException.invalidField(FILE, "no part of this name", "the recording");
  }

  /**
   * @throws ProblemException 400 if anything follows the file
   */
  static void requireEnd(MultipartReader form) throws IOException {
    Optional<Part> more = form.next();
    if (more.isPresent()) {
      String name = more.get().name();
      throw notLast(OPTIONAL.contains(name) || REQUIRED.contains(name) ? name : "another part");
    }
  }

  private static void requireAll(Map<String, String> fields) {
    for (String required : REQUIRED) {
      if (!fields.containsKey(required)) {
        throw notLast(required);
      }
    }
  }

  private static String valueOf(Part part) throws IOException {
    byte[] bytes = part.bytes().readNBytes(FIELD_BYTES_MAX + 1);
    if (bytes.length > FIELD_BYTES_MAX) {
      throw ProblemException.invalidField(
          part.name(), "more than " + FIELD_BYTES_MAX + " bytes", "at most " + FIELD_BYTES_MAX);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static List<String> names() {
    return List.of(
        REQUIRED.get(0), REQUIRED.get(1), OPTIONAL.get(0), OPTIONAL.get(1), OPTIONAL.get(2), FILE);
  }

  private static ProblemException notLast(String before) {
    return ProblemException.invalidField(FILE, "before " + before, "the file as the last part");
  }
}
