package org.casenotesaudit.serviceframe.description;

import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.jspecify.annotations.Nullable;

/** Answers that are no success, as a document tells of them. */
final class ErrorResponses {

  /** Name of the schema of {@link Problem}. */
  static final String PROBLEM = "Problem";

  private static final String ANY_OTHER = "Any other failure.";

  private final @Nullable AnnotationValue<ErrorsAs> otherwise;

  /**
   * @param otherwise what errors are instead of problem details
   */
  ErrorResponses(Optional<AnnotationValue<ErrorsAs>> otherwise) {
    this.otherwise = otherwise.orElse(null);
  }

  /** All that one status can mean. */
  Map<String, Object> response(List<ErrorAnswer> answers) {
    String sentences =
        answers.stream()
            .map(answer -> "`" + answer.code() + "`: " + answer.when())
            .collect(Collectors.joining("\n\n"));
    Map<String, Object> examples = new LinkedHashMap<>();
    answers.forEach(answer -> examples.put(answer.code(), example(answer)));
    Map<String, Object> response = described(sentences, examples);
    if (answers.getFirst().status() == HttpStatus.UNAUTHORIZED) {
      response.put("headers", Nodes.of(HttpHeaders.WWW_AUTHENTICATE, Nodes.of("schema", bearer())));
    }
    return response;
  }

  /** What else can happen, for instance an Accept header that fits nothing. */
  Map<String, Object> anyOther() {
    return described(ANY_OTHER, Map.of());
  }

  private Map<String, Object> described(String description, Map<String, Object> examples) {
    return Nodes.of(
        "description",
        description,
        "content",
        otherwise == null ? problems(examples) : otherwise(otherwise));
  }

  private static Map<String, Object> problems(Map<String, Object> examples) {
    Map<String, Object> content = Nodes.of("schema", Nodes.reference(Tree.SCHEMAS + PROBLEM));
    if (!examples.isEmpty()) {
      content.put("examples", examples);
    }
    return Nodes.of(Problem.MEDIA_TYPE.getName(), content);
  }

  private static Map<String, Object> otherwise(AnnotationValue<ErrorsAs> otherwise) {
    Map<String, Object> body = Nodes.field("object", otherwise.stringValue("body").orElseThrow());
    return Nodes.of(otherwise.stringValue("mediaType").orElseThrow(), Nodes.of("schema", body));
  }

  private static Map<String, Object> example(ErrorAnswer answer) {
    Problem problem = answer.problem();
    Map<String, Object> value = Nodes.of("type", problem.type(), "title", problem.title());
    value.put("status", problem.status());
    value.put("code", problem.code());
    value.put("detail", problem.detail());
    return Nodes.of("value", value);
  }

  private static Map<String, Object> bearer() {
    return Nodes.of("type", "string", "example", "Bearer");
  }

  /** The schema of {@link Problem}. */
  static Map<String, Object> problem() {
    Map<String, Object> type = Nodes.field("string", "A URN made of the code.");
    type.put("format", "uri");
    Map<String, Object> properties = Nodes.of("type", type);
    properties.put("title", Nodes.field("string", "The HTTP status in words."));
    properties.put("status", Nodes.field("integer", "The HTTP status."));
    properties.put("code", Nodes.field("string", "What went wrong, for programs."));
    properties.put(
        "detail",
        Nodes.field(
            "string", "What was found and what was expected, for a person. No personal data."));
    Map<String, Object> schema =
        Nodes.field("object", "An error: RFC 9457 problem details with a code.");
    schema.put("required", List.copyOf(properties.keySet()));
    schema.put("properties", properties);
    return schema;
  }
}
