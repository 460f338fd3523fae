package org.casenotesaudit.confidentiality.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events and rules say the same words; a new symbol in a schema must reach the rules. */
class VocabularyTest {

  static Stream<Arguments> vocabularies() {
    return Stream.of(
        Arguments.of(
            org.casenotesaudit.events.Action.class, org.casenotesaudit.rules.facts.Action.class),
        Arguments.of(
            org.casenotesaudit.events.Purpose.class, org.casenotesaudit.rules.facts.Purpose.class),
        Arguments.of(
            org.casenotesaudit.events.RecordKind.class,
            org.casenotesaudit.rules.facts.RecordKind.class),
        Arguments.of(
            org.casenotesaudit.events.MediaUse.class,
            org.casenotesaudit.rules.facts.MediaUse.class),
        Arguments.of(
            org.casenotesaudit.events.AuthorityKind.class,
            org.casenotesaudit.rules.facts.AuthorityKind.class),
        Arguments.of(
            org.casenotesaudit.events.ConflictStrength.class,
            org.casenotesaudit.rules.facts.ConflictStrength.class),
        Arguments.of(
            org.casenotesaudit.events.LegalRequestKind.class,
            org.casenotesaudit.rules.facts.LegalRequestKind.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vocabularies")
  void theRulesKnowEverySymbolOfTheSchema(Class<? extends Enum<?>> event, Class<?> rule) {
    assertThat(names(event)).isEqualTo(names(rule));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("verdicts")
  void theSchemaKnowsEverySymbolThatAJudgementSays(Class<?> rule, Class<?> event) {
    assertThat(names(event)).containsAll(names(rule));
  }

  static Stream<Arguments> verdicts() {
    return Stream.of(
        Arguments.of(
            org.casenotesaudit.rules.judgement.Verdict.class,
            org.casenotesaudit.events.Verdict.class),
        Arguments.of(
            org.casenotesaudit.rules.judgement.Severity.class,
            org.casenotesaudit.events.Severity.class),
        Arguments.of(
            org.casenotesaudit.rules.judgement.Strength.class,
            org.casenotesaudit.events.FactStrength.class));
  }

  private static List<String> names(Class<?> enumeration) {
    return Arrays.stream(enumeration.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .toList();
  }
}
