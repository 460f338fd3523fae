package org.casenotesaudit.serviceframe.security;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the subject of a token may look like. It goes into events as their actor, and from there
 * into topics and the ledger, which nothing leaves again: so it is an id or a code, never a name or
 * an address by which somebody is known elsewhere.
 */
public final class Subjects {

  /** What is expected of one, in words. */
  static final String EXPECTED =
      "a UUID in lower case; of a service or another system up to 64 letters, digits, dots, dashes"
          + " and underscores";

  /** Roles of services and other systems; their client ids are codes that the agency gave them. */
  private static final Set<String> SYSTEM_ROLES =
      Set.of(Roles.INTAKE, Roles.CONTENT_READER, Roles.SERVICE_ALERTS, Roles.PLATFORM);

  /** In lower case only: ids are compared as text, and a worker under two of them is two. */
  private static final Pattern WORKER =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private static final Pattern SYSTEM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private Subjects() {}

  /** Whether it is a worker's id, a UUID. */
  public static boolean isOfWorker(String subject) {
    return WORKER.matcher(subject).matches();
  }

  /** Whether it is a code such as services and other systems have for a client id. */
  public static boolean isOfSystem(String subject) {
    return SYSTEM.matcher(subject).matches();
  }

  /**
   * Whether a caller with these roles may have that subject: a code is for those alone whose every
   * role is a system's. Without any role one is taken for a person.
   */
  static boolean isAllowed(String subject, Collection<String> roles) {
    return isOfWorker(subject)
        || (!roles.isEmpty() && SYSTEM_ROLES.containsAll(roles) && isOfSystem(subject));
  }
}
