package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpStatus;
import io.micronaut.security.authentication.Authentication;
import java.util.Map;
import org.casenotesaudit.serviceframe.problem.ProblemException;

/** A form counts only with its session's token: another site can send a form, but not that. */
final class FormToken {

  private FormToken() {}

  static void require(Authentication who, Map<String, String> form) {
    Object held = who.getAttributes().get(SessionCookie.FORM_TOKEN);
    String sent = form.getOrDefault(SessionCookie.FORM_TOKEN, "");
    if (!(held instanceof String token) || token.isEmpty() || !Secret.same(token, sent)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "form-token-invalid",
          "This form did not come from your session (expected: a form opened after signing in)."
              + " Nothing was changed.");
    }
  }
}
