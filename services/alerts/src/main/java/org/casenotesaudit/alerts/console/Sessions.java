package org.casenotesaudit.alerts.console;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.alerts.store.Database;
import org.casenotesaudit.alerts.store.SessionStore;

/**
 * Console sessions, kept in the database so that signing out ends one for good. The browser holds a
 * random value, the database its digest.
 */
@Singleton
public class Sessions {

  private static final Duration SIGN_IN_TIME = Duration.ofMinutes(10);

  private final Database database;
  private final InstantSource clock;
  private final Secret secrets;
  private final Duration life;

  Sessions(Database database, InstantSource clock, Secret secrets, ConsoleSettings settings) {
    this.database = database;
    this.clock = clock;
    this.secrets = secrets;
    this.life = Duration.ofHours(settings.sessionHours());
  }

  /** Remembers a sign-in that the issuer will come back with, bound to one browser. */
  void begin(String state, String browser, SessionStore.PendingSignIn pending) {
    Instant end = clock.instant().plus(SIGN_IN_TIME);
    database.transaction(
        connection -> {
          SessionStore.begin(
              connection, Secret.digest(state), Secret.digest(browser), pending, end);
          return pending;
        });
  }

  /** The sign-in that this state belongs to, once, and only in the browser that began it. */
  Optional<SessionStore.PendingSignIn> takeUp(String state, String browser) {
    return database.transaction(
        connection ->
            SessionStore.takeUp(
                connection, Secret.digest(state), Secret.digest(browser), clock.instant()));
  }

  /** Opens a session; the value for the cookie. */
  String open(String workerId, String agencyId, Set<String> roles) {
    String value = secrets.next();
    Instant end = clock.instant().plus(life);
    return database.transaction(
        connection -> {
          SessionStore.open(
              connection,
              Secret.digest(value),
              new SessionStore.StoredSession(workerId, agencyId, roles, secrets.next()),
              end);
          return value;
        });
  }

  Optional<Session> find(String value) {
    return database
        .transaction(
            connection -> SessionStore.find(connection, Secret.digest(value), clock.instant()))
        .map(
            stored ->
                new Session(
                    stored.workerId(), stored.agencyId(), stored.roles(), stored.formToken()));
  }

  void end(String value) {
    database.transaction(connection -> SessionStore.end(connection, Secret.digest(value)));
  }

  @Scheduled(fixedDelay = "1h", initialDelay = "10m")
  void dropEnded() {
    database.transaction(connection -> SessionStore.dropEnded(connection, clock.instant()));
  }
}
