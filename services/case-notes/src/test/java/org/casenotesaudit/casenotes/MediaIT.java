package org.casenotesaudit.casenotes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.casenotes.RunningCaseNotes.CHILDREN_NORTH;
import static org.casenotesaudit.casenotes.RunningCaseNotes.COLIN;
import static org.casenotesaudit.casenotes.RunningCaseNotes.MARIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.SOFIA;
import static org.casenotesaudit.casenotes.RunningCaseNotes.access;
import static org.casenotesaudit.casenotes.RunningCaseNotes.practitioner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.casenotesaudit.casenotes.RunningCaseNotes.Answer;
import org.casenotesaudit.events.Envelope;
import org.casenotesaudit.events.MediaCaptured;
import org.casenotesaudit.events.MediaKind;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings from upload to the last byte range. */
class MediaIT {

  private static final Duration SOON = Duration.ofSeconds(20);
  private final RunningCaseNotes app = RunningCaseNotes.shared();
  private final StoredRows stored = new StoredRows(app.database);

  private static byte[] aVideo(int bytes, long seed) {
    byte[] video = new byte[bytes];
    new Random(seed).nextBytes(video);
    byte[] head = {0, 0, 0, 24, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm'};
    System.arraycopy(head, 0, video, 0, head.length);
    return video;
  }

  private Answer upload(String caseId, MultipartForm form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.uri("/v1/cases/" + caseId + "/media"))
            .timeout(SOON)
            .header("Authorization", "Bearer " + practitioner(MARIA));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return app.send(form.post(request).build());
  }

  private MultipartForm aForm(String subjects) {
    return aForm("VIDEO", subjects);
  }

  private MultipartForm aForm(String kind, String subjects) {
    return new MultipartForm()
        .field("kind", kind)
        .field("capturedAt", app.anHourAgo().toString())
        .field("subjects", subjects);
  }

  private String consentOf(String client, String more) {
    return app.post(
            practitioner(MARIA),
            "/v1/clients/" + client + "/authorities",
            """
            {"authorityKind":"OWN_CONSENT","mediaKinds":["VIDEO"],"uses":["CAPTURE","VIEW"],
             "giver":"the client","evidence":"signed form","validFrom":"%s"%s}
            """
                .formatted(app.anHourAgo().minusSeconds(60), more))
        .expecting(201)
        .field("authorityId");
  }

