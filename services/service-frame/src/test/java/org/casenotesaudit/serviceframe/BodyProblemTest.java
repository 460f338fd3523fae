package org.casenotesaudit.serviceframe;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.serde.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A body that cannot be read, or is not taken: the field and what it should have been, and nothing
 * of what it is.
 */
class BodyProblemTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final int MORE_THAN_A_BODY_MAY_BE = 11 * 1024 * 1024;
  private static EmbeddedServer server;

  @BeforeAll
  static void open() {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of(
                "spec.name", "BodyProblemTest",
                "micronaut.application.name", "letters",
                "micronaut.server.port", "-1"));
  }

  @AfterAll
  static void close() {
    server.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'text':'a','pages':1,'colour':'Canary'} | colour: unknown (expected: one of text, pages,"
            + " grams, writtenAt, sentOn, writer, kind, sheets, copies)",
        "{'text':'a','pages':1,'Jane Canary fell':1} | a field: unknown (expected: one of text,"
            + " pages, grams, writtenAt, sentOn, writer, kind, sheets, copies)",
        "{'text':'a','pages':'Canary'} | pages: not understood (expected: a whole number)",
        "{'text':'a','pages':1,'writtenAt':'Canary'} | writtenAt: not understood (expected: a time"
            + " such as 2026-01-31T09:00:00Z)",
        "{'text':'a','pages':1,'writer':'Canary'} | writer: not understood (expected: a UUID)",
        "{'text':'a','pages':1,'kind':'CANARY'} | kind: not understood (expected: one of LETTER,"
            + " CARD)",
        "{'text':'a','pages':'3'} | pages: not understood (expected: a whole number)",
        "{'text':'a','pages':[3]} | pages: not understood (expected: a whole number)",
        "{'text':'a','pages':true} | pages: not understood (expected: a whole number)",
        "{'text':'a','pages':3.5} | pages: not understood (expected: a whole number)",
        "{'text':'a','pages':3000000000} | pages: not understood (expected: a whole number)",
        "{'text':'a','pages':1,'grams':'3'} | grams: not understood (expected: a whole number)",
        "{'text':'a','pages':1,'grams':[3]} | grams: not understood (expected: a whole number)",
        "{'text':'a','pages':1,'grams':false} | grams: not understood (expected: a whole number)",
        "{'text':'a','pages':1,'grams':0.5} | grams: not understood (expected: a whole number)",
        "{'text':'a','pages':1,'writtenAt':['2026-01-31T09:00:00Z']} | writtenAt: not understood"
            + " (expected: a time such as 2026-01-31T09:00:00Z)",
        "{'text':'a','pages':1,'writtenAt':1769850000} | writtenAt: not understood (expected: a"
            + " time such as 2026-01-31T09:00:00Z)",
        "{'text':'a','pages':1,'sentOn':['2026-01-31']} | sentOn: not understood (expected: a date"
            + " such as 2026-01-31)",
        "{'text':'a','pages':1,'sentOn':20484} | sentOn: not understood (expected: a date such as"
            + " 2026-01-31)",
        "{'text':'a','pages':1,'sentOn':'31.1.2026'} | sentOn: not understood (expected: a date"
            + " such as 2026-01-31)",
        "{'text':'a','pages':1,'writer':['00000000-0000-4000-8000-000000000001']} | writer: not"
            + " understood (expected: a UUID)",
        "{'text':'a','pages':1,'kind':['CARD']} | kind: not understood (expected: one of LETTER,"
            + " CARD)",
        "{'text':'a','pages':1,'kind':'card'} | kind: not understood (expected: one of LETTER,"
            + " CARD)",
        "{'text':'a','pages':1,'copies':['a',null]} | copies: not understood (expected: a list of"
            + " texts)",
        "{'text':'a','pages':1,'copies':['a',5]} | copies: not understood (expected: a list of"
            + " texts)",
        "{'text':'a','pages':1,'copies':[['Canary']]} | copies: not understood (expected: a list of"
            + " texts)",
        "{'text':'a','pages':1,'copies':'Canary'} | copies: not understood (expected: a list of"
            + " texts)",
        "{'text':{'a':'Canary'},'pages':1} | text: not understood (expected: text)",
        "{'text':5,'pages':1} | text: not understood (expected: text)",
        "{'text':'a','pages':1,'sheets':[{'sealed':true}]} | sheets[0].name: missing (expected: a"
            + " value)",
        "{'text':['Canary'],'pages':1} | text: not understood (expected: text)",
        "{'text':'a','pages':1,'sheets':[{'name':'b','sealed':'yes'}]} | sheets[0].sealed: not"
            + " understood (expected: true or false)",
        "{'text':'a','pages':1,'sheets':[{'name':'b','sealed':1}]} | sheets[0].sealed: not"
            + " understood (expected: true or false)",
        "{'text':'a','pages':1,'sheets':'Canary'} | sheets[0]: not understood (expected: an"
            + " object)",
        "{'text':'a','pages':1,'sheets':[{'name':'b','sealed':true},{'name':'c','sealed':{'a':'Canary'}}]}"
            + " | sheets[1].sealed: not understood (expected: true or false)",
        "{'text':'a','pages':1,'sheets':[{'name':'b','colour':'Canary'}]} | sheets[0].colour:"
            + " unknown (expected: one of name, sealed)",
      })
  void aFieldThatCannotBeReadIsNamedWithWhatWasExpected(String body, String detail)
      throws Exception {
    HttpResponse<String> answer = post(body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertIsProblem(answer, "invalid-field");
    assertThat(detailOf(answer)).isEqualTo(detail);
  }

  @Test
  void whatIsSentAsItShouldBeIsTaken() throws Exception {
    String whole =
        """
        {"text":"a","pages":3,"grams":3000000000,"writtenAt":"2026-01-31T09:00:00.5Z",
         "sentOn":"2026-01-31","writer":"00000000-0000-4000-8000-000000000001","kind":"CARD",
         "sheets":[{"name":"b","sealed":true}],"copies":["c","d"]}
        """;
    assertThat(post(whole).statusCode()).isEqualTo(200);
    String little =
        """
        {"text":"a","pages":3,"grams":null,"writtenAt":null,"sentOn":null,"writer":null,
         "kind":null,"sheets":[],"copies":[]}
        """;
    assertThat(post(little).statusCode()).isEqualTo(200);
    assertThat(post("{\"text\":\"a\",\"pages\":3}").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'text':'Canary | body: no JSON (expected: one JSON object)",
        "Canary | body: no JSON (expected: one JSON object)",
        "{'text':'a','pages':1 'Canary'} | body: no JSON (expected: one JSON object)",
        "['Canary'] | body: not understood (expected: one JSON object)",
      })
  void aBodyThatIsNoJsonObjectIsToldSo(String body, String detail) throws Exception {
    HttpResponse<String> answer = post(body.replace('\'', '"'));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertIsProblem(answer, "bad-request");
    assertThat(detailOf(answer)).isEqualTo(detail);
  }

  @Test
  void aQueryThatCannotBeReadIsNamedWithWhatWasExpected() throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(server.getURL() + "/letters?from=Canary")).build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(400);
    assertIsProblem(answer, "invalid-field");
    assertThat(detailOf(answer)).isEqualTo("from: not understood (expected: a whole number)");
  }

  @Test
  void aBodyOverTheLimitIs413WithItsLengthAndTheLimit() throws Exception {
    String body = "{\"text\":\"" + "a".repeat(MORE_THAN_A_BODY_MAY_BE) + "\",\"pages\":1}";

    HttpResponse<String> answer = post(body);

    assertThat(answer.statusCode()).isEqualTo(413);
    assertIsProblem(answer, "request-entity-too-large");
    assertThat(detailOf(answer))
        .isEqualTo("body: " + body.length() + " bytes (expected: at most 10485760 bytes)");
  }

  @ParameterizedTest(name = "{0} {1}: {2} is {3}")
  @CsvSource(
      delimiter = '|',
      value = {
        "POST | Content-Type | text/plain | 415 | unsupported-media-type | Content-Type: text/plain"
            + " (expected: application/json)",
        "POST | Content-Type | text/plain;name=Canary | 415 | unsupported-media-type |"
            + " Content-Type: text/plain (expected: application/json)",
        "GET | Accept | text/html | 406 | not-acceptable | Accept: text/html (expected:"
            + " application/json)",
        "DELETE | Accept | application/json | 405 | method-not-allowed | method: DELETE (expected:"
            + " GET, HEAD, POST)",
      })
  void whatNoRouteTakesIsToldWithFoundAndExpected(
      String method, String header, String value, int status, String code, String detail)
      throws Exception {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(server.getURL() + "/letters"))
                .header(header, value)
                .method(method, HttpRequest.BodyPublishers.ofString("Canary"))
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertIsProblem(answer, code);
    assertThat(detailOf(answer)).isEqualTo(detail);
  }

  private static void assertIsProblem(HttpResponse<String> answer, String code) {
    assertThat(answer.headers().firstValue("content-type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.body())
        .contains("\"code\":\"" + code + "\"")
        .doesNotContainIgnoringCase("canary")
        .doesNotContain("deserializ", "Letter ");
  }

  private static Object detailOf(HttpResponse<String> answer) throws IOException {
    return ObjectMapper.getDefault().readValue(answer.body(), Map.class).get("detail");
  }

  private static HttpResponse<String> post(String body) throws Exception {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.getURL() + "/letters"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
