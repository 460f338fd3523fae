package org.casenotesaudit.serviceframe.idempotency;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.casenotesaudit.serviceframe.problem.ProblemException;
import org.casenotesaudit.serviceframe.security.Caller;
import org.casenotesaudit.serviceframe.storage.DatabaseSettings;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a request with an Idempotency-Key once in a day: the key, a keyed digest of the body
 * and the answer commit with the work itself. For answers that hold references only; content is
 * never kept.
 */
@Singleton
@Requires(bean = DatabaseSettings.class)
public class Idempotency {

  public static final String HEADER = "Idempotency-Key";

  /** Longest key that is taken, in characters. */
  public static final int KEY_LENGTH_MAX = 200;

  private static final Duration KEPT_FOR = Duration.ofHours(24);

  private final TransactionOperations<Connection> transactions;
  private final ObjectMapper json;
  private final BodyDigest digests;
  private final InstantSource clock;

  Idempotency(
      TransactionOperations<Connection> transactions,
      ObjectMapper json,
      BodyDigest digests,
      InstantSource clock) {
    this.transactions = transactions;
    this.json = json;
    this.digests = digests;
    this.clock = clock;
  }

  /**
   * Does the work in one transaction, or gives the answer of the first time.
   *
   * @param body what the caller sent, as the route decoded it
   * @param answerType type of the answer's body
   * @param work runs inside the transaction; its answer holds references only
   * @throws ProblemException 409 while the same key is being worked on, 422 when it was used with
   *     another body, 400 for a key that is too long
   */
  public <T> HttpResponse<T> once(
      HttpRequest<?> request,
      Caller caller,
      Object body,
      Class<T> answerType,
      Supplier<? extends HttpResponse<T>> work) {
    Optional<String> key = request.getHeaders().findFirst(HEADER);
    if (key.isEmpty()) {
      return transactions.executeWrite(status -> work.get());
    }
    if (key.get().isBlank() || key.get().length() > KEY_LENGTH_MAX) {
      throw ProblemException.invalidField(
          HEADER, key.get().length() + " characters", "1 to " + KEY_LENGTH_MAX + " characters");
    }
    var scope =
        new KeyScope(
            caller.subject(),
            request.getMethodName(),
            request.getAttribute(HttpAttributes.URI_TEMPLATE, String.class).orElse("")
                + " "
                + request.getPath(),
            key.get());
    String digest = digests.of(scope, write(body));
    return transactions.executeWrite(
        status -> {
          try {
            return onceInTransaction(status.getConnection(), scope, digest, answerType, work);
          } catch (SQLException failure) {
            throw new IdempotencyStoreException(failure);
          }
        });
  }

  /** Clears away what no request is compared with any more. */
  @Scheduled(fixedDelay = "1h", initialDelay = "10m")
  void forget() {
    transactions.executeWrite(
        status -> {
          try (var statement =
              status
                  .getConnection()
                  .prepareStatement("delete from idempotency_key where created_at <= ?")) {
            statement.setTimestamp(1, oldest());
            return statement.executeUpdate();
          }
        });
  }

  /** A key of this moment has expired; one of any later moment has not. */
  private Timestamp oldest() {
    return Timestamp.from(clock.instant().minus(KEPT_FOR));
  }

  private <T> HttpResponse<T> onceInTransaction(
      Connection connection,
      KeyScope scope,
      String digest,
      Class<T> answerType,
      Supplier<? extends HttpResponse<T>> work)
      throws SQLException {
    if (!tryLock(connection, scope)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "idempotency-key-in-flight",
          "The same key is being worked on (expected: wait for its answer).");
    }
    Optional<HttpResponse<T>> earlier = earlierAnswer(connection, scope, digest, answerType);
    if (earlier.isPresent()) {
      return earlier.get();
    }
    HttpResponse<T> answer = work.get();
    keep(connection, scope, digest, answer);
    return answer;
  }

  private static boolean tryLock(Connection connection, KeyScope scope) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
      statement.setLong(1, scope.lock());
      try (var rows = statement.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }

  private <T> Optional<HttpResponse<T>> earlierAnswer(
      Connection connection, KeyScope scope, String digest, Class<T> answerType)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select body_digest, status, answer from idempotency_key"
                + " where principal = ? and method = ? and route = ? and key = ?"
                + " and created_at > ?")) {
      statement.setString(1, scope.principal());
      statement.setString(2, scope.method());
      statement.setString(3, scope.route());
      statement.setString(4, scope.key());
      statement.setTimestamp(5, oldest());
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        if (!rows.getString(1).equals(digest)) {
          throw new ProblemException(
              HttpStatus.UNPROCESSABLE_ENTITY,
              "idempotency-key-reused",
              "The key was used with another body (expected: a new key for a new request).");
        }
        T answer = json.readValue(rows.getString(3), answerType);
        return Optional.of(HttpResponse.<T>status(HttpStatus.valueOf(rows.getInt(2))).body(answer));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private void keep(Connection connection, KeyScope scope, String digest, HttpResponse<?> answer)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            // What is replaced has expired: a row that still counts has given its answer before.
            "insert into idempotency_key (principal, method, route, key, body_digest, status,"
                + " answer, created_at) values (?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict (principal, method, route, key) do update set"
                + " body_digest = excluded.body_digest, status = excluded.status,"
                + " answer = excluded.answer, created_at = excluded.created_at")) {
      statement.setString(1, scope.principal());
      statement.setString(2, scope.method());
      statement.setString(3, scope.route());
      statement.setString(4, scope.key());
      statement.setString(5, digest);
      statement.setInt(6, answer.code());
      statement.setString(7, write(answer.body()));
      statement.setTimestamp(8, Timestamp.from(clock.instant()));
      statement.executeUpdate();
    }
  }

  private String write(@Nullable Object value) {
    try {
      return value == null ? "null" : json.writeValueAsString(value);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
