package org.casenotesaudit.alerts.console;

import io.micronaut.security.authentication.Authentication;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param title of the page, before the product's name
 * @param signedInAs the person's reference, null when nobody is signed in
 * @param formToken stands in every form, empty when nobody is signed in
 */
public record Frame(String title, @Nullable String signedInAs, String formToken) {

  static Frame forNobody(String title) {
    return new Frame(title, null, "");
  }

  static Frame forPerson(String title, Authentication who) {
    return new Frame(
        title,
        Reference.of(new WorkerId(who.getName())),
        String.valueOf(who.getAttributes().getOrDefault(SessionCookie.FORM_TOKEN, "")));
  }
}
