package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpRequest;

/** What htmx says about itself, and what it is told (htmx 2, reference of its headers). */
final class Htmx {

  /** Names itself in each request with this. */
  static final String REQUEST = "HX-Request";

  /** Makes the browser go there, where a redirect would be followed into a part of the page. */
  static final String REDIRECT = "HX-Redirect";

  private Htmx() {}

  /** Whether a part of a page is asked for, and not a page. */
  static boolean asks(HttpRequest<?> request) {
    return "true".equals(request.getHeaders().get(REQUEST));
  }
}
