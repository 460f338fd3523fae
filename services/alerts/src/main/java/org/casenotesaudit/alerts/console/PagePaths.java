package org.casenotesaudit.alerts.console;

/** Which paths are pages for people, and which belong to programs. */
final class PagePaths {

  private PagePaths() {}

  static boolean isPage(String path) {
    return path.equals("/")
        || path.equals("/live")
        || path.equals("/sign-in")
        || path.startsWith("/sign-in/")
        || path.equals("/sign-out")
        || path.equals("/signed-out")
        || path.startsWith("/concerns/");
  }

  /** REST, health, metrics: their answers stay what programs read, whoever asks. */
  static boolean isForPrograms(String path) {
    return path.startsWith("/v1/")
        || path.startsWith("/health")
        || path.equals("/prometheus")
        || path.startsWith("/openapi");
  }

  /** A place within the console to go back to; anything else becomes the queue. */
  static String ownPath(String wanted) {
    return wanted.startsWith("/")
            && !wanted.startsWith("//")
            && !wanted.contains("\\")
            && isPage(wanted.split("[?#]", 2)[0])
            && wanted.chars().noneMatch(Character::isISOControl)
        ? wanted
        : "/";
  }
}
