package org.casenotesaudit.serviceframe.configuration;

import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.env.yaml.YamlPropertySourceLoader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Gives every service the settings of {@code service-frame.yml}, below everything that the service
 * or its environment says.
 */
public final class FrameDefaults implements ApplicationContextConfigurer {

  /** Lower than any application.yml, so that a service can say otherwise. */
  private static final int BELOW_EVERYTHING = Integer.MIN_VALUE / 2;

  private static final String MIGRATIONS = "db/migration";

  @Override
  public void configure(ApplicationContextBuilder builder) {
    builder.propertySources(read("service-frame"));
    if (FrameDefaults.class.getClassLoader().getResource(MIGRATIONS) != null) {
      builder.propertySources(read("service-frame-database"));
    }
  }

  private static PropertySource read(String name) {
    try (InputStream yaml =
        FrameDefaults.class.getClassLoader().getResourceAsStream(name + ".yml")) {
      if (yaml == null) {
        throw new IllegalStateException(name + ".yml: missing (expected: on the class path)");
      }
      return PropertySource.of(
          name, new YamlPropertySourceLoader().read(name, yaml), BELOW_EVERYTHING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
