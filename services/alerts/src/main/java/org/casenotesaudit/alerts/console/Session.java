package org.casenotesaudit.alerts.console;

import java.util.Set;

/**
 * A person signed in to the console.
 *
 * @param formToken stands in every form of this session: a form without it was not ours
 */
record Session(String workerId, String agencyId, Set<String> roles, String formToken) {
  Session {
    roles = Set.copyOf(roles);
  }
}
