package org.casenotesaudit.access.intake;

import io.micronaut.http.HttpStatus;
import java.util.Locale;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/**
 * The name under which another system's events are numbered: its token's client, never what a body
 * says.
 */
final class ForeignSource {

  static final String NOT_A_SOURCE = "not-a-source";

  private ForeignSource() {}

  /**
   * @throws ProblemException 403 for a name of our own: an app numbers its events under its name,
   *     or, where each of its parts numbers its own, under names that begin with it ({@code
   *     confidentiality-0-1})
   */
  static String of(String subject) {
    if (isOurs(subject.toLowerCase(Locale.ROOT))) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          NOT_A_SOURCE,
          "sub: not an intake client (expected: not the name of a service of ours, nor that and a"
              + " dash in front)");
    }
    return subject;
  }

  private static boolean isOurs(String name) {
    return Topics.APPS.stream().anyMatch(app -> name.equals(app) || name.startsWith(app + "-"));
  }
}
