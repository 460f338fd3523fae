package org.casenotesaudit.messaging;

/**
 * What may be said of a failure in a log line: which exceptions, where. Never their messages, which
 * may quote a row or a request.
 */
public final class Failures {

  private static final String OURS = "org.casenotesaudit.";

  private Failures() {}

  /** The chain of exception classes and the place in our code closest to the fault. */
  public static String nameOf(Throwable failure) {
    StringBuilder name = new StringBuilder();
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
      name.append(depth == 0 ? "" : " < ").append(cause.getClass().getSimpleName());
      if (cause instanceof java.sql.SQLException sql && sql.getSQLState() != null) {
        name.append(' ').append(sql.getSQLState());
      }
    }
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        name.append(" at ").append(frame.getClassName().substring(OURS.length()));
        return name.append(':').append(frame.getLineNumber()).toString();
      }
    }
    return name.toString();
  }
}
