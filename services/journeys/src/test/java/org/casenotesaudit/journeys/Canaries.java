package org.casenotesaudit.journeys;

import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Confidential words made up for the journeys; where one of them is met, what it stands for got
 * out. All end alike, so that looking for {@link #ENDING} finds each.
 */
final class Canaries {

  static final String ENDING = "canary";

  /** Of clients: sealed even in the database of case-notes. */
  static final String GIVEN_NAME = "Kim" + ENDING;

  static final String FAMILY_NAME = "Rivers" + ENDING;
  static final String NOTE = "Visit" + ENDING;
  static final String GIVER = "Giver" + ENDING;
  static final String EVIDENCE = "Form" + ENDING;
  static final String DUTY = "Duty" + ENDING;

  /** Of no use to anybody here: what a file was called, and whom another system names. */
  static final String FILE_NAME = "photo" + ENDING;

  static final String NAMED_ELSEWHERE = "Foreign" + ENDING;

  static final String WORKER_NAME = "Worker" + ENDING;
  static final String EMERGENCY = "Glass" + ENDING;
  static final String COMMENT = "Review" + ENDING;

  /** What stands readable in one database, and only there. */
  static final Map<String, List<String>> AT_HOME =
      Map.of("access", List.of(WORKER_NAME, EMERGENCY), "alerts", List.of(COMMENT));

  /** A recording: one red pixel. */
  static final byte[] PHOTO =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
                  + "awAAAABJRU5ErkJggg==");

  private Canaries() {}
}
