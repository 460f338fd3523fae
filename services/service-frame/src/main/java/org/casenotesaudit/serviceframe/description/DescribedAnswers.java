package org.casenotesaudit.serviceframe.description;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.casenotesaudit.serviceframe.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Makes an answer that the description does not tell of a 500 that says so. For tests: each of them
 * that asks the service anything then holds the description to what the service does. Stands
 * outside all filters, so that it sees what leaves.
 */
@ServerFilter("/**")
@Order(Integer.MIN_VALUE)
@Requires(property = "audit.description.strict", value = "true")
@Requires(bean = ApiDescription.class)
final class DescribedAnswers {

  /** Of a request that came to no route, or of a failure nobody foresaw: told as the default. */
  private static final Set<Integer> ANY_TIME = Set.of(405, 406, 500);

  private final ApiDescription description;
  private final JsonMapper json;

  DescribedAnswers(ApiDescription description, JsonMapper json) {
    this.description = description;
    this.json = json;
  }

  @ResponseFilter
  void check(HttpRequest<?> request, MutableHttpResponse<?> response) {
    Map<String, Object> operation = operationOf(request);
    if (operation.isEmpty() || ANY_TIME.contains(response.code())) {
      return;
    }
    undescribed(operation, response)
        .ifPresent(
            what ->
                response
                    .status(HttpStatus.INTERNAL_SERVER_ERROR)
                    .contentType(Problem.MEDIA_TYPE)
                    .body(
                        Problem.of(
                            HttpStatus.INTERNAL_SERVER_ERROR,
                            "not-as-described",
                            operation.get("operationId") + ": " + what)));
  }

  private Map<String, Object> operationOf(HttpRequest<?> request) {
    String path =
        request
            .getAttribute(HttpAttributes.URI_TEMPLATE, String.class)
            .map(template -> template.replaceAll("\\{[?&][^}]*}", ""))
            .orElse("");
    return Tree.map(
        Tree.map(Tree.map(description.document(), "paths"), path),
        request.getMethodName().toLowerCase(Locale.ROOT));
  }

  private Optional<String> undescribed(
      Map<String, Object> operation, MutableHttpResponse<?> response) {
    String status = String.valueOf(response.code());
    Map<String, Object> described = resolved(Tree.map(Tree.map(operation, "responses"), status));
    Object body = response.body();
    if (described.isEmpty()) {
      return Optional.of("status " + status + ": not described" + codeOf(body));
    }
    if (body instanceof Problem problem) {
      Map<String, Object> content =
          Tree.map(Tree.map(described, "content"), Problem.MEDIA_TYPE.getName());
      return Tree.map(content, "examples").containsKey(problem.code())
          ? Optional.empty()
          : Optional.of("status " + status + codeOf(body) + ": not described");
    }
    Map<String, Object> schema =
        Tree.map(Tree.map(Tree.map(described, "content"), MediaType.APPLICATION_JSON), "schema");
    return isRecord(body) ? shape().difference(tree(body), schema) : Optional.empty();
  }

  private static String codeOf(@Nullable Object body) {
    return body instanceof Problem problem ? ", code " + problem.code() : "";
  }

  private Map<String, Object> resolved(Map<String, Object> response) {
    if (response.get("$ref") instanceof String to) {
      Map<String, Object> components = Tree.map(description.document(), "components");
      return Tree.map(Tree.map(components, "responses"), to.substring(to.lastIndexOf('/') + 1));
    }
    return response;
  }

  private static boolean isRecord(@Nullable Object body) {
    return body instanceof Record;
  }

  private AnswerShape shape() {
    return new AnswerShape(Tree.map(Tree.map(description.document(), "components"), "schemas"));
  }

  private io.micronaut.json.tree.JsonNode tree(@Nullable Object body) {
    try {
      return json.writeValueToTree(body);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
