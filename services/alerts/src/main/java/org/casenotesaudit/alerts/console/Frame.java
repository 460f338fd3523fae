package org.casenotesaudit.alerts.console;

import io.micronaut.security.authentication.Authentication;
import org.casenotesaudit.alerts.concern.Reference;
import org.casenotesaudit.alerts.concern.WorkerId;
import org.casenotesaudit.serviceframe.security.Roles;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param title of the page, before the product's name
 * @param signedInAs the person's own name, if their browser knows it, and reference; null when
 *     nobody is signed in
 * @param reviews whether the console is for this person
 * @param formToken stands in every form, empty when nobody is signed in
 */
public record Frame(String title, @Nullable String signedInAs, boolean reviews, String formToken) {

  static Frame forNobody(String title) {
    return new Frame(title, null, false, "");
  }

  static Frame forPerson(String title, Authentication who) {
    String reference = Reference.of(new WorkerId(who.getName()));
    return new Frame(
        title,
        who.getAttributes().get(SessionCookie.OWN_NAME) instanceof String name
            ? name + " (" + reference + ")"
            : reference,
        reviews(who),
        String.valueOf(who.getAttributes().getOrDefault(SessionCookie.FORM_TOKEN, "")));
  }

  static boolean reviews(Authentication who) {
    return who.getRoles().contains(Roles.COMPLIANCE_OFFICER)
        || who.getRoles().contains(Roles.PRIVACY_LEAD);
  }
}
