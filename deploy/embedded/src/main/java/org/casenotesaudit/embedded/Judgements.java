package org.casenotesaudit.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Opens records through access and asks what the openings were judged to be. */
final class Judgements {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * An access that was permitted and is on record.
   *
   * @param content what came back
   */
  record Opened(String accessId, Answer content) {}

  /**
   * What an access was judged to be, as known when it happened.
   *
   * @param strengths of the explanations, in their order
   * @param eventId the event that reported the access
   */
  record Judged(
      String verdict,
      List<String> explanations,
      List<String> strengths,
      List<String> concerns,
      List<String> factEventIds,
      String eventId,
      double seconds) {

    /** Reads a judgement, whose last revision is asked for. */
    static Judged read(JsonNode judgement, double seconds) {
      var known = judgement.path("asKnown");
      var facts = new ArrayList<String>();
      known
          .path("explanations")
          .forEach(one -> one.path("factEventIds").forEach(fact -> facts.add(fact.asText())));
      return new Judged(
          known.path("verdict").asText(""),
          names(known.path("explanations"), "explanationId"),
          names(known.path("explanations"), "strength"),
          names(known.path("concerns"), "concernId"),
          facts,
          judgement.path("accessEventId").asText(""),
          seconds);
    }

    private static List<String> names(JsonNode list, String field) {
      var names = new ArrayList<String>();
      list.forEach(one -> names.add(one.isTextual() ? one.asText() : one.path(field).asText()));
      return names;
    }
  }

  private final Story story;
  private final Cast cast;

  Judgements(Story story, Cast cast) {
    this.story = story;
    this.cast = cast;
  }

  /** Opens a record and reads its content, all of which must succeed. */
  Opened open(DemoPerson who, Map<String, ?> wish) throws InterruptedException {
    var caller = cast.as(who);
    var answer =
        story.expect(201, caller.post(App.ACCESS, "/v1/accesses", wish), "POST /v1/accesses");
    var accessId = answer.field("accessId");
    var content =
        story.expect(
            200, caller.get(App.ACCESS, answer.field("contentUrl")), "GET the content once opened");
    return new Opened(accessId, content);
  }

  static Map<String, Object> view(String kind, String id, String purpose) {
    return Map.of("item", Map.of("kind", kind, "id", id), "action", "VIEW", "purpose", purpose);
  }

  /** Waits until the access is judged to be as the story tells. */
  Judged await(String clientId, String accessId, String verdict, String because)
      throws InterruptedException {
    return await(clientId, accessId, verdict, because, judged -> true);
  }

  /**
   * Waits until the last revision is as the story tells. Topics are read beside each other, so the
   * first one may not know all that was on record yet.
   */
  Judged await(
      String clientId, String accessId, String verdict, String because, Predicate<Judged> also)
      throws InterruptedException {
    var ada = cast.as(DemoPerson.ADA);
    var path = "/v1/clients/" + clientId + "/judgements/" + accessId;
    var last = new ArrayList<String>();
    try {
      var found =
          story.await(
              "a judgement",
              PATIENCE,
              () -> {
                var answer = ada.get(App.CONFIDENTIALITY, path);
                last.clear();
                last.add(answer.brief());
                if (answer.status() != 200) {
                  return Optional.empty();
                }
                var judged = Judged.read(answer.json(), 0);
                boolean asTold =
                    judged.verdict().equals(verdict)
                        && also.test(judged)
                        && (judged.explanations().contains(because)
                            || judged.concerns().contains(because));
                return asTold ? Optional.of(answer.json()) : Optional.empty();
              });
      return Judged.read(found.answer(), found.seconds());
    } catch (Story.BrokenException late) {
      throw new Story.BrokenException(
          "access %s judged %s because of %s: not within %d s; the last answer was %s"
              .formatted(accessId, verdict, because, PATIENCE.toSeconds(), last));
    }
  }
}
