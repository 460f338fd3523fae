package org.casenotesaudit.casenotes.media;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.events.MediaKind;

/**
 * What the first bytes of a file say it is. A name or a declared type can lie; these bytes decide
 * whether a browser will later take the file for something else. Signatures:
 * https://mimesniff.spec.whatwg.org/#matching-an-image-type-pattern and the sections after it;
 * brands of ISO base media files: https://mp4ra.org/registered-types/brands
 */
public enum Container {
  JPEG(Map.of(MediaKind.PHOTO, "image/jpeg")),
  PNG(Map.of(MediaKind.PHOTO, "image/png")),
  WEBP(Map.of(MediaKind.PHOTO, "image/webp")),
  HEIC(Map.of(MediaKind.PHOTO, "image/heic")),
  MP4(Map.of(MediaKind.VIDEO, "video/mp4", MediaKind.AUDIO, "audio/mp4")),
  QUICKTIME(Map.of(MediaKind.VIDEO, "video/quicktime")),
  WEBM(Map.of(MediaKind.VIDEO, "video/webm", MediaKind.AUDIO, "audio/webm")),
  OGG(Map.of(MediaKind.VIDEO, "video/ogg", MediaKind.AUDIO, "audio/ogg")),
  MP3(Map.of(MediaKind.AUDIO, "audio/mpeg")),
  WAV(Map.of(MediaKind.AUDIO, "audio/wav")),
  FLAC(Map.of(MediaKind.AUDIO, "audio/flac"));

  /** How many bytes from the beginning are looked at. */
  public static final int BYTES_LOOKED_AT = 64;

  private static final Set<String> HEIC_BRANDS =
      Set.of("heic", "heix", "hevc", "heim", "heis", "mif1", "msf1");
  private static final Set<String> MP4_BRANDS =
      Set.of(
          "isom", "iso2", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ", "M4A ",
          "MSNV", "mmp4", "3gp4", "3gp5", "3gp6");

  private final Map<MediaKind, String> typeByKind;

  Container(Map<MediaKind, String> typeByKind) {
    this.typeByKind = typeByKind;
  }

  /** The media type of such a file when it is that kind of recording; nothing if it cannot be. */
  public Optional<String> typeAs(MediaKind kind) {
    return Optional.ofNullable(typeByKind.get(kind));
  }

  /** The media types such a file may go by. */
  public List<String> types() {
    return typeByKind.values().stream().sorted().toList();
  }

  /** What a file that begins so is, or nothing when it is none that is taken. */
  public static Optional<Container> of(byte[] head) {
    if (starts(head, 0, 0xFF, 0xD8, 0xFF)) {
      return Optional.of(JPEG);
    }
    if (starts(head, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
      return Optional.of(PNG);
    }
    if (starts(head, 0, 'R', 'I', 'F', 'F')) {
      return ofRiff(text(head, 8, 12));
    }
    if (starts(head, 4, 'f', 't', 'y', 'p')) {
      return ofBrand(text(head, 8, 12));
    }
    if (starts(head, 0, 0x1A, 0x45, 0xDF, 0xA3)) {
      return text(head, 4, BYTES_LOOKED_AT).contains("webm") ? Optional.of(WEBM) : Optional.empty();
    }
    if (starts(head, 0, 'O', 'g', 'g', 'S', 0)) {
      return Optional.of(OGG);
    }
    if (starts(head, 0, 'f', 'L', 'a', 'C')) {
      return Optional.of(FLAC);
    }
    return starts(head, 0, 'I', 'D', '3') || isMp3Frame(head) ? Optional.of(MP3) : Optional.empty();
  }

  private static Optional<Container> ofRiff(String form) {
    return switch (form) {
      case "WAVE" -> Optional.of(WAV);
      case "WEBP" -> Optional.of(WEBP);
      default -> Optional.empty();
    };
  }

  private static Optional<Container> ofBrand(String brand) {
    if (brand.equals("qt  ")) {
      return Optional.of(QUICKTIME);
    }
    if (HEIC_BRANDS.contains(brand)) {
      return Optional.of(HEIC);
    }
    return MP4_BRANDS.contains(brand) ? Optional.of(MP4) : Optional.empty();
  }

  /** Eleven bits of sync, MPEG 1 or 2, layer III, and a bit rate that exists. */
  private static boolean isMp3Frame(byte[] head) {
    return head.length > 2
        && (head[0] & 0xFF) == 0xFF
        && (head[1] & 0xE6) == 0xE2
        && (head[2] & 0xF0) != 0xF0
        && (head[2] & 0xF0) != 0;
  }

  private static boolean starts(byte[] head, int at, int... expected) {
    if (head.length < at + expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if ((head[at + i] & 0xFF) != expected[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] head, int from, int to) {
    int end = Math.min(to, head.length);
    return from >= end
        ? ""
        : new String(Arrays.copyOfRange(head, from, end), StandardCharsets.ISO_8859_1);
  }
}
