package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** One demo person with a token, who speaks to the services as any client program would. */
final class Caller {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Settings settings;
  private final DemoPerson person;
  private final String token;

  private Caller(Settings settings, DemoPerson person, String token) {
    this.settings = settings;
    this.person = person;
    this.token = token;
  }

  static Caller as(DemoPerson person, Settings settings) throws InterruptedException {
    return new Caller(settings, person, new Tokens(settings).of(person));
  }

  DemoPerson person() {
    return person;
  }

  Answer get(App app, String path) throws InterruptedException {
    return send(request(app, path).GET());
  }

  Answer post(App app, String path, Map<String, ?> body) throws InterruptedException {
    return send(json(app, path).POST(publisher(body)));
  }

  Answer put(App app, String path, Map<String, ?> body) throws InterruptedException {
    return send(json(app, path).PUT(publisher(body)));
  }

  /** Sends a form with a file, as a browser's file field does (RFC 7578). */
  Answer upload(App app, String path, Multipart form) throws InterruptedException {
    return send(
        request(app, path)
            .header("Content-Type", form.contentType())
            .POST(BodyPublishers.ofByteArray(form.body())));
  }

  private HttpRequest.Builder json(App app, String path) {
    return request(app, path).header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(App app, String path) {
    var uri = path.startsWith("http") ? path : settings.http(app.port()) + path;
    return HttpRequest.newBuilder(URI.create(uri))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private static BodyPublisher publisher(Map<String, ?> body) {
    try {
      return BodyPublishers.ofString(JSON.writeValueAsString(body));
    } catch (IOException impossible) {
      throw new IllegalStateException("maps and strings are always JSON", impossible);
    }
  }

  private static Answer send(HttpRequest.Builder builder) throws InterruptedException {
    var request = builder.build();
    try {
      var response = Probe.HTTP.send(request, BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException unreachable) {
      throw new CommandFailedException(
          "%s %s: no answer (%s)".formatted(request.method(), request.uri(), unreachable),
          unreachable);
    }
  }
}
