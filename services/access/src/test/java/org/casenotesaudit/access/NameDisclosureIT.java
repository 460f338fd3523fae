package org.casenotesaudit.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.casenotesaudit.events.AccessObserved;
import org.casenotesaudit.events.AccessRefused;
import org.casenotesaudit.events.Origin;
import org.casenotesaudit.events.Purpose;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.casenotesaudit.events.catalogue.Topics;
import org.casenotesaudit.testkit.Issuer;
import org.casenotesaudit.testkit.TopicReader;
import org.junit.jupiter.api.Test;

/** A name behind a concern is an access like any other. */
class NameDisclosureIT {

  @Test
  void aNameIsDisclosedOnceItIsOnRecordAndTheEventCarriesNone() {
    RunningAccess access = RunningAccess.shared();
    try (TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED)) {
      UUID client = access.caseNotes.identity(UUID.randomUUID(), "Canary", "Finch");
      UUID concern = UUID.randomUUID();
      String alerts = Issuer.running().token("alerts", List.of("access"), "service-alerts");
      String body =
          """
          {"clientId":"%s","concernId":"%s","onBehalfOf":{"workerId":"%s"}}
          """
              .formatted(client, concern, RunningAccess.OMAR);

      HttpResponse<String> answer = access.post(alerts, "/v1/name-disclosures", body);

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      Map<String, Object> name = access.json(answer);
      assertThat(name).containsEntry("givenName", "Canary").containsEntry("familyName", "Finch");
      AccessObserved event =
          events
              .next(
                  AccessObserved.class,
                  e -> e.getAccessId().equals(name.get("accessId")),
                  1,
                  Duration.ofSeconds(30))
              .getFirst();
      assertThat(event.getEnvelope().getActorId()).isEqualTo(RunningAccess.OMAR.toString());
      assertThat(event.getEnvelope().getClientId()).isEqualTo(client.toString());
      assertThat(event.getEnvelope().getActId()).isEqualTo(concern.toString());
      assertThat(event.getOrigin()).isEqualTo(Origin.ALERTS_CONSOLE);
      assertThat(event.getPurpose()).isEqualTo(Purpose.AUDIT);
      assertThat(event.getRecordKind()).isEqualTo(RecordKind.CLIENT_IDENTITY);
      assertThat(event.toString()).doesNotContain("Canary").doesNotContain("Finch");
      assertThat(access.caseNotes.lastQuestion().get("roles"))
          .isEqualTo(List.of("compliance-officer"));

      assertThat(
              access
                  .post(
                      alerts,
                      "/v1/name-disclosures",
                      body.replace(client.toString(), concern.toString()))
                  .statusCode())
          .isEqualTo(404);
    }
  }

  @Test
  void aNameWithheldBecauseFactsChangedIs409AndOnRecord() {
    RunningAccess access = RunningAccess.shared();
    try (TopicReader events = TopicReader.fromNow(Topics.ACCESS_OBSERVED)) {
      UUID client = access.caseNotes.identity(UUID.randomUUID(), "Canary", "Finch");
      access.caseNotes.factsChangeBeforeContentOf(client);
      String alerts = Issuer.running().token("alerts", List.of("access"), "service-alerts");

      HttpResponse<String> answer =
          access.post(
              alerts,
              "/v1/name-disclosures",
              """
              {"clientId":"%s","concernId":"%s","onBehalfOf":{"workerId":"%s"}}
              """
                  .formatted(client, UUID.randomUUID(), RunningAccess.OMAR));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
      assertThat(access.json(answer).get("code")).isEqualTo("facts-changed");
      assertThat(
              events.next(
                  AccessRefused.class,
                  e -> client.toString().equals(e.getEnvelope().getClientId()),
                  1,
                  Duration.ofSeconds(30)))
          .singleElement()
          .satisfies(
              refused -> assertThat(refused.getReason()).isEqualTo(RefusalReason.FACTS_CHANGED));
    }
  }
}
