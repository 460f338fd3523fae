package org.casenotesaudit.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.casenotesaudit.events.Employment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonShapeTest {

  private static final JsonShape SHAPE =
      JsonShape.object()
          .with("version", JsonShape.wholeNumber())
          .with("names", JsonShape.listOf(JsonShape.text()))
          .perhapsWith("known", JsonShape.yesOrNo())
          .perhapsWith("at", JsonShape.moment())
          .perhapsWith("born", JsonShape.date())
          .perhapsWith("employment", JsonShape.oneOf(Employment.class))
          .perhapsWith("inner", JsonShape.object().with("id", JsonShape.id()));

  @Test
  void whatIsAsAgreedHasNoFault() throws Exception {
    assertThat(
            SHAPE.faults(
                "",
                json(
                    """
                    {"version":7,"names":["a"],"known":true,"at":"2026-01-31T09:00:00Z",
                     "born":"2014-05-06","employment":"LEFT",
                     "inner":{"id":"00000000-0000-4000-8000-000000000001"}}
                    """)))
        .isEmpty();
    assertThat(SHAPE.faults("", json("{\"version\":7,\"names\":[]}"))).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | body: [] (expected: an object)",
        "{\"version\":\"7\",\"names\":[]} | version: \"7\" (expected: a whole number)",
        "{\"version\":7.5,\"names\":[]} | version: 7.5 (expected: a whole number)",
        "{\"version\":7,\"names\":\"a\"} | names: \"a\" (expected: a list)",
        "{\"version\":7,\"names\":[\"a\",1]} | names[1]: 1 (expected: text)",
        "{\"version\":7} | names: missing (expected: a value)",
        "{\"version\":7,\"names\":[],\"known\":null} | known: null (expected: true or false)",
        "{\"version\":7,\"names\":[],\"known\":\"true\"} | known: \"true\" (expected: true or"
            + " false)",
        "{\"version\":7,\"names\":[],\"at\":1772359200} | at: 1772359200 (expected: a time such as"
            + " 2026-01-31T09:00:00Z)",
        "{\"version\":7,\"names\":[],\"born\":\"6.5.14\"} | born: \"6.5.14\" (expected: a date"
            + " such as 2026-01-31)",
        "{\"version\":7,\"names\":[],\"employment\":\"UNKNOWN\"} | employment: \"UNKNOWN\""
            + " (expected: one of [EMPLOYED, LEFT, SUSPENDED, NOT_STARTED])",
        "{\"version\":7,\"names\":[],\"inner\":{\"id\":\"A\"}} | inner.id: \"A\" (expected: a UUID"
            + " in lower case)",
        "{\"version\":7,\"names\":[],\"inner\":{}} | inner.id: missing (expected: a value)",
        "{\"version\":7,\"names\":[],\"colour\":1} | colour: unknown (expected: one of [version,"
            + " names, known, at, born, employment, inner])",
      })
  void aFaultIsNamedWithFoundAndExpected(String found, String fault) throws Exception {
    assertThat(SHAPE.faults("", json(found))).containsExactly(fault);
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
