package org.casenotesaudit.verifier;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What opens a log whose tiles are not public. */
final class AccessToken {
  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description =
          "Bearer token for a log whose tiles are not public. Better: the variable VERIFIER_TOKEN,"
              + " which other users of the machine cannot see.")
  private @Nullable String token = System.getenv("VERIFIER_TOKEN");

  /** Null if none was given. */
  @Nullable String value() {
    return token;
  }
}
