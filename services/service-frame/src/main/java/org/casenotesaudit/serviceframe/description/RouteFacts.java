package org.casenotesaudit.serviceframe.description;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.AnnotationValue;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.UriRouteInfo;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the code of one route says: the very annotations by which it is served. */
final class RouteFacts {

  private final UriRouteInfo<?, ?> route;
  private final AnnotationMetadata said;

  RouteFacts(UriRouteInfo<?, ?> route) {
    this.route = route;
    this.said = route.getTargetMethod().getExecutableMethod().getAnnotationMetadata();
  }

  /** In lower case, as OpenAPI writes it. */
  String method() {
    return route.getHttpMethod().name().toLowerCase(Locale.ROOT);
  }

  String path() {
    return route.getUriMatchTemplate().toPathString();
  }

  boolean isOpenToAll() {
    return admitted().contains(SecurityRule.IS_ANONYMOUS);
  }

  /** Any one of them opens it; empty where any valid token does, or none is needed. */
  List<String> roles() {
    return admitted().stream().filter(role -> !role.endsWith("()")).sorted().toList();
  }

  /** Asked as the door asks: what a method says stands in place of what its class says. */
  private List<String> admitted() {
    return said.getValue(Secured.class, String[].class).map(List::of).orElse(List.of());
  }

  boolean takesIdempotencyKey() {
    return said.hasAnnotation(TakesIdempotencyKey.class);
  }

  Stream<ErrorAnswer> refusals() {
    return said.getAnnotationValuesByType(Refuses.class).stream().map(RouteFacts::refusal);
  }

  private static ErrorAnswer refusal(AnnotationValue<Refuses> said) {
    return new ErrorAnswer(
        said.enumValue("status", HttpStatus.class).orElseThrow(),
        said.stringValue("code").orElseThrow(),
        said.stringValue("when").orElseThrow());
  }

  /** What errors are instead of problem details. */
  Optional<AnnotationValue<ErrorsAs>> errorsAs() {
    return Optional.ofNullable(said.getAnnotation(ErrorsAs.class));
  }

  boolean takesBody() {
    return arguments().anyMatch(argument -> has(argument, Body.class));
  }

  /** Whether the body is one JSON object of ours, read before the route runs. */
  boolean takesJson() {
    return arguments().anyMatch(argument -> has(argument, Body.class) && !isRaw(argument));
  }

  private static boolean isRaw(Argument<?> body) {
    return body.getType() == byte[].class || InputStream.class.isAssignableFrom(body.getType());
  }

  /** Whether something of the request must become more than a text before the route runs. */
  boolean readsInput() {
    return takesJson()
        || arguments()
            .filter(argument -> isParameter(argument) || isInPath(argument))
            .anyMatch(argument -> argument.getType() != String.class)
        || needsParameter();
  }

  /** Whether the request is not understood without one of its parameters. */
  boolean needsParameter() {
    return arguments().anyMatch(argument -> isParameter(argument) && !canBeLeftOut(argument));
  }

  /** By its name on the wire. */
  Optional<Argument<?>> parameter(String name) {
    return arguments().filter(argument -> nameOf(argument).equalsIgnoreCase(name)).findFirst();
  }

  static boolean canBeLeftOut(Argument<?> argument) {
    return argument.isOptional() || argument.isNullable();
  }

  private static boolean isParameter(Argument<?> argument) {
    return has(argument, QueryValue.class) || has(argument, Header.class);
  }

  private boolean isInPath(Argument<?> argument) {
    return path().contains("{" + argument.getName() + "}");
  }

  private static boolean has(Argument<?> argument, Class<? extends Annotation> type) {
    return argument.getAnnotationMetadata().hasAnnotation(type);
  }

  private static String nameOf(Argument<?> argument) {
    AnnotationMetadata said = argument.getAnnotationMetadata();
    return said.stringValue(Header.class)
        .or(() -> said.stringValue(QueryValue.class))
        .orElse(argument.getName());
  }

  private Stream<Argument<?>> arguments() {
    return Arrays.stream(route.getTargetMethod().getArguments());
  }

  @Override
  public String toString() {
    return route.getHttpMethod() + " " + path();
  }
}
