package org.casenotesaudit.messaging.provision;

/** A cluster or registry does not answer; asked again later it may. */
public final class UnreachableException extends IllegalStateException {

  UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
