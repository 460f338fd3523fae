package org.casenotesaudit.serviceframe.tracing;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.context.ServerRequestContext;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trace to which a request belongs: the one that its {@code traceparent} names, else one that
 * begins with it. The same stands on each event of the request and on each question to a neighbour
 * that it takes. What is not a valid header is not passed on, not even in part.
 *
 * <p>The caller's place in the trace is passed on as it came: no spans are kept here that could
 * stand between.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestTrace {

  private static final String HEADER = "traceparent";
  private static final String ATTRIBUTE = RequestTrace.class.getName();

  private final SecureRandom random = new SecureRandom();

  RequestTrace() {}

  @RequestFilter
  void belongs(HttpRequest<?> request) {
    List<String> sent = request.getHeaders().getAll(HEADER);
    // Of two, neither is believed.
    Optional<Traceparent> said =
        sent.size() == 1 ? Traceparent.read(sent.getFirst()) : Optional.empty();
    request.setAttribute(ATTRIBUTE, said.orElseGet(() -> Traceparent.beginning(random)).toString());
  }

  /** The trace context of the request that is being served, as a header; null outside of one. */
  public static @Nullable String current() {
    return ServerRequestContext.currentRequest()
        .flatMap(request -> request.getAttribute(ATTRIBUTE, String.class))
        .orElse(null);
  }

  /** The same question to a neighbour, as part of the request that is being served. */
  public static java.net.http.HttpRequest.Builder passOn(
      java.net.http.HttpRequest.Builder question) {
    String trace = current();
    return trace == null ? question : question.header(HEADER, trace);
  }
}
