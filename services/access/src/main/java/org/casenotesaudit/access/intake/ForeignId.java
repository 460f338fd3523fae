package org.casenotesaudit.access.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Reference;

/**
 * How another system names a person.
 *
 * @param system namespace of the value: the identifier's system, or a reference without its last
 *     part; {@value #NO_SYSTEM} where the identifier has none
 * @param value the identifier's value, or the last part of the reference
 */
public record ForeignId(String system, String value) {

  public static final String NO_SYSTEM = "-";

  /** Of a system or a value. What is longer names nobody: a mapping could not be addressed. */
  static final int CHARACTERS_MAX = 255;

  private static final Pattern REFERENCE =
      Pattern.compile("(?<system>.*[A-Za-z]+)/(?<value>[A-Za-z0-9\\-.]{1,64})");
  private static final Pattern VERSION = Pattern.compile("/_history/[^/]+$");

  /**
   * The names that a reference gives, the most exact first: what is in {@code reference}, then what
   * is in {@code identifier}. Displays are names of people and are not looked at.
   */
  static List<ForeignId> of(Reference who) {
    var ids = new ArrayList<ForeignId>();
    if (who.hasReference()) {
      Matcher parts = REFERENCE.matcher(VERSION.matcher(who.getReference()).replaceFirst(""));
      if (parts.matches()) {
        ids.add(new ForeignId(parts.group("system"), parts.group("value")));
      }
    }
    if (who.hasIdentifier() && who.getIdentifier().hasValue()) {
      String system = who.getIdentifier().getSystem();
      ids.add(
          new ForeignId(
              system == null || system.isEmpty() ? NO_SYSTEM : system,
              who.getIdentifier().getValue()));
    }
    return List.copyOf(ids);
  }

  /** Whether a mapping can be set for it. */
  boolean isMappable() {
    return system.length() <= CHARACTERS_MAX && value.length() <= CHARACTERS_MAX;
  }

  /** Whether the value means the same person whoever sends it: its system is an absolute URI. */
  boolean isUniqueEverywhere() {
    return system.contains(":");
  }
}
