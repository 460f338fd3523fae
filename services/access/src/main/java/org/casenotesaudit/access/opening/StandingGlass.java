package org.casenotesaudit.access.opening;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.access.WorkerId;
import org.casenotesaudit.events.BreakGlass;
import org.casenotesaudit.events.BreakGlassReason;

/**
 * An emergency that a worker stated with an earlier access and that still holds: it need not be
 * stated again for more of the same client.
 *
 * @param clientId for whom it was stated
 * @param code the reason from the list
 * @param until when it no longer holds; no access that rests on it moves this
 * @param dateOfBirthKnown whether the client's exact date of birth came with it
 */
record StandingGlass(
    ClientId clientId, BreakGlassReason code, Instant until, boolean dateOfBirthKnown) {

  /** As many as case-notes takes in one question; whoever states more states an old one again. */
  static final int GLASSES_MAX = 50;

  /**
   * One for each client: that with the date of birth goes before a newer one without. Goes from
   * each of the few glasses that hold at all to its access. OFFSET 0 keeps the planner to that: of
   * a table with hardly a row in it, which it has never analysed, it expects hundreds, and would
   * rather read all that the worker opened today, with each reading.
   */
  private static final String FIND =
      """
      select * from (
        select distinct on (stated.client_id)
               stated.client_id, glass.reason_code, stated.occurred_at, glass.valid_until,
               glass.date_of_birth_known
          from break_glass glass
          cross join lateral (
            select client_id, worker_id, occurred_at from access_record
             where access_id = glass.access_id offset 0) stated
         where glass.valid_until > ? and stated.worker_id = ? and stated.occurred_at > ?
         order by stated.client_id, glass.date_of_birth_known desc, stated.occurred_at desc) newest
       order by occurred_at desc limit ?
      """;

  /**
   * Those of the worker that hold now.
   *
   * @param validity how long a statement holds at most, also where it was promised longer
   */
  static List<StandingGlass> of(
      Connection connection, WorkerId worker, Instant now, Duration validity) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setObject(1, now.atOffset(ZoneOffset.UTC));
      select.setObject(2, worker.value());
      select.setObject(3, now.minus(validity).atOffset(ZoneOffset.UTC));
      select.setInt(4, GLASSES_MAX);
      try (ResultSet rows = select.executeQuery()) {
        var standing = new ArrayList<StandingGlass>();
        while (rows.next()) {
          Instant longest = instant(rows, "occurred_at").plus(validity);
          Instant promised = instant(rows, "valid_until");
          standing.add(
              new StandingGlass(
                  new ClientId(rows.getObject("client_id", UUID.class)),
                  BreakGlassReason.valueOf(rows.getString("reason_code")),
                  promised.isBefore(longest) ? promised : longest,
                  rows.getBoolean("date_of_birth_known")));
        }
        return standing;
      }
    }
  }

  /** How an access that rests on it tells so: with the same end. */
  BreakGlass told() {
    return BreakGlass.newBuilder().setReasonCode(code).setValidUntil(until).build();
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
