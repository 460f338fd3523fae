package org.casenotesaudit.testkit.description;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpMethod;
import io.micronaut.security.annotation.Secured;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a description to the routes of the app that serves it. */
public final class DescribedRoutes {

  /** By name: not every app has it, and of two copies either will do. */
  private static final String HIDDEN = "io.swagger.v3.oas.annotations.Hidden";

  private static final String ANYBODY = "isAnonymous()";
  private static final String ANY_TOKEN = "isAuthenticated()";

  private DescribedRoutes() {}

  /**
   * That the description tells of every route of these packages but the hidden ones, of nothing
   * else, and of each who may call it, as its {@link Secured} in the source says.
   */
  public static void assertTold(
      ApplicationContext app, String packages, ServedDescription description) {
    Map<String, List<String>> admitted =
        app.getBean(Router.class)
            .uriRoutes()
            .filter(route -> route.getDeclaringType().getName().startsWith(packages + "."))
            // Comes with each GET by itself.
            .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
            .filter(route -> !isHidden(route.getTargetMethod().getTargetMethod()))
            .collect(
                Collectors.toMap(
                    route ->
                        route.getHttpMethod() + " " + route.getUriMatchTemplate().toPathString(),
                    DescribedRoutes::admitted,
                    (first, again) -> first,
                    TreeMap::new));
    assertThat(description.operations()).containsExactlyElementsOf(admitted.keySet());
    admitted.forEach((name, who) -> assertThat(told(description, name)).as(name).isEqualTo(who));
  }

  private static boolean isHidden(Method method) {
    return Stream.of(method.getAnnotations(), method.getDeclaringClass().getAnnotations())
        .flatMap(Stream::of)
        .anyMatch(annotation -> annotation.annotationType().getName().equals(HIDDEN));
  }

  private static List<String> admitted(UriRouteInfo<?, ?> route) {
    Method method = route.getTargetMethod().getTargetMethod();
    Secured said =
        Optional.ofNullable(method.getAnnotation(Secured.class))
            .orElseGet(() -> method.getDeclaringClass().getAnnotation(Secured.class));
    return List.of(said.value()).stream().sorted().toList();
  }

  private static List<String> told(ServedDescription description, String name) {
    JsonNode operation = description.operation(name);
    List<String> roles = new ArrayList<>();
    operation.path("x-roles").forEach(role -> roles.add(role.asText()));
    roles.forEach(
        role -> assertThat(operation.path("description").asText()).as(name).contains(role));
    if (operation.path("security").isEmpty()) {
      roles.add(ANYBODY);
    } else if (roles.isEmpty()) {
      roles.add(ANY_TOKEN);
    }
    return roles;
  }
}
