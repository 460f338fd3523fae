package org.casenotesaudit.messaging.serde;

/**
 * Where the schema registry is and whether a producer may register with it.
 *
 * @param url base of a Confluent-compatible API, for instance
 *     http://127.0.0.1:8085/apis/ccompat/v7; several, comma separated, are tried in turn; {@code
 *     mock://name} is a registry inside this process, for unit tests
 * @param autoRegister whether an unknown schema is registered on first use: development only, in
 *     every other place {@code Provision} does it
 */
public record RegistrySettings(String url, boolean autoRegister) {

  public RegistrySettings {
    if (url.isBlank()) {
      throw new IllegalArgumentException("url: \"\" (expected: the address of a schema registry)");
    }
  }
}
