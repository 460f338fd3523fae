package org.casenotesaudit.serviceframe.description;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.core.type.Argument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.casenotesaudit.serviceframe.HttpContract;

/** Completes one operation: who may call it, its parameters, and how it can fail. */
final class OperationCompletion {

  private static final List<String> ORDER =
      List.of(
          "summary",
          "description",
          "operationId",
          "security",
          HttpContract.ROLES,
          "parameters",
          "requestBody",
          "responses");

  private final RouteFacts route;
  private final Map<String, Object> operation;

  OperationCompletion(RouteFacts route, Map<String, Object> operation) {
    this.route = route;
    this.operation = operation;
  }

  void complete() {
    tellWhoMayCall();
    Tree.maps(operation.get("parameters")).forEach(this::completeParameter);
    Tree.map(Tree.map(operation, "requestBody"), "content")
        .forEach((type, content) -> tellBytes(type, Tree.map(content)));
    if (route.takesIdempotencyKey()) {
      List<Object> parameters = new ArrayList<>(Tree.maps(operation.get("parameters")));
      parameters.add(IdempotencyKeyParameter.reference());
      operation.put("parameters", parameters);
    }
    completeSuccess();
    addErrors();
    sort();
  }

  /** What a reader looks for first stands first. */
  private void sort() {
    Map<String, Object> said = new LinkedHashMap<>(operation);
    operation.clear();
    ORDER.stream()
        .filter(said::containsKey)
        .forEach(key -> operation.put(key, Objects.requireNonNull(said.remove(key))));
    operation.putAll(said);
  }

  private void tellWhoMayCall() {
    if (route.isOpenToAll()) {
      operation.put("security", List.of());
      describe("Open to all.");
      return;
    }
    operation.put("security", List.of(Nodes.of(HttpContract.TOKEN, List.of())));
    List<String> roles = route.roles();
    if (!roles.isEmpty()) {
      operation.put(HttpContract.ROLES, roles);
    }
    describe(
        roles.isEmpty()
            ? "For any valid token."
            : "For tokens with "
                + (roles.size() == 1 ? "the role " : "one of the roles ")
                + roles.stream().map(role -> "`" + role + "`").collect(Collectors.joining(", "))
                + ".");
  }

  private void describe(String more) {
    Object sofar = operation.get("description");
    operation.put("description", sofar == null ? more : sofar + "\n\n" + more);
  }

  private void completeParameter(Map<String, Object> parameter) {
    String name = String.valueOf(parameter.get("name"));
    Optional<Argument<?>> argument = route.parameter(name);
    if (argument.filter(RouteFacts::canBeLeftOut).isPresent()) {
      parameter.remove("required");
    }
    Map<String, Object> schema = Tree.map(parameter, "schema");
    schema.remove("nullable");
    SchemaCompletion.complete(
        name,
        schema,
        argument
            .map(AnnotationMetadataProvider::getAnnotationMetadata)
            .orElse(AnnotationMetadata.EMPTY_METADATA),
        true);
  }

  /** Where a route can succeed in two ways, both answer with the same body. */
  private void completeSuccess() {
    List<Map<String, Object>> answers =
        Tree.mapIn(operation, "responses").values().stream().map(Tree::map).toList();
    Optional<Object> content =
        answers.stream().map(it -> it.get("content")).filter(Objects::nonNull).findFirst();
    for (Map<String, Object> answer : answers) {
      content.ifPresent(it -> answer.putIfAbsent("content", it));
      Tree.map(answer, "content").forEach((type, it) -> tellBytes(type, Tree.map(it)));
    }
  }

  /** Bytes and texts go as they are: none is base64, and JSON is no text to who reads it. */
  private static void tellBytes(String mediaType, Map<String, Object> content) {
    Map<String, Object> schema = Tree.map(content, "schema");
    if (!"string".equals(schema.get("type"))) {
      return;
    }
    if (mediaType.endsWith("json")) {
      schema.put("type", "object");
      schema.remove("format");
    } else if (mediaType.startsWith("text/")) {
      schema.remove("format");
    } else {
      schema.put("format", "binary");
    }
  }

  private void addErrors() {
    Map<String, Object> responses = Tree.mapIn(operation, "responses");
    var errors = new ErrorResponses(route.errorsAs());
    ErrorAnswers.of(route)
        .forEach(
            (status, answers) -> responses.put(String.valueOf(status), errors.response(answers)));
    responses.put("default", errors.anyOther());
  }
}
