package org.casenotesaudit.testkit.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.casenotesaudit.testkit.Issuer;

/**
 * Somebody who knows an app by its description alone, and holds it to every word: sends nothing,
 * adds what each answer misses, and so finds out what is really required; then tries every code and
 * format, and what the description rules out.
 */
public final class Follower {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NO_SUCH = "no-such-value";
  private static final Pattern PATH_VARIABLE = Pattern.compile("\\{(\\w+)}");
  private static final Pattern LIST_OF_CODES =
      Pattern.compile("\\(expected: ([A-Z_]+(?:, [A-Z_]+)+)\\)");
  private static final int KEY_TOO_LONG = 201;

  private final ServedDescription description;
  private final String audience;
  private final String subject;
  private final Map<String, JsonNode> known = new LinkedHashMap<>();
  private final Set<String> conditional = new TreeSet<>();
  private JsonNode beginning = JsonNodeFactory.instance.objectNode();

  /**
   * @param audience name of the app
   * @param subject worker id or client id that the tokens are for
   */
  public Follower(ServedDescription description, String audience, String subject) {
    this.description = description;
    this.audience = audience;
    this.subject = subject;
  }

  /** With a value, of a field or of the path, that must name something real. */
  public Follower knowing(String place, String value) {
    known.put(place, TextNode.valueOf(value));
    return this;
  }

  /** With a body that already holds this, for instance an object that may be left out. */
  public Follower beginningWith(String json) {
    beginning = read(json);
    return this;
  }

  /** Where the value of another field asks for these, and the description says so in words. */
  public Follower exceptFor(String... places) {
    conditional.addAll(List.of(places));
    return this;
  }

  /** Tries one operation that takes a body. */
  public void tries(String operation) {
    var fields = new BodyFields(description, description.body(operation));
    ObjectNode body = beginning.deepCopy();
    Set<String> missed = fillIn(operation, fields, body);
    assertThat(missed)
        .as("fields without which %s is refused, and those required", operation)
        .isEqualTo(fields.required(body));
    fields
        .within(body)
        .forEach((place, field) -> triesField(operation, fields, body, place, field));
    assertRefused(
        operation, with(fields, body, "noSuchField", TextNode.valueOf(NO_SUCH)), "noSuchField");
    triesKey(operation, body);
  }

  /** Adds what the answers miss. */
  private Set<String> fillIn(String operation, BodyFields fields, ObjectNode body) {
    Set<String> missed = new TreeSet<>();
    Set<String> given = new TreeSet<>();
    for (String detail = refusal(operation, body);
        !detail.isEmpty();
        detail = refusal(operation, body)) {
      String told = fieldIn(detail);
      // Of several of which one is wanted, the first; none of them is required.
      List<String> places = List.of(told.split(", "));
      String place = places.getFirst();
      assertThat(given.add(place)).as("%s with %s: %s", operation, body, detail).isTrue();
      fields.put(body, place, known.getOrDefault(place, fields.sample(place)));
      if (places.size() == 1 && !conditional.contains(place)) {
        missed.add(place);
      }
    }
    // An object is there once its fields are.
    missed.removeIf(place -> given.stream().anyMatch(other -> other.startsWith(place + ".")));
    return missed;
  }

  private void triesField(
      String operation, BodyFields fields, ObjectNode body, String place, JsonNode field) {
    JsonNode value = field.has("items") ? description.resolved(field.path("items")) : field;
    if (value.has("enum")) {
      triesCodes(operation, fields, body, place, value.path("enum"));
    } else if (Set.of("uuid", "date-time", "date").contains(value.path("format").asText())
        || value.path("type").asText().equals("boolean")) {
      assertRefused(operation, with(fields, body, place, TextNode.valueOf(NO_SUCH)), place);
    }
  }

  private void triesCodes(
      String operation, BodyFields fields, ObjectNode body, String place, JsonNode codes) {
    Set<String> described = new TreeSet<>();
    codes.forEach(code -> described.add(code.asText()));
    for (JsonNode code : codes) {
      assertThat(fieldIn(refusal(operation, with(fields, body, place, code))))
          .as("%s with %s %s", operation, place, code)
          .isNotEqualTo(place);
    }
    String detail =
        assertRefused(operation, with(fields, body, place, TextNode.valueOf(NO_SUCH)), place);
    if (!described.contains("UNKNOWN")) {
      assertRefused(operation, with(fields, body, place, TextNode.valueOf("UNKNOWN")), place);
    }
    Matcher expected = LIST_OF_CODES.matcher(detail);
    if (expected.find()) {
      // Where UNKNOWN is taken, nobody is told to send it.
      described.remove("UNKNOWN");
      assertThat(described).containsExactlyInAnyOrder(expected.group(1).split(", "));
    }
  }

  private static ObjectNode with(BodyFields fields, ObjectNode body, String place, JsonNode value) {
    ObjectNode changed = body.deepCopy();
    fields.put(changed, place, value);
    return changed;
  }

  private void triesKey(String operation, ObjectNode body) {
    HttpResponse<String> answer =
        send(operation, body, "Idempotency-Key", "k".repeat(KEY_TOO_LONG));
    assertThat(answer.statusCode() == 400 && detail(answer).startsWith("Idempotency-Key: "))
        .as("%s takes an Idempotency-Key", operation)
        .isEqualTo(description.takesIdempotencyKey(operation));
  }

  private String assertRefused(String operation, ObjectNode body, String place) {
    HttpResponse<String> answer = send(operation, body);
    assertThat(answer.statusCode()).as("%s with %s", operation, body).isBetween(400, 499);
    assertThat(fieldIn(detail(answer)).split(", "))
        .as("%s with %s: %s", operation, body, detail(answer))
        .contains(place);
    return detail(answer);
  }

  /** What is wrong with the body, or nothing. */
  private String refusal(String operation, ObjectNode body) {
    HttpResponse<String> answer = send(operation, body);
    assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
    return answer.statusCode() == 400 ? detail(answer) : "";
  }

  private static String fieldIn(String detail) {
    return detail.split(":", 2)[0].replaceAll("\\[\\d+]", "");
  }

  private static String detail(HttpResponse<String> answer) {
    return read(answer.body()).path("detail").asText();
  }

  private HttpResponse<String> send(String operation, JsonNode body, String... headers) {
    String[] parts = operation.split(" ");
    String role = description.operation(operation).path("x-roles").path(0).asText();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(description.app().resolve(path(parts[1])))
            .header("Content-Type", "application/json")
            .header(
                "Authorization",
                "Bearer " + Issuer.running().token(subject, List.of(audience), role))
            .method(parts[0], HttpRequest.BodyPublishers.ofString(body.toString()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return ServedDescription.Http.send(request);
  }

  private String path(String template) {
    return PATH_VARIABLE
        .matcher(template)
        .replaceAll(
            variable ->
                known
                    .getOrDefault(
                        "{" + variable.group(1) + "}",
                        TextNode.valueOf("99999999-9999-4999-8999-999999999999"))
                    .asText());
  }

  private static JsonNode read(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException noJson) {
      throw new AssertionError(json, noJson);
    }
  }
}
