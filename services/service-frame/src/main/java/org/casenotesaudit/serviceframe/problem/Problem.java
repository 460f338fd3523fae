package org.casenotesaudit.serviceframe.problem;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The body of an error: RFC 9457 problem details with a code for programs.
 *
 * @param type a URN made of the code
 * @param title the HTTP status in words
 * @param status the HTTP status
 * @param code what went wrong, from a closed list per route
 * @param detail one sentence for a person: what was found and what was expected; no personal data
 */
@Serdeable
public record Problem(String type, String title, int status, String code, String detail) {

  public static final MediaType MEDIA_TYPE = MediaType.of("application/problem+json");

  public static Problem of(HttpStatus status, String code, String detail) {
    return new Problem(
        "urn:case-notes-audit:problem:" + code, status.getReason(), status.getCode(), code, detail);
  }

  public MutableHttpResponse<Problem> response() {
    return onto(io.micronaut.http.HttpResponse.status(HttpStatus.valueOf(status)));
  }

  MutableHttpResponse<Problem> onto(MutableHttpResponse<?> response) {
    return response.contentType(MEDIA_TYPE).body(this);
  }
}
