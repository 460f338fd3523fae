package org.casenotesaudit.access;

import java.util.UUID;
import org.casenotesaudit.serviceframe.problem.CanonicalUuid;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** One access, permitted or refused. */
public record AccessId(UUID value) {

  /**
   * The access named in a path.
   *
   * @throws ProblemException 404 if the text is no id: no such access either
   */
  public static AccessId parse(String text) {
    return CanonicalUuid.parse(text).map(AccessId::new).orElseThrow(ProblemException::notFound);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