  private HttpResponse<byte[]> media(String grant, String range) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.uri("/v1/grants/" + grant + "/media"))
            .timeout(SOON)
            .header("Authorization", "Bearer " + access());
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    return app.sendForBytes(request.build());
  }

  @Test
  void aVideoComesBackWholeAndInParts() {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    consentOf(client, "");
    byte[] video = aVideo(300_001, 1);
    String mediaId =
        upload(caseId, aForm(client).file("video/mp4", video)).expecting(201).field("mediaId");
    Answer decision = app.decide(COLIN, "MEDIA", mediaId);
    assertThat(decision.field("recordKind")).isEqualTo("VIDEO");
    assertThat(decision.field("rangeable")).isEqualTo("true");
    String grant = decision.field("grantId");

    HttpResponse<byte[]> whole = media(grant, "");
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(whole.body()).isEqualTo(video);
    assertThat(whole.headers().firstValue("content-type")).hasValue("video/mp4");

    for (int[] part : new int[][] {{0, 0}, {65_530, 65_545}, {0, 131_071}, {300_000, 300_000}}) {
      HttpResponse<byte[]> some = media(grant, "bytes=" + part[0] + "-" + part[1]);
      assertThat(some.statusCode()).isEqualTo(206);
      assertThat(some.headers().firstValue("content-range"))
          .hasValue("bytes " + part[0] + "-" + part[1] + "/300001");
      assertThat(some.body()).isEqualTo(Arrays.copyOfRange(video, part[0], part[1] + 1));
    }
    assertThat(media(grant, "bytes=-5").body())
        .isEqualTo(Arrays.copyOfRange(video, 299_996, 300_001));
    assertThat(media(grant, "bytes=300001-").statusCode()).isEqualTo(416);

    app.clock.moveBy(Duration.ofMinutes(15));
    assertThat(media(grant, "bytes=0-0").statusCode()).isEqualTo(410);
  }

  /** Types as declared, and as the first bytes say. */
  @ParameterizedTest(name = "{0} {2}")
  @CsvSource({
    "PHOTO, image/jpg, image/jpeg, ff d8 ff e0",
    "PHOTO, application/octet-stream, image/png, 89 50 4e 47 0d 0a 1a 0a",
    "AUDIO, audio/x-wav, audio/wav, 52 49 46 46 10 00 00 00 57 41 56 45",
    "AUDIO, application/octet-stream, audio/mp4, 00 00 00 18 66 74 79 70 4d 34 41 20"
  })
  void aPhotoAndAVoiceAreToldByWhatTheirBytesSayKeptSealedAndComeBackByteForByte(
      MediaKind kind, String declared, String type, String head) {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    byte[] canary = ("plain-canary-of-" + type).getBytes(UTF_8);
    byte[] file = aVideo(70_001, 15);
    byte[] first = HexFormat.of().parseHex(head.replace(" ", ""));
    System.arraycopy(first, 0, file, 0, first.length);
    System.arraycopy(canary, 0, file, 66_000, canary.length);

    try (TopicReader reader = TopicReader.fromNow(Topics.CASE_NOTES_RECORD)) {
      String mediaId =
          upload(
                  caseId,
                  aForm(kind.name(), client)
                      .field("nonClientSubjects", "2")
                      .field("unidentifiedSubjects", "1")
                      .file(declared, file))
              .expecting(201)
              .field("mediaId");

      MediaCaptured told =
          reader
              .next(MediaCaptured.class, event -> event.getMediaId().equals(mediaId), 1, SOON)
              .getFirst();
      assertThat(told)
          .isEqualTo(
              new MediaCaptured(
                  told.getEnvelope(), mediaId, caseId, kind, type, 70_001L, app.anHourAgo(), 4, 1));
      Instant now = app.clock.instant().truncatedTo(ChronoUnit.MICROS);
      assertThat(told.getEnvelope())
          .returns(client, Envelope::getClientId)
          .returns(MARIA, Envelope::getActorId)
          .returns(null, Envelope::getActId)
          .returns(now, Envelope::getOccurredAt)
          .returns(now, Envelope::getRecordedAt);

      assertThat(
              stored.number(
                  "select count(*) from media_chunk where media_id = ?", UUID.fromString(mediaId)))
          .isEqualTo(2);
      assertThat(stored.holding("media_chunk", "sealed_bytes", new String(canary, UTF_8))).isZero();

      Answer decision = app.decide(MARIA, "MEDIA", mediaId);
      assertThat(decision.field("recordKind")).isEqualTo(kind.name());
      HttpResponse<byte[]> opened = media(decision.field("grantId"), "");
      assertThat(opened.statusCode()).isEqualTo(200);
      assertThat(opened.headers().firstValue("content-type")).hasValue(type);
      assertThat(opened.body()).isEqualTo(file);
    }
  }

  @ParameterizedTest(name = "{0} declared as {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "AUDIO|audio/mpeg|52 49 46 46 10 00 00 00 57 41 56 45|media-type-mismatch"
            + "|file: \"audio/wav\" (expected: audio/mpeg, as declared)",
        "AUDIO|audio/mpeg|ff d8 ff e0|media-type-mismatch"
            + "|file: \"image/jpeg\" (expected: for AUDIO one of audio/mp4, audio/webm, audio/ogg,"
            + " audio/mpeg, audio/wav, audio/flac)",
        "AUDIO|audio/mpeg|3c 68 74 6d 6c 3e|media-type-not-taken"
            + "|file: \"bytes of no known recording\" (expected: for AUDIO one of audio/mp4,"
            + " audio/webm, audio/ogg, audio/mpeg, audio/wav, audio/flac)",
        "PHOTO|image/png|ff d8 ff e0|media-type-mismatch"
            + "|file: \"image/jpeg\" (expected: image/png, as declared)"
      })
  void aLyingPhotoOrVoiceIsRefusedWithFoundAndExpectedAndNothingIsKept(
      String kind, String declared, String head, String code, String detail) throws Exception {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    long before = chunkRows();
    byte[] bytes = HexFormat.of().parseHex(head.replace(" ", ""));

    Answer refused = upload(caseId, aForm(kind, client).file(declared, bytes)).expecting(415);

    assertThat(refused.field("code")).isEqualTo(code);
    assertThat(refused.field("detail")).isEqualTo(detail);
    assertThat(chunkRows()).isEqualTo(before);
  }

  @Test
  void aFileBeforeWhatIsSaidAboutItIsRefusedOnSightAndNothingIsKept() throws Exception {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    long before = chunkRows();
    byte[] video = aVideo(2_000_000, 2);

    Answer first =
        upload(
            caseId,
            new MultipartForm()
                .file("video/mp4", video)
                .field("kind", "VIDEO")
                .field("capturedAt", app.anHourAgo().toString()));
    Answer beforeSubjects =
        upload(
            caseId,
            new MultipartForm()
                .field("kind", "VIDEO")
                .field("capturedAt", app.anHourAgo().toString())
                .file("video/mp4", video)
                .field("subjects", client));

    assertThat(first.expecting(400).field("detail"))
        .isEqualTo("file: \"before kind\" (expected: the file as the last part)");
    assertThat(beforeSubjects.expecting(400).field("detail"))
        .isEqualTo("file: \"before subjects\" (expected: the file as the last part)");
    assertThat(chunkRows()).isEqualTo(before);
  }

  @Test
  void aFileBeforeItsFieldsIsAnsweredBeforeItHasCome() throws Exception {
    String caseId = app.aCaseOf(app.aClient());
    String head =
        """
        POST /v1/cases/%s/media HTTP/1.1\r
        Host: here\r
        Authorization: Bearer %s\r
        Content-Type: multipart/form-data; boundary=b\r
        Content-Length: 150000000\r
        \r
        --b\r
        Content-Disposition: form-data; name="file"; filename="a"\r
        \r
        .\
        """
            .formatted(caseId, practitioner(MARIA));
    try (Socket socket = new Socket(app.server.getHost(), app.server.getPort())) {
      socket.setSoTimeout((int) SOON.toMillis());
      socket.getOutputStream().write(head.getBytes(UTF_8));

      // The other 150 MB never come: an answer now means that nobody waits for them.
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));

      assertThat(answer.readLine()).startsWith("HTTP/1.1 400");
      String line = answer.readLine();
      int length = 0;
      while (!line.isEmpty()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
        }
        line = answer.readLine();
      }
      char[] problem = new char[length];
      for (int read = 0; read < length; ) {
        read += answer.read(problem, read, length - read);
      }
      assertThat(new String(problem))
          .contains("file: \\\"before kind\\\" (expected: the file as the last part)");
    }
  }

  @Test
  void aFormThatMakesNoSenseIsRefused() {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    byte[] video = aVideo(100, 3);

    assertThat(
            upload(caseId, aForm(client).field("colour", "red").file("video/mp4", video))
                .expecting(400)
                .field("detail"))
        .isEqualTo(
            "body: \"a field of another name\" (expected: [kind, capturedAt, subjects,"
                + " nonClientSubjects, unidentifiedSubjects, file])");
    assertThat(
            upload(caseId, aForm(client).field("kind", "PHOTO").file("video/mp4", video))
                .expecting(400)
                .field("detail"))
        .isEqualTo("kind: \"twice\" (expected: once)");
    assertThat(upload(caseId, aForm(client)).expecting(400).field("detail"))
        .isEqualTo("file: \"no part of this name\" (expected: the recording)");
    assertThat(
            upload(caseId, aForm("x".repeat(8_001)).file("video/mp4", video))
                .expecting(400)
                .field("detail"))
        .isEqualTo("subjects: \"more than 8000 bytes\" (expected: at most 8000)");
    assertThat(
            upload(caseId, aForm(client).file("video/mp4", new byte[0]))
                .expecting(400)
                .field("detail"))
        .isEqualTo("file: \"0 bytes\" (expected: 1 byte or more)");
  }

  @Test
  void aLyingTypeIsRefusedWithFoundAndExpected() {
    String client = app.aClient();
    byte[] page = "<html><script>alert(1)</script>".getBytes(UTF_8);
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0};

    Answer unknown = upload(app.aCaseOf(client), aForm(client).file("video/mp4", page));
    Answer other = upload(app.aCaseOf(client), aForm(client).file("video/mp4", png));

    assertThat(unknown.expecting(415).field("code")).isEqualTo("media-type-not-taken");
    assertThat(unknown.field("detail"))
        .startsWith("file: \"bytes of no known recording\" (expected: for VIDEO one of ")
        .contains("video/mp4")
        .doesNotContain("script");
    assertThat(other.expecting(415).field("code")).isEqualTo("media-type-mismatch");
    assertThat(other.field("detail"))
        .startsWith("file: \"image/png\" (expected: for VIDEO one of ")
        .contains("video/mp4");
  }

  @Test
  void aFileOverTheLimitIsRefusedAndNothingIsKept() throws Exception {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    long before = chunkRows();

    Answer refused =
        upload(caseId, aForm(client).file("video/mp4", aVideo(20_000_001, 3))).expecting(413);

    assertThat(refused.field("code")).isEqualTo("media-too-large");
    assertThat(refused.field("detail"))
        .isEqualTo("file: \"more than 20000000 bytes\" (expected: at most 20000000)");
    assertThat(chunkRows()).isEqualTo(before);
  }

  @Test
  void aRepeatedUploadGivesTheSameRecordingAndKeepsOneCopy() throws Exception {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    byte[] video = aVideo(1000, 4);
    String capturedAt = app.anHourAgo().toString();
    String[] key = {"Idempotency-Key", "upload-1"};

    String first =
        upload(caseId, form(client, capturedAt, video), key).expecting(201).field("mediaId");
    long after = chunkRows();
    String second =
        upload(caseId, form(client, capturedAt, video), key).expecting(201).field("mediaId");

    assertThat(second).isEqualTo(first);
    assertThat(chunkRows()).isEqualTo(after);
    upload(caseId, form(client, capturedAt, aVideo(1000, 5)), key).expecting(422);
  }

  private static MultipartForm form(String client, String capturedAt, byte[] video) {
    return new MultipartForm()
        .field("kind", "VIDEO")
        .field("capturedAt", capturedAt)
        .field("subjects", client)
        .file("video/mp4", video);
  }

  @Test
  void aGroupVideoIsOneEventForEachClientJoinedByTheAct() {
    String client = app.aClient();
    String sibling = app.aClient();
    try (TopicReader reader = TopicReader.fromNow(Topics.CASE_NOTES_RECORD)) {
      String mediaId =
          upload(
                  app.aCaseOf(client),
                  aForm(client + "," + sibling)
                      .field("unidentifiedSubjects", "2")
                      .file("video/mp4", aVideo(100, 6)))
              .expecting(201)
              .field("mediaId");

      List<MediaCaptured> events =
          reader.next(MediaCaptured.class, event -> event.getMediaId().equals(mediaId), 2, SOON);

      assertThat(events)
          .extracting(event -> event.getEnvelope().getClientId())
          .containsExactlyInAnyOrder(client, sibling);
      assertThat(events).extracting(event -> event.getEnvelope().getActId()).doesNotContainNull();
      assertThat(events)
          .extracting(event -> event.getEnvelope().getActId())
          .containsOnly(events.getFirst().getEnvelope().getActId());
      assertThat(events).allMatch(event -> event.getSubjectCount() == 4);
      assertThat(app.decide(MARIA, "MEDIA", mediaId).json().at("/clientIds").toString())
          .contains(client)
          .contains(sibling);
    }
  }

  @Test
  void aGroupVideoTellsInNobodysHistoryOfTheCaseOfAnother() {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    String sibling = app.aClient();
    String siblingsCase = app.aCaseOf(sibling);
    String strangerToCases = app.aClient();
    try (TopicReader reader = TopicReader.fromNow(Topics.CASE_NOTES_RECORD)) {
      String mediaId =
          upload(
                  caseId,
                  aForm(String.join(",", strangerToCases, client, sibling))
                      .file("video/mp4", aVideo(100, 16)))
              .expecting(201)
              .field("mediaId");

      Map<String, MediaCaptured> events =
          reader
              .next(MediaCaptured.class, event -> event.getMediaId().equals(mediaId), 3, SOON)
              .stream()
              .collect(Collectors.toMap(event -> event.getEnvelope().getClientId(), it -> it));

      assertThat(events).containsOnlyKeys(client, sibling, strangerToCases);
      assertThat(events.get(client).getCaseId()).as("whose case holds it").isEqualTo(caseId);
      for (String other : List.of(sibling, strangerToCases)) {
        assertThat(events.get(other).getCaseId())
            .as("required, and no case of theirs")
            .isEqualTo("00000000-0000-0000-0000-000000000000");
        assertThat(events.get(other).toString()).doesNotContain(caseId, client);
      }
      assertThat(events.get(client).toString()).doesNotContain(sibling, siblingsCase);
    }
  }

  @Test
  void aRecordingWithoutAuthorityIsHeldForItsAuthorAndTheirSupervisor() {
    String client = app.aClient();
    String mediaId =
        upload(app.aCaseOf(client), aForm(client).file("video/mp4", aVideo(100, 7)))
            .expecting(201)
            .field("mediaId");

    assertThat(app.decide(COLIN, "MEDIA", mediaId).field("reason")).isEqualTo("MEDIA_HELD");
    assertThat(app.decide(MARIA, "MEDIA", mediaId).field("outcome")).isEqualTo("PERMITTED");
    assertThat(supervisorAsks(mediaId, ",\"superviseeIds\":[\"" + MARIA + "\"]").field("outcome"))
        .isEqualTo("PERMITTED");
    for (String ofNobodyInIt : List.of("", ",\"superviseeIds\":[\"" + COLIN + "\"]")) {
      assertThat(supervisorAsks(mediaId, ofNobodyInIt).field("reason")).isEqualTo("MEDIA_HELD");
    }

    consentOf(client, ",\"mediaIds\":[\"" + mediaId + "\"]");

    assertThat(app.decide(COLIN, "MEDIA", mediaId).field("outcome")).isEqualTo("PERMITTED");
  }

  private Answer supervisorAsks(String mediaId, String more) {
    return app.decide(SOFIA, "supervisor", CHILDREN_NORTH, "MEDIA", mediaId, more);
  }

  @Test
  void aConsentWithdrawnBetweenGrantAndBytesIsHonoured() {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    String authorityId =
        app.post(
                practitioner(MARIA),
                "/v1/clients/" + client + "/authorities",
                """
                {"authorityKind":"OWN_CONSENT","mediaKinds":["VIDEO"],"uses":["CAPTURE","VIEW"],
                 "giver":"the client","validFrom":"2026-01-01T00:00:00Z"}
                """)
            .expecting(201)
            .field("authorityId");
    String mediaId =
        upload(caseId, aForm(client).file("video/mp4", aVideo(100, 8)))
            .expecting(201)
            .field("mediaId");
    String grant = app.grantFor(COLIN, "MEDIA", mediaId);
    assertThat(media(grant, "bytes=0-0").statusCode()).isEqualTo(206);

    app.post(
            practitioner(MARIA),
            "/v1/authorities/" + authorityId + "/withdraw",
            "{\"withdrawnBy\":\"CLIENT\"}")
        .expecting(200);

    assertThat(media(grant, "bytes=0-0").statusCode()).isEqualTo(409);
    // Made while consent held: it is not held back; whether to look is judged elsewhere.
    assertThat(app.decide(COLIN, "MEDIA", mediaId).field("outcome")).isEqualTo("PERMITTED");
  }

  @Test
  void anAuthorityHoldsUntilItsWithdrawalIsRecordedWheneverItIsSaidToHaveBeen() {
    String client = app.aClient();
    String caseId = app.aCaseOf(client);
    String authority = consentOf(client, "");
    String before =
        upload(caseId, aForm(client).file("video/mp4", aVideo(100, 11)))
            .expecting(201)
            .field("mediaId");
    app.post(
            practitioner(MARIA),
            "/v1/authorities/" + authority + "/withdraw",
            "{\"withdrawnBy\":\"CLIENT\",\"withdrawnAt\":\"%s\"}"
                .formatted(app.anHourAgo().minusSeconds(30)))
        .expecting(200);
    app.clock.moveBy(Duration.ofSeconds(1));
    MultipartForm later =
        new MultipartForm()
            .field("kind", "VIDEO")
            .field("capturedAt", app.clock.instant().toString())
            .field("subjects", client);
    String after =
        upload(caseId, later.file("video/mp4", aVideo(100, 12))).expecting(201).field("mediaId");

    assertThat(app.decide(COLIN, "MEDIA", before).field("outcome"))
        .as("nobody could know of the withdrawal when it was made")
        .isEqualTo("PERMITTED");
    assertThat(app.decide(COLIN, "MEDIA", after).field("reason")).isEqualTo("MEDIA_HELD");
  }

  @Test
  void aRecordingOfSomebodyNotIdentifiedIsHeldUntilSomethingOtherThanConsentNamesIt() {
    String client = app.aClient();
    consentOf(client, "");
    String mediaId =
        upload(
                app.aCaseOf(client),
                aForm(client).field("unidentifiedSubjects", "1").file("video/mp4", aVideo(100, 13)))
            .expecting(201)
            .field("mediaId");
    consentOf(client, ",\"mediaIds\":[\"" + mediaId + "\"]");

    assertThat(app.decide(COLIN, "MEDIA", mediaId).field("reason")).isEqualTo("MEDIA_HELD");
    app.post(
            practitioner(MARIA),
            "/v1/clients/" + client + "/authorities",
            """
            {"authorityKind":"STATUTORY_DUTY","mediaKinds":["VIDEO"],"uses":["CAPTURE","VIEW"],
             "mediaIds":["%s"],"evidence":"enquiry 7"}
            """
                .formatted(mediaId))
        .expecting(201);
    assertThat(app.decide(COLIN, "MEDIA", mediaId).field("outcome")).isEqualTo("PERMITTED");
  }

  @Test
  void aGroupVideoIsRefusedInTheNameOfTheRestrictedSubjectOnly() {
    String client = app.aClient();
    String sibling = app.aClient();
    String mediaId =
        upload(
                app.aCaseOf(client),
                aForm(client + "," + sibling).file("video/mp4", aVideo(100, 14)))
            .expecting(201)
            .field("mediaId");
    app.restricted(sibling, MARIA);

    Answer refused = app.decide(COLIN, "MEDIA", mediaId);

    assertThat(refused.field("reason")).isEqualTo("RECORD_RESTRICTED");
    assertThat(refused.json().at("/clientIds").toString()).isEqualTo("[\"" + sibling + "\"]");
    assertThat(refused.field("recordKind")).isEqualTo("VIDEO");
  }

  @Test
  void nothingOfTheRecordingStandsInTheDatabaseInTheClear() throws Exception {
    String client = app.aClient();
    byte[] video = aVideo(1000, 9);
    byte[] canary = "plain-canary-in-a-film".getBytes(UTF_8);
    System.arraycopy(canary, 0, video, 500, canary.length);
    upload(app.aCaseOf(client), aForm(client).file("video/mp4", video)).expecting(201);

    try (Connection connection = app.database.asRun().getConnection();
        var statement =
            connection.prepareStatement(
                "select count(*) from media_chunk where position(? in sealed_bytes) > 0")) {
      statement.setBytes(1, canary);
      try (var rows = statement.executeQuery()) {
        rows.next();
        assertThat(rows.getInt(1)).isZero();
      }
    }
  }

  @Test
  void aRecordingWithAFlippedBitBreaksOffAndIsNeverServedAltered() throws Exception {
    String client = app.aClient();
    byte[] video = aVideo(200_000, 10);
    String mediaId =
        upload(app.aCaseOf(client), aForm(client).file("video/mp4", video))
            .expecting(201)
            .field("mediaId");
    String grant = app.grantFor(MARIA, "MEDIA", mediaId);
    try (Connection connection = app.database.asMigrate().getConnection();
        var statement =
            connection.prepareStatement(
                "update media_chunk set sealed_bytes ="
                    + " set_byte(sealed_bytes, 99, get_byte(sealed_bytes, 99) # 1)"
                    + " where media_id = ? and chunk_index = 2")) {
      statement.setObject(1, UUID.fromString(mediaId));
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }

    assertThat(media(grant, "bytes=0-131071").body())
        .isEqualTo(Arrays.copyOfRange(video, 0, 131_072));
    assertThat(media(grant, "bytes=131072-131080").statusCode()).isEqualTo(500);
    assertThatThrownBy(() -> media(grant, ""))
        .hasCauseInstanceOf(IOException.class)
        .rootCause()
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  private long chunkRows() throws Exception {
    try (Connection connection = app.database.asRun().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from media_chunk")) {
      rows.next();
      return rows.getLong(1);
    }
  }
}
