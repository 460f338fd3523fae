package org.casenotesaudit.alerts;

import java.sql.SQLException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casenotesaudit.alerts.console.OpenSessions;

/** Somebody with a reviewer's token and a reviewer's session in the console. */
final class ReviewerAtWork {

  private static final Pattern FORM_TOKEN =
      Pattern.compile("name=\"formToken\" value=\"([^\"]+)\"");
  private static final Duration SILENCE = Duration.ofMillis(1_500);

  private final RunningAlerts alerts;
  private final String worker;
  private final String cookie;
  private String formToken = "";

  ReviewerAtWork(RunningAlerts alerts, String worker) {
    this.alerts = alerts;
    this.worker = worker;
    this.cookie =
        OpenSessions.cookie(alerts.server.getApplicationContext(), worker, "compliance-officer");
  }

  /**
   * What is asked for: a concern, and one that opened after it and is nobody's here.
   *
   * @param number of the concern, in the order of opening
   * @param decoyNumber of the later one
   */
  record Asked(String concern, String alertEvent, long number, String decoy, long decoyNumber) {

    static Asked of(RunningAlerts alerts, String concern, String alertEvent, String decoy) {
      return new Asked(
          concern, alertEvent, numberOf(alerts, concern), decoy, numberOf(alerts, decoy));
    }

    Asked ofNoConcern() {
      return new Asked(StreamEvents.id(), alertEvent, number, decoy, decoyNumber);
    }

    boolean isIn(String answer) {
      return answer.contains(concern) || saysNumber(answer, number);
    }

    boolean decoyIsIn(String answer) {
      return answer.contains(decoy) || saysNumber(answer, decoyNumber);
    }

    private static boolean saysNumber(String stream, long number) {
      return stream.contains("id: " + number + "\n");
    }

    static long numberOf(RunningAlerts alerts, String concern) {
      try (var connection = alerts.database.asRun().getConnection();
          var rows =
              connection
                  .createStatement()
                  .executeQuery(
                      "select opened_number from concerns where concern_id = '" + concern + "'")) {
        rows.next();
        return rows.getLong(1);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  String worker() {
    return worker;
  }

  /** Of the REST edge; the path goes on after {@code /v1/concerns}. */
  RunningAlerts.Answer get(String path) {
    return alerts.get(worker, "/v1/concerns" + path);
  }

  RunningAlerts.Answer post(String path, Object body) {
    return alerts.post(worker, "/v1/concerns" + path, body);
  }

  RunningAlerts.Answer page(String path) {
    return alerts.call("GET", path, null, null, "Cookie", cookie);
  }

  /** A form with the token that this person's pages carry. */
  RunningAlerts.Answer form(String path, String fields) {
    if (formToken.isEmpty()) {
      Matcher found = FORM_TOKEN.matcher(page("/").body());
      if (!found.find()) {
        throw new IllegalStateException("no form token on the queue (expected: one to sign out)");
      }
      formToken = found.group(1);
    }
    return alerts.form(path, "formToken=" + formToken + "&" + fields, cookie);
  }

  /** What a stream tells from just before the concern on, until it is told of the later one. */
  String streamed(String path, Asked asked) {
    try (var stream = stream(path, asked.number() - 1, SILENCE)) {
      return stream.readUntil(asked::decoyIsIn);
    }
  }

  /** A stream of what opens after that number, of the REST edge or the console by its path. */
  OpenStream stream(String path, long after, Duration silence) {
    String[] token = {
      "Authorization", "Bearer " + RunningAlerts.token(worker, "compliance-officer")
    };
    String[] header = path.startsWith("/v1") ? token : new String[] {"Cookie", cookie};
    return new OpenStream(alerts, path + "?after=" + after, header, silence);
  }
}
