package org.casenotesaudit.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;

/** Asks a process whether it answers, as those who use it would ask. */
@FunctionalInterface
interface Probe {
  /** Empty when it answers; otherwise why it is not yet ready, in a few words. */
  Optional<String> complaint() throws InterruptedException;

  /** One client for all: it starts threads of its own. */
  HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  /** Ready when the page answers 200 and its body is as expected. */
  static Probe http(String url, Predicate<String> body) {
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(5)).build();
    return () -> {
      try {
        var response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
          return Optional.of(url + " answers " + response.statusCode());
        }
        return body.test(response.body())
            ? Optional.empty()
            : Optional.of(url + " answers something unexpected; is it another program's?");
      } catch (IOException notYet) {
        return Optional.of(url + " does not answer");
      }
    };
  }

  /** Ready when the broker says which cluster it serves. */
  static Probe kafka(String bootstrapServers) {
    return () -> {
      // The client would log each refused connection; a plain one tells us when to begin.
      var address = bootstrapServers.split(":", 2);
      if (!Sockets.answers(address[0], Integer.parseInt(address[1]))) {
        return Optional.of("nothing listens on " + bootstrapServers);
      }
      Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
      try (var admin = Admin.create(settings)) {
        admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
        return Optional.empty();
      } catch (ExecutionException | TimeoutException notYet) {
        return Optional.of("the broker at " + bootstrapServers + " does not answer");
      }
    };
  }

  /** Ready when a session can be opened and answers. */
  static Probe postgres(String url, Properties login) {
    return () -> {
      try (var connection = DriverManager.getConnection(url, login)) {
        return connection.isValid(2) ? Optional.empty() : Optional.of("the session is not valid");
      } catch (SQLException notYet) {
        return Optional.of("no session yet (SQL state " + notYet.getSQLState() + ")");
      }
    };
  }
}
