package org.casenotesaudit.serviceframe.description;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.casenotesaudit.serviceframe.ATestIssuer;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** What becomes of a document that a compilation wrote, and that answers are held to it. */
class ApiDescriptionTest {

  private static final String GENERATED =
      """
      openapi: 3.0.1
      security:
      - token: []
      paths:
        /windows:
          post:
            operationId: make
            summary: Makes a window.
            requestBody:
              content:
                application/json:
                  schema:
                    $ref: "#/components/schemas/WindowController.NewWindow"
            responses:
              "200":
                content:
                  application/json:
                    schema:
                      $ref: "#/components/schemas/WindowController.Window"
          get:
            operationId: find
            parameters:
            - {name: glass, in: query, required: true, schema: {type: string}}
            - {name: doorId, in: query, required: true, schema: {type: string}}
            responses:
              "200":
                content:
                  application/json:
                    schema:
                      $ref: "#/components/schemas/WindowController.Window"
        /windows/open:
          get:
            operationId: open
            responses:
              "200": {description: it}
      components:
        schemas:
          WindowController.NewWindow:
            type: object
            properties:
              glass: {type: string, nullable: true}
              sides: {type: array, nullable: true, items: {type: string}}
              doorId: {type: string, nullable: true}
              shopId: {type: string, nullable: true}
              openedAt: {type: string, nullable: true}
          WindowController.Window:
            required: [glass]
            type: object
            properties:
              glass: {type: string}
              doorId: {type: string, nullable: true}
          Nobody.Uses.Me:
            type: object
      """;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ATestIssuer issuer;
  private static EmbeddedServer server;

  @BeforeAll
  static void open() throws IOException {
    issuer = new ATestIssuer();
    var started = new AtomicReference<ApplicationContext>();
    BeanProvider<Router> router = () -> started.get().getBean(Router.class);
    ApplicationContext context =
        ApplicationContext.builder(
                Map.of(
                    "spec.name", "ApiDescriptionTest",
                    "audit.description.strict", "true",
                    "micronaut.application.name", "door",
                    "micronaut.server.port", "-1",
                    "OIDC_ISSUER", ATestIssuer.ISSUER,
                    "OIDC_JWKS_URL", issuer.jwksUrl()))
            .beanDefinitions(
                RuntimeBeanDefinition.builder(
                        ApiDescription.class, () -> new ApiDescription(router, () -> GENERATED))
                    .singleton(true)
                    .build())
            .build();
    started.set(context);
    server = context.start().getBean(EmbeddedServer.class).start();
  }

  @AfterAll
  static void close() {
    server.getApplicationContext().close();
    issuer.close();
  }

