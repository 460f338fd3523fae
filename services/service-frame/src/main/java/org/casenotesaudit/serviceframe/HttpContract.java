package org.casenotesaudit.serviceframe;

/**
 * What the OpenAPI description of every service says alike. Each service generates its own when it
 * is compiled; {@code description} completes it and serves it as {@code /openapi.yml}.
 */
public final class HttpContract {

  /** Name of the security scheme: a JWT of the agency's issuer with this service as audience. */
  public static final String TOKEN = "token";

  /** Name of the extension under which an operation lists the roles of which one opens it. */
  public static final String ROLES = "x-roles";

  public static final String FOR_ALL =
      " Errors are RFC 9457 problem details (application/problem+json) with a code and, in the"
          + " detail, what was found and what was expected. Times are RFC 3339 in UTC. What an"
          + " operation lists under x-roles are the roles of which a token must carry one.";

  private HttpContract() {}
}
