package org.casenotesaudit.serviceframe.description;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A controller whose errors are no problem details, because its callers speak something else. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ErrorsAs {

  String mediaType();

  /** What the body is, for a reader: one sentence. */
  String body();
}
