package org.casenotesaudit.serviceframe.description;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Completes the document that the compilation wrote with what the routes' code says. */
final class DocumentCompletion {

  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final Map<String, Object> paths;
  private final Map<String, Object> components;
  private final Map<String, Object> schemas;
  private final Map<String, RouteFacts> routes;

  private DocumentCompletion(Map<String, Object> document, List<RouteFacts> routes) {
    this.paths = Tree.map(document, "paths");
    this.components = Tree.mapIn(document, "components");
    this.schemas = Tree.mapIn(components, "schemas");
    this.routes =
        routes.stream()
            .collect(
                Collectors.toMap(
                    route -> route.method() + " " + route.path(),
                    Function.identity(),
                    (first, again) -> first));
  }

  /**
   * @throws IllegalStateException if the document has an operation that is no route
   */
  static void complete(Map<String, Object> document, List<RouteFacts> routes) {
    // It is said of each operation: some are open to all.
    document.remove("security");
    new DocumentCompletion(document, routes).complete();
  }

  private void complete() {
    completeSchemas();
    var shared = new SharedResponses();
    operations(
        (name, operation) -> {
          new OperationCompletion(route(name), operation).complete();
          shared.add(Tree.map(operation, "responses"));
        });
    schemas.put(ErrorResponses.PROBLEM, ErrorResponses.problem());
    schemas.keySet().retainAll(Tree.schemasUnder(paths, schemas));
    Map<String, String> names = SchemaNames.shorter(schemas.keySet());
    SchemaNames.repoint(paths, names);
    SchemaNames.repoint(schemas, names);
    components.put("schemas", SchemaNames.renamed(schemas, names));
    components.put("responses", shared.share());
    components.put("parameters", IdempotencyKeyParameter.asComponent());
  }

  private void operations(BiConsumer<String, Map<String, Object>> each) {
    paths.forEach(
        (path, methods) ->
            Tree.map(methods)
                .forEach(
                    (method, operation) -> {
                      if (METHODS.contains(method)) {
                        each.accept(method + " " + path, Tree.map(operation));
                      }
                    }));
  }

  private RouteFacts route(String operation) {
    RouteFacts route = routes.get(operation);
    if (route == null) {
      throw new IllegalStateException(
          operation + ": described, but no route (expected: one of " + routes.keySet() + ")");
    }
    return route;
  }

  private void completeSchemas() {
    var completion = new SchemaCompletion();
    Set<String> sent =
        Tree.schemasUnder(
            paths.values().stream()
                .flatMap(methods -> Tree.map(methods).values().stream())
                .map(operation -> (Object) Tree.map(Tree.map(operation), "requestBody"))
                .toList(),
            schemas);
    schemas.forEach(
        (name, schema) -> completion.complete(name, Tree.map(schema), sent.contains(name)));
  }
}
