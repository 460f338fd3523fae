package org.casenotesaudit.verifier;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.casenotesaudit.ledger.tile.LogPath;
import org.casenotesaudit.ledger.tile.LogSource;
import org.jspecify.annotations.Nullable;

/** Where a log can be read from: a folder, or a web address. */
final class LogSources {
  /** 256 entries of 65,535 bytes are the largest file of a log. */
  private static final int LARGEST_FILE_BYTES = 20_000_000;

  private LogSources() {}

  static boolean isAddress(String place) {
    return place.startsWith("http://") || place.startsWith("https://");
  }

  static LogSource of(String place, @Nullable String token) throws IOException {
    if (isAddress(place)) {
      return new Web(URI.create(place.endsWith("/") ? place : place + "/"), token);
    }
    if (!Files.isDirectory(Path.of(place))) {
      throw new NoSuchFileException(place);
    }
    return new Folder(Path.of(place));
  }

  /** A log in a folder. It is only read. */
  record Folder(Path root) implements LogSource {
    @Override
    public Optional<byte[]> read(String path) throws IOException {
      try {
        return Optional.of(Files.readAllBytes(root.resolve(LogPath.parse(path).path())));
      } catch (NoSuchFileException none) {
        return Optional.empty();
      }
    }
  }

  /**
   * A log behind HTTP; 404 means that there is no such file, anything else but 200 that it cannot
   * be told.
   */
  static final class Web implements LogSource {
    private final HttpClient client =
        HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final URI root;
    private final @Nullable String token;

    Web(URI root, @Nullable String token) {
      this.root = root;
      this.token = token;
    }

    @Override
    public Optional<byte[]> read(String path) throws IOException {
      return get(path);
    }

    Optional<byte[]> get(String path) throws IOException {
      var request = HttpRequest.newBuilder(root.resolve(path)).timeout(Duration.ofSeconds(60));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      try {
        var response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var body = response.body()) {
          return switch (response.statusCode()) {
            case 200 -> Optional.of(bounded(path, body));
            case 404 -> Optional.empty();
            default ->
                throw new IOException(
                    root.resolve(path)
                        + " answered "
                        + response.statusCode()
                        + " (expected: 200 or 404)");
          };
        }
      } catch (ConnectException | HttpTimeoutException | UnresolvedAddressException silent) {
        throw new IOException(
            root.resolve(path)
                + ": nobody answers there, "
                + silent.getClass().getSimpleName()
                + " (expected: a log)",
            silent);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while reading " + path, interrupted);
      }
    }

    private static byte[] bounded(String path, InputStream body) throws IOException {
      var bytes = body.readNBytes(LARGEST_FILE_BYTES + 1);
      if (bytes.length > LARGEST_FILE_BYTES) {
        throw new IOException(path + ": over " + LARGEST_FILE_BYTES + " bytes");
      }
      return bytes;
    }
  }
}
