package org.casenotesaudit.serviceframe.problem;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A UUID in its one spelling (RFC 9562, section 4, in lower case): two spellings of one id would be
 * two persons to the ledger. Java reads more, for instance {@code 1-1-1-1-1}.
 */
public final class CanonicalUuid {

  /** What a caller hears who sent something else. */
  public static final String EXPECTED = "a UUID in lower case";

  private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private CanonicalUuid() {}

  /** The id, or empty if the text is none or in another spelling. */
  public static Optional<UUID> parse(@Nullable String text) {
    return text != null && FORM.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }
}
