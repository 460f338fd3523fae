package org.casenotesaudit.testkit.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The OpenAPI description of a running app, as somebody gets it who knows nothing else. */
public final class ServedDescription {

  private static final List<String> METHODS = List.of("get", "put", "post", "delete", "patch");
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  private final URI app;
  private final JsonNode document;

  /** Operations by method and path, for instance {@code POST /v1/clients}. */
  private final TreeMap<String, JsonNode> operations = new TreeMap<>();

  private ServedDescription(URI app, String yaml) {
    this.app = app;
    try {
      this.document = new YAMLMapper().readTree(yaml);
    } catch (IOException noYaml) {
      throw new UncheckedIOException(noYaml);
    }
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                METHODS.stream()
                    .filter(path.getValue()::has)
                    .forEach(
                        method ->
                            operations.put(
                                method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(),
                                path.getValue().path(method))));
  }

  /**
   * What the app at this address serves, without a token.
   *
   * @throws AssertionError if it is not OpenAPI 3 to a real parser, or not served as YAML
   */
  public static ServedDescription of(URI app) {
    HttpResponse<String> answer = Http.send(HttpRequest.newBuilder(app.resolve("/openapi.yml")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/yaml"));
    SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(answer.body());
    assertThat(parsed.getMessages()).isEmpty();
    assertThat(parsed.getOpenAPI()).isNotNull();
    return new ServedDescription(app, answer.body());
  }

  URI app() {
    return app;
  }

  /** By method and path. */
  public List<String> operations() {
    return List.copyOf(operations.keySet());
  }

  /** Those that take one JSON object of ours. */
  public List<String> operationsWithBody() {
    return operations.keySet().stream().filter(name -> body(name).isObject()).toList();
  }

  JsonNode operation(String name) {
    return operations.getOrDefault(name, MissingNode.getInstance());
  }

  /** Schema of the JSON body that an operation takes. */
  JsonNode body(String name) {
    return resolved(operation(name).path("requestBody").path("content").path(JSON).path("schema"));
  }

  /** Names of the fields of the form that an operation takes. */
  public List<String> form(String name) {
    List<String> names = new ArrayList<>();
    resolved(
            operation(name)
                .path("requestBody")
                .path("content")
                .path("multipart/form-data")
                .path("schema"))
        .path("properties")
        .fieldNames()
        .forEachRemaining(names::add);
    return names;
  }

  boolean takesIdempotencyKey(String name) {
    return parameters(name).stream()
        .anyMatch(parameter -> parameter.path("name").asText().equals("Idempotency-Key"));
  }

  List<JsonNode> parameters(String name) {
    List<JsonNode> parameters = new ArrayList<>();
    operation(name).path("parameters").forEach(it -> parameters.add(resolved(it)));
    return parameters;
  }

  /** What a reference points to, also where it stands alone in an allOf. */
  JsonNode resolved(JsonNode node) {
    if (node.has("$ref")) {
      return resolved(document.at(node.path("$ref").asText().substring(1)));
    }
    return node.has("allOf") ? resolved(node.path("allOf").path(0)) : node;
  }

  /** That every operation, parameter and field has its sentence, and every failure its schema. */
  public void assertComplete() {
    assertThat(operations).isNotEmpty();
    operations.forEach(
        (name, operation) -> {
          assertThat(operation.path("summary").asText()).as(name).isNotBlank();
          assertThat(operation.path("operationId").asText()).as(name).doesNotMatch(".*_\\d+");
          parameters(name)
              .forEach(it -> assertHasSentence(name + " " + it.path("name").asText(), it));
          assertAnswersComplete(name, operation.path("responses"));
        });
    document
        .path("components")
        .path("schemas")
        .properties()
        .forEach(schema -> assertFieldsComplete(schema.getKey(), schema.getValue()));
  }

  private void assertAnswersComplete(String name, JsonNode responses) {
    assertThat(responses.has("default")).as(name).isTrue();
    responses
        .properties()
        .forEach(
            response -> {
              String status = response.getKey();
              JsonNode answer = resolved(response.getValue());
              assertHasSentence(name + " " + status, answer);
              assertThat(answer.path("description").asText()).doesNotContain(" response");
              if (!status.startsWith("2") && !name.contains(" /fhir")) {
                JsonNode schema = answer.path("content").path(PROBLEM).path("schema");
                assertThat(resolved(schema).path("properties").has("code"))
                    .as(name + " " + status)
                    .isTrue();
              }
            });
  }

  private static void assertFieldsComplete(String name, JsonNode schema) {
    assertHasSentence(name, schema);
    schema.path("properties").properties().stream()
        // What is a schema of its own has its sentence there.
        .filter(field -> !field.getValue().has("$ref") && !field.getValue().has("allOf"))
        .forEach(field -> assertHasSentence(name + "." + field.getKey(), field.getValue()));
  }

  private static void assertHasSentence(String what, JsonNode node) {
    assertThat(node.path("description").asText()).as("what is said of " + what).isNotBlank();
  }

  /** The codes that a field of an operation's body can have, or a parameter. */
  public List<String> codes(String operation, String name) {
    JsonNode field = body(operation).path("properties").path(name);
    Optional<JsonNode> parameter =
        parameters(operation).stream()
            .filter(it -> it.path("name").asText().equals(name))
            .findFirst();
    List<String> codes = new ArrayList<>();
    parameter
        .map(it -> it.path("schema"))
        .orElse(field)
        .path("enum")
        .forEach(it -> codes.add(it.asText()));
    return codes;
  }

  /** Small requests of tests. */
  static final class Http {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Http() {}

    static HttpResponse<String> send(HttpRequest.Builder request) {
      try {
        return CLIENT.send(
            request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(interrupted);
      }
    }
  }
}
