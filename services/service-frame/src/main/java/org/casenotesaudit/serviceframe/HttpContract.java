package org.casenotesaudit.serviceframe;

/**
 * What the OpenAPI description of every service says alike. Each service generates its own when it
 * is compiled and serves it as {@code /openapi.yml}.
 */
public final class HttpContract {

  /** Name of the security scheme: a JWT of the agency's issuer with this service as audience. */
  public static final String TOKEN = "token";

  public static final String FOR_ALL =
      " Where 200 is named, a creation answers 201 and an answer without a body 204. Errors are RFC"
          + " 9457 problem details (application/problem+json) with a code and, in the detail, what"
          + " was found and what was expected. Times are RFC 3339 in UTC. A request that creates"
          + " takes an Idempotency-Key, unless its route says that it does not apply.";

  private HttpContract() {}
}
