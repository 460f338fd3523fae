package org.casenotesaudit.casenotes.media;

import io.micronaut.http.HttpStatus;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * What the uploader says a recording is.
 *
 * @param kind photo, video or audio
 * @param mediaType type of the file's part, without parameters; null or application/octet-stream
 *     when nothing is claimed
 */
public record DeclaredType(MediaKind kind, @Nullable String mediaType) {

  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "image/jpg", "image/jpeg",
          "image/heif", "image/heic",
          "audio/x-wav", "audio/wav",
          "audio/wave", "audio/wav",
          "audio/vnd.wave", "audio/wav",
          "audio/mp3", "audio/mpeg",
          "audio/x-m4a", "audio/mp4",
          "audio/m4a", "audio/mp4",
          "audio/x-flac", "audio/flac");

  /**
   * The type the recording is kept under.
   *
   * @param head the first bytes of the file
   * @throws ProblemException 415 {@code media-type-not-taken} if it is no recording that is taken,
   *     415 {@code media-type-mismatch} if it is not what was declared
   */
  public String provenBy(byte[] head) {
    Container found =
        Container.of(head)
            .orElseThrow(
                () ->
                    refused("media-type-not-taken", "bytes of no known recording", takenAs(kind)));
    String type =
        found
            .typeAs(kind)
            .orElseThrow(
                () ->
                    refused(
                        "media-type-mismatch", String.join(" or ", found.types()), takenAs(kind)));
    if (mediaType == null || mediaType.equals("application/octet-stream")) {
      return type;
    }
    String declared = mediaType.toLowerCase(Locale.ROOT);
    if (!found.types().contains(OTHER_NAMES.getOrDefault(declared, declared))) {
      throw refused(
          "media-type-mismatch", String.join(" or ", found.types()), declared + ", as declared");
    }
    return type;
  }

  private static String takenAs(MediaKind kind) {
    return "for "
        + kind
        + " one of "
        + Arrays.stream(Container.values())
            .flatMap(container -> container.typeAs(kind).stream())
            .collect(Collectors.joining(", "));
  }

  private static ProblemException refused(String code, String found, String expected) {
    return new ProblemException(
        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
        code,
        "file: \"" + found + "\" (expected: " + expected + ")");
  }
}
