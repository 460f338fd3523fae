package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Gets tokens of demo people from the running sign-in server. */
final class Tokens {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Settings settings;

  Tokens(Settings settings) {
    this.settings = settings;
  }

  /**
   * A bearer token of that person for all applications that the person may use.
   *
   * @throws CommandFailedException when the sign-in server does not answer or gives none
   */
  String of(DemoPerson person) throws InterruptedException {
    var form =
        "grant_type=client_credentials&client_secret=none&scope=demo&client_id="
            + person.clientId();
    var request =
        HttpRequest.newBuilder(URI.create(settings.issuer() + "/token"))
            .timeout(Duration.ofSeconds(10))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    try {
      var response = Probe.HTTP.send(request, BodyHandlers.ofString());
      JsonNode token = JSON.readTree(response.body()).path("access_token");
      if (response.statusCode() != 200 || !token.isTextual()) {
        throw new CommandFailedException(
            "the sign-in server answered %d (expected: 200 and a token)"
                .formatted(response.statusCode()));
      }
      return token.asText();
    } catch (IOException unreachable) {
      throw new CommandFailedException(
          "no sign-in server at %s; is the system up? (deploy/up)".formatted(settings.issuer()),
          unreachable);
    }
  }
}