  private static HttpResponse<String> send(String method, String path, String body, String role)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!role.isEmpty()) {
      request.header("Authorization", "Bearer " + issuer.good(role));
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static Map<String, Object> served() throws Exception {
    HttpResponse<String> answer = send("GET", "/openapi.yml", "", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/yaml");
    return new Yaml().load(answer.body());
  }

  private static Map<String, Object> operation(String method, String path) throws Exception {
    return Tree.map(Tree.map(Tree.map(served(), "paths"), path), method);
  }

  private static Map<String, Object> field(String schema, String name) throws Exception {
    Map<String, Object> schemas = Tree.map(Tree.map(served(), "components"), "schemas");
    return Tree.map(Tree.map(Tree.map(schemas, schema), "properties"), name);
  }

  @Test
  void theRolesAreThoseThatTheDoorAsksFor() throws Exception {
    String window = "{\"glass\":\"CLEAR\"}";
    assertThat(send("POST", "/windows", window, "practitioner").statusCode()).isEqualTo(200);
    assertThat(send("POST", "/windows", window, "auditor").statusCode()).isEqualTo(403);

    assertThat(operation("post", "/windows").get("x-roles")).isEqualTo(List.of("practitioner"));
    assertThat(operation("get", "/windows").get("x-roles")).isEqualTo(List.of("auditor"));
    assertThat(operation("get", "/windows").get("security"))
        .isEqualTo(List.of(Map.of("token", List.of())));
    assertThat(operation("get", "/windows/open"))
        .containsEntry("security", List.of())
        .doesNotContainKey("x-roles");
    assertThat(served()).doesNotContainKey("security");
  }

  @Test
  void whatMustBeSentIsRequiredAndNotNull() throws Exception {
    Map<String, Object> schemas = Tree.map(Tree.map(served(), "components"), "schemas");

    assertThat(Tree.map(schemas, "NewWindow"))
        .containsEntry("required", List.of("glass"))
        .containsEntry("additionalProperties", false);
    assertThat(field("NewWindow", "glass")).doesNotContainKey("nullable");
    assertThat(field("NewWindow", "doorId")).containsEntry("nullable", true);
    assertThat(field("Window", "doorId"))
        .as("left out of an answer, never null")
        .doesNotContainKey("nullable");
    assertThat(schemas).containsOnlyKeys("NewWindow", "Window", "Problem");
  }

  @Test
  void codesAreThoseThatAreTakenAndInAnswersAll() throws Exception {
    assertThat(field("NewWindow", "glass")).containsEntry("enum", List.of("CLEAR", "FROSTED"));
    assertThat(field("Window", "glass"))
        .containsEntry("enum", List.of("UNKNOWN", "CLEAR", "FROSTED"));
    assertThat(Tree.map(field("NewWindow", "sides"), "items"))
        .containsEntry("enum", List.of("in-front", "behind"));
  }

  @Test
  void namesTellFormatsUnlessTheFieldSaysOtherwise() throws Exception {
    assertThat(field("NewWindow", "doorId")).containsEntry("format", "uuid");
    assertThat(field("NewWindow", "shopId")).doesNotContainKey("format");
    assertThat(field("NewWindow", "openedAt")).containsEntry("format", "date-time");
  }

  @ParameterizedTest
  @CsvSource({
    "id, uuid",
    "clientId, uuid",
    "mediaIds, uuid",
    "openedAt, date-time",
    "validUntil, date-time",
    "clientDateOfBirth, date",
    "kind,",
    "paid,",
    "Idle,",
    "format,"
  })
  void anIdIsAUuidAndWhatEndsInAtIsAMoment(String name, String format) {
    assertThat(FormatOfName.of(name).orElse(null)).isEqualTo(format);
  }

  @Test
  void aParameterThatCanBeLeftOutIsNotRequired() throws Exception {
    List<Map<String, Object>> parameters =
        Tree.maps(operation("get", "/windows").get("parameters"));

    assertThat(parameters.get(0)).containsEntry("name", "glass").doesNotContainKey("required");
    assertThat(parameters.get(1)).containsEntry("name", "doorId").containsEntry("required", true);
  }

  @Test
  void failuresComeFromWhatARouteTakesAndFromWhatItSays() throws Exception {
    Map<String, Object> make = Tree.map(operation("post", "/windows"), "responses");
    Map<String, Object> conflict =
        Tree.map(Tree.map(Tree.map(make, "409"), "content"), "application/problem+json");

    assertThat(make.keySet())
        .isEqualTo(
            Set.of("200", "400", "401", "403", "409", "413", "415", "422", "503", "default"));
    assertThat(Tree.map(conflict, "examples"))
        .containsOnlyKeys("idempotency-key-in-flight", "window-open");
    assertThat(Tree.map(operation("get", "/windows/open"), "responses"))
        .containsOnlyKeys("200", "default");
  }

  @Test
  void theSchemaOfAProblemHasItsFields() {
    assertThat(Tree.map(ErrorResponses.problem(), "properties").keySet())
        .containsExactlyElementsOf(
            Arrays.stream(Problem.class.getRecordComponents()).map(it -> it.getName()).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "CLEAR, 200,",
    "open, 409,",
    "shut, 500, code window-shut",
    "gone, 500, status 410",
    "MILKY, 500, /glass"
  })
  void anAnswerThatIsNotDescribedIsAFailureThatSaysSo(String glass, int status, String told)
      throws Exception {
    HttpResponse<String> answer =
        send("POST", "/windows", "{\"glass\":\"" + glass + "\"}", "practitioner");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (told != null) {
      assertThat(answer.body()).contains("not-as-described", told);
    }
  }

  @Test
  void anIdInAnAnswerThatIsNoneIsAFailure() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/windows", "{\"glass\":\"CLEAR\",\"doorId\":\"Canary\"}", "practitioner");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body()).contains("/doorId", "uuid").doesNotContain("Canary");
  }

  @Test
  void whatIsDescribedAndNoRouteStopsTheDescription() {
    assertThatThrownBy(
            () ->
                DocumentCompletion.complete(
                    new Yaml().load("paths: {/doors: {get: {operationId: doors}}}"), List.of()))
        .hasMessageContaining("get /doors: described, but no route");
  }
}
