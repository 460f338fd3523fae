package org.casenotesaudit.alerts.console;

/** The page before the issuer's: it says where the button leads. */
public record SignInPage(Frame frame, String startHref) {}
