package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.MediaViewingClosed;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Recordings: ranges under one grant, what was served of them, and the event that closes it. */
class MediaIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final RunningAccess access = RunningAccess.shared();
  @AutoClose private static final TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED);

  @Test
  void aVideoIsServedInRangesByteForByteAndTheBytesAreCounted() {
    Map<String, Object> opened = open(access.caseNotes.video(UUID.randomUUID()));

    HttpResponse<byte[]> whole = range(opened, null);
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(CaseNotesFake.mediaBytes());
    assertThat(whole.headers().firstValue("Content-Type")).contains("video/mp4");
    assertThat(whole.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(whole.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(whole.headers().firstValue("Content-Length"))
        .contains(Integer.toString(CaseNotesFake.MEDIA_BYTES));

    HttpResponse<byte[]> part = range(opened, "bytes=100-299");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 100-299/100000");
    assertThat(part.body()).isEqualTo(Arrays.copyOfRange(CaseNotesFake.mediaBytes(), 100, 300));

    HttpResponse<byte[]> beyond = range(opened, "bytes=100000-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range")).contains("bytes */100000");
    assertThat(new String(beyond.body(), StandardCharsets.UTF_8)).contains("range-not-satisfiable");

    assertThat(viewing(opened, "bytes_served")).isEqualTo(100_200L);
    assertThat(viewing(opened, "range_count")).isEqualTo(2);
  }

  @Test
  void bytesThatComeWithoutALengthAreCountedWhenTheyHaveLeft() {
    UUID video = access.caseNotes.video(UUID.randomUUID());
    access.caseNotes.sendInChunks(video);
    Map<String, Object> opened = access.json(access.open(RunningAccess.MARIA, "MEDIA", video));
    String maria = RunningAccess.token(RunningAccess.MARIA, "practitioner");
    String url = (String) opened.get("contentUrl");

    HttpResponse<byte[]> part =
        access.bytes(access.request(maria, url).header("Range", "bytes=10-19"));
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Length")).contains("10");
    HttpResponse<byte[]> whole = access.bytes(access.request(maria, url));
    assertThat(whole.body()).isEqualTo(CaseNotesFake.mediaBytes());

    String served =
        "select bytes_served from media_viewing where access_id = '" + opened.get("accessId") + "'";
    eventually("bytes served", PATIENCE, () -> access.sql(served), bytes -> bytes.equals(100_010L));
  }

  @Test
  void aViewingIsClosedWithWhatWasServedOnceItsGrantHasEnded() throws Exception {
    UUID client = UUID.randomUUID();
    Map<String, Object> opened = open(access.caseNotes.video(client));
    range(opened, "bytes=0-999");
    range(opened, "bytes=1000-1999");
    endGrantOf(opened);
    access.sweepViewings();
    access.sweepViewings();

    List<MediaViewingClosed> closed =
        events.next(
            MediaViewingClosed.class,
            e -> e.getAccessId().equals(opened.get("accessId")),
            1,
            PATIENCE);
    assertThat(closed).hasSize(1);
    assertThat(closed.getFirst().getBytesServed()).isEqualTo(2000);
    assertThat(closed.getFirst().getRangeCount()).isEqualTo(2);
    assertThat(closed.getFirst().getEnvelope().getClientId()).isEqualTo(client.toString());
    assertThat(closed.getFirst().getEnvelope().getActorId())
        .isEqualTo(RunningAccess.MARIA.toString());
  }

  @Test
  void aRecordingOfSeveralClientsIsAnAccessToEachJoinedByTheAct() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    UUID video = access.caseNotes.video(one, other);

    Map<String, Object> opened = open(video);

    List<AccessObserved> observed =
        events.next(
            AccessObserved.class, e -> video.toString().equals(e.getRecordId()), 2, PATIENCE);
    assertThat(observed)
        .extracting(e -> e.getEnvelope().getClientId())
        .containsExactlyInAnyOrder(one.toString(), other.toString());
    assertThat(observed)
        .extracting(e -> e.getEnvelope().getActId())
        .containsOnly((String) opened.get("accessId"));
    assertThat(observed).extracting(AccessObserved::getAccessId).doesNotHaveDuplicates();
    assertThat(observed).extracting(AccessObserved::getRecordKind).containsOnly(RecordKind.VIDEO);
    assertThat(observed)
        .as("the case is the first one's; it is not told in anybody else's history")
        .allSatisfy(
            e ->
                assertThat(e.getCaseId() != null)
                    .isEqualTo(one.toString().equals(e.getEnvelope().getClientId())));
  }

  @Test
  void aRefusalGoesToThoseClientsOnWhoseAccountItIsAndToNobodyElse() {
    UUID one = UUID.randomUUID();
    UUID other = UUID.randomUUID();
    UUID ofBoth = access.caseNotes.refusing("RECORD_RESTRICTED", one, other);
    UUID ofOne = access.caseNotes.refusing("RECORD_RESTRICTED", one);

    assertThat(access.open(RunningAccess.MARIA, "MEDIA", ofBoth).statusCode()).isEqualTo(404);
    List<AccessRefused> both = refused(ofBoth, 2);
    assertThat(access.open(RunningAccess.MARIA, "MEDIA", ofOne).statusCode()).isEqualTo(404);

    assertThat(both)
        .extracting(e -> e.getEnvelope().getClientId())
        .containsExactlyInAnyOrder(one.toString(), other.toString());
    assertThat(both).extracting(AccessRefused::getAccessId).doesNotHaveDuplicates();
    assertThat(both)
        .extracting(e -> e.getEnvelope().getActId())
        .doesNotContainNull()
        .containsOnly(both.getFirst().getEnvelope().getActId());
    assertThat(refused(ofOne, 1).getFirst().getEnvelope().getActId()).isNull();
    assertThat(access.sql("select count(*) from access_record where record_id = '" + ofOne + "'"))
        .isEqualTo(1L);
  }

  @Test
  void whatHappensToAGroupRecordingAfterItsOpeningIsToldToEachClientInIt() throws Exception {
    UUID video = access.caseNotes.video(UUID.randomUUID(), UUID.randomUUID());
    Map<String, Object> opened = access.json(access.open(RunningAccess.MARIA, "MEDIA", video));
    String maria = RunningAccess.token(RunningAccess.MARIA, "practitioner");
    String url = (String) opened.get("contentUrl");
    access.bytes(access.request(maria, url).header("Range", "bytes=0-999"));
    access.caseNotes.factsChangeBeforeContentOf(video);
    assertThat(access.get(maria, url).statusCode()).isEqualTo(409);
    endGrantOf(opened);
    access.sweepViewings();

    String act = (String) opened.get("accessId");
    List<SpecificRecord> told =
        events.next(
            SpecificRecord.class,
            e -> e.get(0) instanceof Envelope envelope && act.equals(envelope.getActId()),
            6,
            PATIENCE);
    List<AccessObserved> observed = of(AccessObserved.class, told);
    List<AccessRefused> withheld = of(AccessRefused.class, told);
    List<MediaViewingClosed> closed = of(MediaViewingClosed.class, told);
    Map<String, String> clientByAccess =
        observed.stream()
            .collect(
                Collectors.toMap(AccessObserved::getAccessId, e -> e.getEnvelope().getClientId()));
    assertThat(clientByAccess).hasSize(2);
    assertThat(withheld).allMatch(e -> e.getReason() == RefusalReason.FACTS_CHANGED);
    assertThat(
            withheld.stream()
                .collect(
                    Collectors.toMap(
                        AccessRefused::getAccessId, e -> e.getEnvelope().getClientId())))
        .isEqualTo(clientByAccess);
    assertThat(closed).allMatch(e -> e.getBytesServed() == 1000 && e.getRangeCount() == 1);
    assertThat(
            closed.stream()
                .collect(
                    Collectors.toMap(
                        MediaViewingClosed::getAccessId, e -> e.getEnvelope().getClientId())))
        .isEqualTo(clientByAccess);
  }

  private static <E extends SpecificRecord> List<E> of(Class<E> type, List<SpecificRecord> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<AccessRefused> refused(UUID recordId, int count) {
    return events.next(
        AccessRefused.class, e -> recordId.toString().equals(e.getRecordId()), count, PATIENCE);
  }

  @Test
  void contentWithheldBecauseFactsChangedIs409AndOnRecordOnce() {
    UUID note = access.caseNotes.note(UUID.randomUUID(), "text");
    String url =
        (String) access.json(access.open(RunningAccess.MARIA, "CASE_NOTE", note)).get("contentUrl");
    access.caseNotes.factsChangeBeforeContentOf(note);
    String maria = RunningAccess.token(RunningAccess.MARIA, "practitioner");

    HttpResponse<String> withheld = access.get(maria, url);
    assertThat(withheld.statusCode()).isEqualTo(409);
    assertThat(access.json(withheld).get("code")).isEqualTo("facts-changed");
    assertThat(access.get(maria, url).statusCode()).isEqualTo(409);

    List<AccessRefused> refused =
        events.next(AccessRefused.class, e -> note.toString().equals(e.getRecordId()), 1, PATIENCE);
    assertThat(refused).hasSize(1);
    assertThat(refused.getFirst().getReason()).isEqualTo(RefusalReason.FACTS_CHANGED);
    assertThat(url).contains(refused.getFirst().getAccessId());
  }

  /** What a quarter of an hour and the grace would do. */
  private static void endGrantOf(Map<String, Object> opened) throws SQLException {
    try (var connection = access.database.asMigrate().getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "update media_viewing set closes_at = now() where access_id = '"
              + opened.get("accessId")
              + "'");
    }
  }

  private static Map<String, Object> open(UUID video) {
    HttpResponse<String> opened = access.open(RunningAccess.MARIA, "MEDIA", video);
    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    return access.json(opened);
  }

  private static HttpResponse<byte[]> range(Map<String, Object> opened, String range) {
    var request =
        access.request(
            RunningAccess.token(RunningAccess.MARIA, "practitioner"),
            (String) opened.get("contentUrl"));
    return access.bytes(range == null ? request : request.header("Range", range));
  }

  private static Object viewing(Map<String, Object> opened, String column) {
    return access.sql(
        "select "
            + column
            + " from media_viewing where access_id = '"
            + opened.get("accessId")
            + "'");
  }
}
