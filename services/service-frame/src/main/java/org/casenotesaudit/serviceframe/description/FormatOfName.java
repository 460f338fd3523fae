package org.casenotesaudit.serviceframe.description;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the names of fields and parameters tell of their format, because here one word means one
 * thing: an id is a UUID, what ends in At is a moment.
 */
final class FormatOfName {

  private static final Pattern ID = Pattern.compile("(id|.*Ids?)");
  private static final Pattern MOMENT = Pattern.compile(".*At|validFrom|validUntil");
  private static final Pattern DATE = Pattern.compile("dateOfBirth|.*DateOfBirth");

  private FormatOfName() {}

  static Optional<String> of(String name) {
    if (ID.matcher(name).matches()) {
      return Optional.of(Format.UUID);
    }
    if (MOMENT.matcher(name).matches()) {
      return Optional.of(Format.DATE_TIME);
    }
    return DATE.matcher(name).matches() ? Optional.of(Format.DATE) : Optional.empty();
  }
}
