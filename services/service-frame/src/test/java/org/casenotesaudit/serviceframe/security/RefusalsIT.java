package org.casenotesaudit.serviceframe.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.casenotesaudit.serviceframe.RunningFrame.COLIN;
import static org.casenotesaudit.serviceframe.RunningFrame.MARIA;
import static org.casenotesaudit.testkit.Eventually.eventually;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.casenotesaudit.events.RequestRefusalReason;
import org.casenotesaudit.events.RequestRefused;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.serviceframe.RunningFrame;
import org.casenotesaudit.testkit.Broker;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who was turned away is on record: strangers by their number, known people one by one. */
class RefusalsIT {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration A_MINUTE = Duration.ofMinutes(1);
  private static final String PATH = "/shelves/8b0b6a4e-0000-4000-8000-00000000cafe";

  private RunningFrame frame;
  private TopicReader reader;

  @BeforeEach
  void start() throws Exception {
    frame = new RunningFrame();
    reader = TopicReader.fromNow(Topics.refusalsOf("access"));
  }

  @AfterEach
  void stop() {
    Broker.running().wire().mend();
    reader.close();
    frame.close();
  }

  private int askedWith(String token) {
    return frame.send("POST", PATH, "{\"name\":\"a\"}", token).statusCode();
  }

  private void aMinutePasses() {
    frame.clock.moveBy(A_MINUTE);
    frame.context.getBean(Refusals.class).flush();
  }

  private List<RequestRefused> refusals(int count) {
    return reader.next(RequestRefused.class, any -> true, count, SOON).stream()
        .sorted(Comparator.comparing(event -> event.getReason().name()))
        .toList();
  }

  @Test
  void requestsWithoutAValidTokenAreOneEventForEachAddressAndMinute() throws Exception {
    Instant begin = frame.clock.instant();
    for (int i = 0; i < 3; i++) {
      assertThat(askedWith("x.y.z")).isEqualTo(401);
    }
    assertThat(askedWith("")).isEqualTo(401);
    assertThat(askedWith("")).isEqualTo(401);
    aMinutePasses();

    List<RequestRefused> first = refusals(2);
    assertThat(first)
        .extracting(RequestRefused::getReason)
        .containsExactly(RequestRefusalReason.TOKEN_INVALID, RequestRefusalReason.TOKEN_MISSING);
    assertThat(first).extracting(RequestRefused::getCount).containsExactly(3L, 2L);
    assertThat(first)
        .allSatisfy(
            event -> {
              assertThat(event.getEnvelope().getActorId()).isNull();
              assertThat(event.getEnvelope().getOccurredAt()).isEqualTo(begin.plus(A_MINUTE));
              assertThat(event.getSourceAddressDigest()).matches("[0-9a-f]{64}");
              assertThat(event.getSourceAddressDigest()).isNotEqualTo(unkeyedDigestOfLoopback());
              assertThat(event.toString()).doesNotContain("127.0.0.1").doesNotContain("cafe");
            });

    askedWith("");
    aMinutePasses();
    RequestRefused next = refusals(1).getFirst();
    assertThat(next.getCount()).isEqualTo(1);
    assertThat(next.getSourceAddressDigest()).isEqualTo(first.getFirst().getSourceAddressDigest());

    aMinutePasses();
    reader.assertNothingMore(Duration.ofSeconds(1));
  }

  @Test
  void anAddressCannotBeFollowedFromOneRunToTheNext() throws Exception {
    askedWith("");
    aMinutePasses();
    String before = refusals(1).getFirst().getSourceAddressDigest();
    try (RunningFrame other = new RunningFrame()) {
      other.send("POST", PATH, "{\"name\":\"a\"}", "");
      other.context.getBean(Refusals.class).flush();

      assertThat(refusals(1).getFirst().getSourceAddressDigest()).isNotEqualTo(before);
    }
  }

  @Test
  void whatWasCountedIsOnRecordBeforeTheServiceEnds() throws Exception {
    askedWith("");
    long before = events();

    frame.context.close();

    assertThat(events()).isEqualTo(before + 1);
  }

