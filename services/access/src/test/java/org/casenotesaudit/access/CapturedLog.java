package org.casenotesaudit.access;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** What is logged meanwhile, with the messages of all failures. */
final class CapturedLog implements AutoCloseable {

  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

  private CapturedLog() {
    appender.start();
    root.addAppender(appender);
  }

  static CapturedLog start() {
    return new CapturedLog();
  }

  String text() {
    return List.copyOf(appender.list).stream()
        .map(event -> event.getFormattedMessage() + messagesOf(event.getThrowableProxy()))
        .collect(Collectors.joining("\n"));
  }

  private static String messagesOf(IThrowableProxy failure) {
    return failure == null ? "" : "\n" + failure.getMessage() + messagesOf(failure.getCause());
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    appender.stop();
  }
}
