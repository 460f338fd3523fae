package org.casenotesaudit.alerts.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Console sessions and sign-ins under way, by digest: a copy of these tables opens nothing. */
public final class SessionStore {

  /** What is remembered while somebody is at the issuer. */
  public record PendingSignIn(String nonce, String codeVerifier, String returnTo) {}

  /** A session as kept. */
  public record StoredSession(
      String workerId, String agencyId, Set<String> roles, String formToken) {
    public StoredSession {
      roles = Set.copyOf(roles);
    }
  }

  private SessionStore() {}

  public static void begin(
      Connection connection,
      String stateDigest,
      String browserDigest,
      PendingSignIn pending,
      Instant end)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO pending_sign_ins (state_digest, browser_digest, nonce, code_verifier,"
            + " return_to, expires_at) VALUES (?, ?, ?, ?, ?, ?)",
        stateDigest,
        browserDigest,
        pending.nonce(),
        pending.codeVerifier(),
        pending.returnTo(),
        end);
  }

  /** Removes it with the same statement: an answer of the issuer counts once. */
  public static Optional<PendingSignIn> takeUp(
      Connection connection, String stateDigest, String browserDigest, Instant now)
      throws SQLException {
    return Rows.query(
            connection,
            "DELETE FROM pending_sign_ins WHERE state_digest = ? AND browser_digest = ?"
                + " AND expires_at > ? RETURNING nonce, code_verifier, return_to",
            row ->
                new PendingSignIn(
                    Rows.text(row, "nonce"),
                    Rows.text(row, "code_verifier"),
                    Rows.text(row, "return_to")),
            stateDigest,
            browserDigest,
            now)
        .stream()
        .findFirst();
  }

  public static void open(Connection connection, String digest, StoredSession session, Instant end)
      throws SQLException {
    Rows.update(
        connection,
        "INSERT INTO console_sessions (session_digest, worker_id, agency_id, roles, form_token,"
            + " expires_at) VALUES (?, ?, ?, ?, ?, ?)",
        digest,
        session.workerId(),
        session.agencyId(),
        session.roles().toArray(String[]::new),
        session.formToken(),
        end);
  }

  public static Optional<StoredSession> find(Connection connection, String digest, Instant now)
      throws SQLException {
    return Rows.query(
            connection,
            "SELECT * FROM console_sessions WHERE session_digest = ? AND expires_at > ?",
            row ->
                new StoredSession(
                    Rows.text(row, "worker_id"),
                    Rows.text(row, "agency_id"),
                    Set.copyOf(Rows.texts(row, "roles")),
                    Rows.text(row, "form_token")),
            digest,
            now)
        .stream()
        .findFirst();
  }

  public static int end(Connection connection, String digest) throws SQLException {
    return Rows.update(connection, "DELETE FROM console_sessions WHERE session_digest = ?", digest);
  }

  public static int dropEnded(Connection connection, Instant now) throws SQLException {
    return Rows.update(connection, "DELETE FROM pending_sign_ins WHERE expires_at < ?", now)
        + Rows.update(connection, "DELETE FROM console_sessions WHERE expires_at < ?", now);
  }
}