  @Test
  void aKnownCallerWithoutTheRoleIsOnRecordBeforeTheAnswerByTheRoutesTemplate() throws Exception {
    assertThat(askedWith(RunningFrame.token(COLIN, "auditor"))).isEqualTo(403);
    assertThat(events()).isEqualTo(1);

    RequestRefused refused = refusals(1).getFirst();
    assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.ROLE_MISSING);
    assertThat(refused.getEnvelope().getActorId()).isEqualTo(COLIN);
    assertThat(refused.getRoute()).isEqualTo("/shelves/{shelf}");
    assertThat(refused.getMethod()).isEqualTo("POST");
    assertThat(refused.toString()).doesNotContain("cafe").doesNotContain("127.0.0.1");
  }

  @Test
  void methodsThatNobodyKnowsAreOneAndTheSame() {
    for (String method : new String[] {"BREW", "Jane-Canary"}) {
      assertThat(frame.send(method, "/prometheus", "", "").statusCode()).isEqualTo(401);
    }
    aMinutePasses();

    RequestRefused refused = refusals(1).getFirst();
    assertThat(refused.getMethod()).isEqualTo("OTHER");
    assertThat(refused.getCount()).isEqualTo(2);
    reader.assertNothingMore(Duration.ofSeconds(1));
  }

  @Test
  void aGoodTokenForAnotherServiceIsOnRecordWithItsHolder() throws Exception {
    String token = Issuer.running().wrongAudienceToken(MARIA, "practitioner");
    assertThat(askedWith(token)).isEqualTo(401);
    assertThat(events()).isEqualTo(1);

    RequestRefused refused = refusals(1).getFirst();
    assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.AUDIENCE_WRONG);
    assertThat(refused.getEnvelope().getActorId()).isEqualTo(MARIA);
    assertThat(refused.getSourceAddressDigest()).isNull();
  }

  @Test
  void aTokenForAnotherServiceThatIsBadBesidesNamesNobody() throws Exception {
    Issuer issuer = Issuer.running();
    List<String> elsewhere = List.of("payroll");
    for (String token :
        List.of(
            issuer.expiredToken(MARIA, elsewhere, "practitioner"),
            issuer.notYetValidToken(MARIA, elsewhere, "practitioner"),
            issuer.foreignKeyToken(MARIA, elsewhere, "practitioner"),
            issuer.unsignedToken(MARIA, elsewhere, "practitioner"),
            issuer.wrongIssuerToken(MARIA, elsewhere, "practitioner"),
            issuer.tamperedToken(MARIA, elsewhere, "practitioner"),
            issuer.tokenOfAgency("other", MARIA, elsewhere, "practitioner"))) {
      assertThat(askedWith(token)).isEqualTo(401);
    }
    assertThat(events()).isZero();
    aMinutePasses();

    RequestRefused refused = refusals(1).getFirst();
    assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.TOKEN_INVALID);
    assertThat(refused.getCount()).isEqualTo(7);
    assertThat(refused.getEnvelope().getActorId()).isNull();
  }

  @Test
  void aTokenWhoseSubjectIsANameIsOnRecordWithoutIt() throws Exception {
    Issuer issuer = Issuer.running();
    String name = "jane.canary@agency.test";
    for (String token :
        List.of(
            RunningFrame.token(name, "practitioner"),
            RunningFrame.token(name, "platform"),
            RunningFrame.token("jane.canary"),
            issuer.wrongAudienceToken(name, "practitioner"))) {
      assertThat(askedWith(token)).isEqualTo(401);
    }
    assertThat(events()).isZero();
    aMinutePasses();

    RequestRefused refused = refusals(1).getFirst();
    assertThat(refused.getReason()).isEqualTo(RequestRefusalReason.TOKEN_INVALID);
    assertThat(refused.getCount()).isEqualTo(4);
    assertThat(refused.getEnvelope().getActorId()).isNull();
    assertThat(refused.toString()).doesNotContain("canary");
    reader.assertNothingMore(Duration.ofSeconds(1));
  }

  @Test
  void withTheDatabaseAwayARefusalOfAKnownCallerIs503AndCountsOfStrangersAreKept() {
    frame.toDatabase.cut();
    assertThat(askedWith("")).isEqualTo(401);
    HttpResponse<String> known =
        frame.send("POST", PATH, "{\"name\":\"a\"}", RunningFrame.token(COLIN, "auditor"));
    assertThat(known.statusCode()).isEqualTo(503);
    assertThat(known.body()).contains("storage-unavailable");
    assertThatThrownBy(this::aMinutePasses).isInstanceOf(RuntimeException.class);

    frame.toDatabase.mend();
    eventually("403 again", SOON, () -> askedWith(RunningFrame.token(MARIA)), is -> is == 403);
    askedWith("");
    aMinutePasses();

    assertThat(refusals(2))
        .extracting(event -> event.getReason() + " " + event.getCount())
        .containsExactly("ROLE_MISSING 1", "TOKEN_MISSING 2");
    reader.assertNothingMore(Duration.ofSeconds(1));
  }

  @Test
  void withKafkaAwayARefusalIsStillOnRecordAndArrivesAfterwardsOnce() throws Exception {
    Broker.running().wire().cut();
    assertThat(askedWith(RunningFrame.token(COLIN, "auditor"))).isEqualTo(403);
    assertThat(events()).isEqualTo(1);
    reader.assertNothingMore(Duration.ofMillis(500));

    Broker.running().wire().mend();

    assertThat(refusals(1)).hasSize(1);
    reader.assertNothingMore(Duration.ofSeconds(1));
  }

  private long events() throws Exception {
    return (Long) frame.sql("select count(*) from outbox where event_type like '%RequestRefused'");
  }

  private static String unkeyedDigestOfLoopback() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest("127.0.0.1".getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
