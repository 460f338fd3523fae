package org.casenotesaudit.serviceframe.logging;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import org.jspecify.annotations.Nullable;

/**
 * Prints exceptions as types and places, without their messages: a message can hold what a person
 * wrote, for instance the text that a parser stumbled over.
 */
public final class PlacesConverter extends ThrowableHandlingConverter {

  private static final int PLACES_SHOWN = 15;

  @Override
  public String convert(ILoggingEvent event) {
    var text = new StringBuilder();
    @Nullable IThrowableProxy cause = event.getThrowableProxy();
    while (cause != null) {
      text.append(cause.getClassName()).append(System.lineSeparator());
      StackTraceElementProxy[] places = cause.getStackTraceElementProxyArray();
      for (int i = 0; i < Math.min(PLACES_SHOWN, places.length); i++) {
        text.append("  ").append(places[i].getSTEAsString()).append(System.lineSeparator());
      }
      cause = cause.getCause();
    }
    return text.toString();
  }
}
