package org.casenotesaudit.alerts.console;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Serves the few files of the design systems that the console uses. Their folders hold a crown and
 * the GDS Transport font too, which only government services may show: those are never served, and
 * the style sheet is freed of the font's name.
 */
@Hidden
@Controller("/assets")
@Secured(SecurityRule.IS_ANONYMOUS)
class Components {

  private static final String WEBJARS = "/META-INF/resources/webjars/";
  private static final Pattern FONT_FACE = Pattern.compile("@font-face\\s*\\{[^}]*}");
  private static final Pattern FONT_NAME = Pattern.compile("[\"']?GDS Transport[\"']?\\s*,");

  private final String styles =
      freed(
          read("govuk-frontend/5.14.0/dist/govuk/govuk-frontend.min.css")
              + read("ministryofjustice__frontend/7.1.0/moj/moj-frontend.min.css"));
  private final String components = read("govuk-frontend/5.14.0/dist/govuk/govuk-frontend.min.js");
  private final String htmx = read("htmx.org/2.0.10/dist/htmx.min.js");

  @Get(uri = "/components.css", produces = "text/css;charset=utf-8")
  HttpResponse<String> styles() {
    return kept(styles);
  }

  @Get(uri = "/govuk-frontend.js", produces = "text/javascript;charset=utf-8")
  HttpResponse<String> components() {
    return kept(components);
  }

  @Get(uri = "/htmx.js", produces = "text/javascript;charset=utf-8")
  HttpResponse<String> htmx() {
    return kept(htmx);
  }

  static String freed(String css) {
    return FONT_NAME.matcher(FONT_FACE.matcher(css).replaceAll("")).replaceAll("");
  }

  private static MutableHttpResponse<String> kept(String content) {
    return HttpResponse.ok(content).header("Cache-Control", "public, max-age=3600");
  }

  private static String read(String path) {
    try (InputStream file = Components.class.getResourceAsStream(WEBJARS + path)) {
      if (file == null) {
        throw new IllegalStateException(path + ": missing (expected: in its webjar)");
      }
      // Source maps are not served; a reference to one is a 404 in every browser's console.
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .replaceAll("(?m)^(//|/\\*)# sourceMappingURL=.*$", "");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
