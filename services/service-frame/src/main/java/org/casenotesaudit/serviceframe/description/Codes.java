package org.casenotesaudit.serviceframe.description;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A text, or a list of texts, from a closed list. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Codes {

  /** The list: names of its constants, or what they say where they are {@link WireCode}s. */
  Class<? extends Enum<?>> value();

  /** Constants that are never taken. They can still stand in an answer. */
  String[] refused() default {"UNKNOWN"};
}
