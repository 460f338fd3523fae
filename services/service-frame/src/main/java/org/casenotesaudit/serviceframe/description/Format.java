package org.casenotesaudit.serviceframe.description;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The format of a text, where its name does not tell it: {@link FormatOfName} says what names tell.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Format {

  /** Any text, although its name sounds like a format. */
  String NONE = "";

  String UUID = "uuid";
  String DATE_TIME = "date-time";
  String DATE = "date";

  /** A format of OpenAPI 3.0 or of its registry, or {@link #NONE}. */
  String value();
}
