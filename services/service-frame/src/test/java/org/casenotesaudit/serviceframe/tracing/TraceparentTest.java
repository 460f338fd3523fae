package org.casenotesaudit.serviceframe.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which headers are a place in a trace, and as what they go on. */
class TraceparentTest {

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @ParameterizedTest(name = "{0} goes on as {1}")
  @CsvSource({
    TRACE + ", " + TRACE,
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00,"
        + " 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
    // A flag that version 00 does not know is not passed on.
    "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-ff," + TRACE,
    // Of a later version what 00 knows is understood.
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01," + TRACE,
    "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-the-future-will-be," + TRACE,
  })
  void aValidHeaderIsUnderstood(String header, String passedOn) {
    assertThat(Traceparent.read(header).orElseThrow()).hasToString(passedOn);
  }

  @ParameterizedTest(name = "\"{0}\"")
  @ValueSource(
      strings = {
        "",
        "Jane Canary",
        TRACE + " ",
        " " + TRACE,
        TRACE + "-more",
        TRACE + "," + TRACE,
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b716920333-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-1",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01.more",
        "0-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      })
  void anythingElseIsNoPlaceInATrace(String header) {
    assertThat(Traceparent.read(header)).isEmpty();
  }

  @Test
  void aTraceThatBeginsIsAValidHeaderAndAnotherEachTime() {
    SecureRandom random = new SecureRandom();
    Traceparent one = Traceparent.beginning(random);

    assertThat(Traceparent.read(one.toString())).contains(one);
    assertThat(Traceparent.beginning(random).traceId()).isNotEqualTo(one.traceId());
  }
}
