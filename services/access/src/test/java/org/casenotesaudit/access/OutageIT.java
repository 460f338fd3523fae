package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.testkit.Postgres;
import org.junit.jupiter.api.Test;

/** What is away makes 503; nothing is shown and nothing is half done. */
class OutageIT {

  @Test
  void withoutTheDatabaseNothingIsOpenedAndNothingIsShown() {
    Postgres own = Postgres.start();
    try (RunningAccess access = RunningAccess.start(own, Map.of())) {
      UUID note = access.caseNotes.note(UUID.randomUUID(), "canary-text");
      String url =
          (String)
              access.json(access.open(RunningAccess.MARIA, "CASE_NOTE", note)).get("contentUrl");

      own.close();

      HttpResponse<String> opened = access.open(RunningAccess.MARIA, "CASE_NOTE", note);
      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(503);
      assertThat(access.json(opened).get("code")).isEqualTo("storage-unavailable");
      HttpResponse<String> content =
          access.get(RunningAccess.token(RunningAccess.MARIA, "practitioner"), url);
      assertThat(content.statusCode()).isEqualTo(503);
      assertThat(content.body()).doesNotContain("canary");
      assertThat(access.caseNotes.redeemedCount()).isZero();
    }
  }

  @Test
  void aCommitThatFailsAfterThePermissionShowsNothing() {
    Postgres own = Postgres.start();
    try (RunningAccess access = RunningAccess.start(own, Map.of())) {
      UUID note = access.caseNotes.note(UUID.randomUUID(), "canary-text");
      // The permission is given; then the database goes away before it is on record.
      access.caseNotes.beforeDecision(own::close);

      HttpResponse<String> opened = access.open(RunningAccess.MARIA, "CASE_NOTE", note);

      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(503);
      assertThat(opened.body()).doesNotContain("accessId").doesNotContain("canary");
      assertThat(access.caseNotes.redeemedCount()).isZero();
    }
  }

  @Test
  void withoutCaseNotesNothingIsPermittedOnRecord() {
    try (RunningAccess access = RunningAccess.start()) {
      UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
      access.caseNotes.close();

      HttpResponse<String> opened = access.open(RunningAccess.MARIA, "CASE_NOTE", note);

      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(503);
      assertThat(access.json(opened).get("code")).isEqualTo("case-notes-unavailable");
      assertThat(access.sql("select count(*) from access_record")).isEqualTo(0L);
      assertThat(access.sql("select count(*) from outbox where event_type like '%Access%'"))
          .isEqualTo(0L);
    }
  }
}
