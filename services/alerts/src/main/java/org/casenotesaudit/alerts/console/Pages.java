package org.casenotesaudit.alerts.console;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** Renders pages from templates that were compiled with the app. The whole page, or an error. */
@Singleton
class Pages {

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  /**
   * @param template name of a template without its ending
   * @param model what its one parameter, {@code page}, is
   */
  MutableHttpResponse<String> page(HttpStatus status, String template, Object model) {
    StringOutput html = new StringOutput();
    templates.render(template + ".jte", model, html);
    return HttpResponse.<String>status(status)
        .body(html.toString())
        .contentType(MediaType.TEXT_HTML_TYPE.toString() + ";charset=utf-8");
  }

  MutableHttpResponse<String> page(String template, Object model) {
    return page(HttpStatus.OK, template, model);
  }
}
