package org.casenotesaudit.messaging.serde;

/**
 * The registry could not be asked, or did not have what a producer needs. Nothing is known about
 * the record: try again later, and lose nothing meanwhile.
 */
public final class RegistryUnavailableException extends RuntimeException {

  public RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
