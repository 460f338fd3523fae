package org.casenotesaudit.serviceframe.description;

import io.micronaut.http.HttpStatus;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An answer with which a route ends a request, besides those that every route of its kind gives
 * ({@link ErrorAnswers}).
 */
@Documented
@Repeatable(Refuses.Several.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {

  HttpStatus status();

  /** As in the body, for programs. */
  String code();

  /** When it happens: one sentence. */
  String when();

  /** Holds several. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.METHOD)
  @interface Several {
    Refuses[] value();
  }
}
