package org.casenotesaudit.serviceframe.description;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpMethod;
import io.micronaut.web.router.Router;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/**
 * The OpenAPI description of this service. Its compilation wrote paths, types and sentences; roles,
 * required fields, closed lists and errors are added from the annotations by which the service
 * runs, so that neither can say otherwise than the code. Made when it is first asked for.
 */
@Singleton
@Requires(resources = ApiDescription.RESOURCE)
final class ApiDescription {

  static final String RESOURCE = "classpath:META-INF/swagger/openapi.yml";
  private static final String FILE = "META-INF/swagger/openapi.yml";
  private static final int LINE_LENGTH = 100;

  private final BeanProvider<Router> router;
  private final Supplier<String> generated;
  private @Nullable Map<String, Object> document;

  @Inject
  ApiDescription(BeanProvider<Router> router) {
    this(router, ApiDescription::generated);
  }

  /**
   * @param generated what a compilation wrote, as YAML
   */
  ApiDescription(BeanProvider<Router> router, Supplier<String> generated) {
    this.router = router;
    this.generated = generated;
  }

  /** As maps and lists; nobody may change them. */
  synchronized Map<String, Object> document() {
    if (document == null) {
      Map<String, Object> made =
          Tree.map(new Yaml(new SafeConstructor(new LoaderOptions())).load(generated.get()));
      DocumentCompletion.complete(made, routes());
      document = made;
    }
    return document;
  }

  /** As YAML in UTF-8. */
  byte[] yaml() {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(LINE_LENGTH);
    options.setDereferenceAliases(true);
    return new Yaml(new Representer(options), options)
        .dump(document())
        .getBytes(StandardCharsets.UTF_8);
  }

  private List<RouteFacts> routes() {
    return router
        .get()
        .uriRoutes()
        .filter(route -> route.getHttpMethod() != HttpMethod.HEAD)
        .map(RouteFacts::new)
        .toList();
  }

  private static String generated() {
    try (InputStream yaml = ApiDescription.class.getClassLoader().getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(yaml).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
