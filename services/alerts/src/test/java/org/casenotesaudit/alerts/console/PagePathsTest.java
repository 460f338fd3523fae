package org.casenotesaudit.alerts.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagePathsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/v1/concerns",
        "/assets/x",
        "/concerns/1\r\nSet-Cookie: a=b",
        ""
      })
  void whatIsNoPageOfOursLeadsToTheQueue(String wanted) {
    assertThat(PagePaths.ownPath(wanted)).isEqualTo("/");
  }

  @ParameterizedTest
  @CsvSource({"/?status=open", "/concerns/7d01aa42", "/"})
  void whatIsOursIsKept(String wanted) {
    assertThat(PagePaths.ownPath(wanted)).isEqualTo(wanted);
  }
}
