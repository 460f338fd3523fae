package org.casenotesaudit.alerts.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComponentsTest {

  @Test
  void theStyleSheetAsksForNoFontAndKeepsTheRest() {
    String css = String.valueOf(new Components().styles().body());
    assertThat(css)
        .doesNotContain("GDS Transport")
        .doesNotContain("@font-face")
        .contains(".govuk-table")
        .contains(".moj-timeline")
        .contains("font-family:arial,sans-serif");
  }
}
