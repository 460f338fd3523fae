package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.embedded.DemoRecords.DemoClient;

/** Finds concerns as a compliance officer does, and settles one. */
final class Concerns {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration RESOLUTION_PATIENCE = Duration.ofSeconds(10);

  /**
   * A concern that holds an alert about the access in question.
   *
   * @param why the console's title of the rule, with the id that its filter and the rule pack use
   * @param page where a person looks at it, in the console; empty if it is gone before anybody can
   * @param seconds from the moment of asking until it was visible
   */
  record Found(
      String concernId,
      String reference,
      String severity,
      String why,
      Optional<String> page,
      double seconds) {}

  private final Story story;
  private final Cast cast;

  /** Concerns opened before and found to be about something else; they are not opened again. */
  private final Set<String> others = new HashSet<>();

  Concerns(Story story, Cast cast) {
    this.story = story;
    this.cast = cast;
  }

  /** Leads whoever hears the story to the concern. */
  void sayWhereToLook(Found found) {
    found
        .page()
        .ifPresent(page -> story.says("To look at it, sign in to the console as omar: %s", page));
  }

  /** Waits for the concern about this client that holds an alert of that rule for that access. */
  Found await(String clientId, String accessId, String ruleId) throws InterruptedException {
    var omar = cast.as(DemoPerson.OMAR);
    var found =
        story.await(
            "an alert of " + ruleId + " about access " + accessId,
            PATIENCE,
            () -> {
              var list =
                  story
                      .expect(
                          200,
                          omar.get(
                              App.ALERTS, "/v1/concerns?rule=" + ruleId + "&sort=newest&limit=50"),
                          "GET /v1/concerns")
                      .json()
                      .path("concerns");
              for (var concern : list) {
                if (mayBeAbout(concern, clientId)) {
                  var opened = openIfItHoldsAnAlert(omar, concern, accessId);
                  if (opened.isPresent()) {
                    return opened;
                  }
                }
              }
              return Optional.empty();
            });
    var concern = found.answer().path("concern");
    return new Found(
        concern.path("concernId").asText(),
        concern.path("reference").asText(concern.path("concernId").asText()),
        concern.path("severity").asText(),
        why(found.answer(), ruleId),
        cast.pageOfConcern(concern.path("concernId").asText()),
        found.seconds());
  }

  /** The queue shows the end of the id only. */
  private static boolean mayBeAbout(JsonNode concern, String clientId) {
    var bare = clientId.replace("-", "");
    var shown = concern.path("clientRef").asText("").replaceFirst("^C-", "").replace("-", "");
    return !shown.isEmpty()
        && bare.regionMatches(true, bare.length() - shown.length(), shown, 0, shown.length());
  }

  private static String why(JsonNode opened, String ruleId) {
    for (var ground : opened.path("narrative").path("whyFlagged")) {
      if (ground.path("ruleId").asText().equals(ruleId)) {
        return "%s (%s)".formatted(ground.path("title").asText(), ruleId);
      }
    }
    throw new Story.BrokenException("the concern does not say why it was flagged by " + ruleId);
  }

  /** The whole concern. */
  private Optional<JsonNode> openIfItHoldsAnAlert(Caller omar, JsonNode concern, String accessId)
      throws InterruptedException {
    var id = concern.path("concernId").asText();
    // A concern grows: what holds no such alert now may hold one when its count has changed.
    var state = id + "/" + concern.path("alertCount").asText();
    if (others.contains(state + accessId)) {
      return Optional.empty();
    }
    var opened = omar.get(App.ALERTS, "/v1/concerns/" + id).json();
    for (var alert : opened.path("alerts")) {
      if (alert.path("accessId").asText().equals(accessId)) {
        return Optional.of(opened);
      }
    }
    others.add(state + accessId);
    return Optional.empty();
  }

  /** Omar has the client's name shown on a concern; the access that this is. */
  String showName(Found concern, DemoClient client) throws InterruptedException {
    var named =
        story.expect(
            200,
            cast.as(DemoPerson.OMAR)
                .post(App.ALERTS, "/v1/concerns/" + concern.concernId() + "/name", Map.of()),
            "POST the concern's name");
    story.expect(
        named.field("familyName").equals(client.familyName()),
        "the name shown is not the client's");
    return named.field("accessId");
  }

  /** Omar takes the concern, says what he found, and resolves it. */
  void resolve(Found concern) throws InterruptedException {
    var omar = cast.as(DemoPerson.OMAR);
    var path = "/v1/concerns/" + concern.concernId();
    var opened = story.expect(200, omar.get(App.ALERTS, path), "GET the concern").json();
    var narrative = opened.path("narrative");
    for (var sentence : narrative.path("whatHappened")) {
      story.says("The console says: %s", sentence.asText());
    }
    story.expect(
        200,
        omar.post(App.ALERTS, path + "/assign", Map.of("assigneeId", DemoPerson.OMAR.subject())),
        "assigning the concern");
    story.expect(
        201,
        omar.post(
            App.ALERTS,
            path + "/comments",
            Map.of("text", "Spoke with the worker: opened out of curiosity.")),
        "commenting on the concern");
    story.expect(
        200,
        omar.post(
            App.ALERTS,
            path + "/resolve",
            Map.of(
                "resolution", "POLICY_BREACH",
                "text",
                    "No task on record; access was not needed. Worker reminded of the policy.")),
        "resolving the concern");
    story.await(
        "the concern is resolved",
        RESOLUTION_PATIENCE,
        () -> {
          var now = omar.get(App.ALERTS, path).json();
          var status = now.path("concern").path("status").asText(now.path("status").asText());
          return status.equalsIgnoreCase("resolved") ? Optional.of(now) : Optional.empty();
        });
    story.says(
        "Omar, compliance officer, took concern %s, commented, and resolved it as a policy breach.",
        concern.reference());
    story.notes("concernId", concern.concernId());
  }
}
