package org.casenotesaudit.serviceframe.start;

import io.micronaut.context.env.Environment;
import io.micronaut.runtime.Micronaut;
import org.casenotesaudit.messaging.Failures;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main method of every service. */
public final class ServiceStart {

  private static final Logger LOG = LoggerFactory.getLogger(ServiceStart.class);
  private static final int REFUSED = 1;

  private ServiceStart() {}

  /**
   * Starts the service; if it cannot start, says why in one line and ends the process with exit
   * code 1.
   */
  public static void run(Class<?> application, String... arguments) {
    try {
      new WithoutStackTrace().args(arguments).mainClass(application).banner(false).start();
    } catch (RuntimeException failure) {
      LOG.error("not started: {}", reason(failure));
      LOG.debug("not started", failure);
      System.exit(REFUSED);
    }
  }

  /** Micronaut would log the whole chain, in which the one line that helps is hard to find. */
  private static final class WithoutStackTrace extends Micronaut {

    @Override
    protected void handleStartupException(Environment environment, Throwable failure) {
      throw new IllegalStateException(failure);
    }
  }

  /**
   * What was refused, in its own words, which tell what was expected; of any other failure its
   * root's words, its kind and its place.
   */
  static String reason(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      // The wrapping exceptions of the framework quote their causes, with lines of their own.
      if (message != null && message.contains("(expected: ") && !message.contains("\n")) {
        return message;
      }
      root = cause;
    }
    return oneLine(root.getMessage()) + " (" + Failures.nameOf(root) + ")";
  }

  private static String oneLine(@Nullable String message) {
    return message == null ? "no reason given" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
