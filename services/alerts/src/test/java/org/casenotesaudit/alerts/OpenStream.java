package org.casenotesaudit.alerts;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/** A stream of server-sent events, read as it comes. */
final class OpenStream implements AutoCloseable {

  private final HttpURLConnection connection;
  private final BufferedReader lines;
  private final StringBuilder said = new StringBuilder();
  private boolean ended;

  /**
   * Opens one.
   *
   * @param header what lets the reader in, a name and a value
   * @param silence for how long nothing may be said before reading gives up
   */
  OpenStream(RunningAlerts alerts, String path, String[] header, Duration silence) {
    try {
      connection =
          (HttpURLConnection) URI.create(alerts.server.getURL() + path).toURL().openConnection();
      connection.setReadTimeout((int) silence.toMillis());
      connection.setRequestProperty(header[0], header[1]);
      lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All that was said so far, when it is enough, or nothing more came. */
  String readUntil(Predicate<String> enough) {
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said.append(line).append('\n');
        if (line.isEmpty() && enough.test(said.toString())) {
          return said.toString();
        }
      }
      ended = true;
    } catch (SocketTimeoutException silence) {
      // The stream is open, and has nothing to say.
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return said.toString();
  }

  /** Whether the other side ended it; known after reading. */
  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
