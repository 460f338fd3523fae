package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PriorityTest {

  private static final int NICE_MAX = 19;

  @Test
  void whatPeopleWaitForRunsAsItIs() {
    assertThat(Priority.PEOPLE_WAIT.given(List.of("postgres", "-D", "data")))
        .containsExactly("postgres", "-D", "data");
  }

  @Test
  void whatFollowsStepsBack() throws Exception {
    int here = Integer.parseInt(said(List.of("nice")));
    assertThat(said(inASession(List.of("nice")))).isEqualTo("" + Math.min(NICE_MAX, here + 10));
  }

  @Test
  void itsSessionStepsBackWhereProcessorsAreSharedBySession() throws Exception {
    var read = "if [ -w /proc/self/autogroup ]; then cat /proc/self/autogroup; else echo none; fi";
    var here = said(List.of("/bin/sh", "-c", read));

    var there = said(inASession(List.of("/bin/sh", "-c", read)));

    assertThat(there).endsWith(here.equals("none") ? "none" : " nice 10");
    assertThat(said(List.of("/bin/sh", "-c", read)))
        .as("and not the session of this")
        .isEqualTo(here);
  }

  @Test
  void whatFollowsKeepsItsProcessIdAndItsArguments() throws Exception {
    var command = inASession(List.of("/bin/sh", "-c", "echo $$ \"$1\"", "sh", "a  b"));
    var process = new ProcessBuilder(command).start();
    assertThat(said(process)).isEqualTo(process.pid() + " a  b");
  }

  /** As each process of the system is started; else the session of this build would step back. */
  private static List<String> inASession(List<String> command) {
    return Stream.concat(Stream.of("setsid"), Priority.FOLLOWS.given(command).stream()).toList();
  }

  private static String said(List<String> command) throws IOException, InterruptedException {
    return said(new ProcessBuilder(command).start());
  }

  private static String said(Process process) throws IOException, InterruptedException {
    var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).isZero();
    return words;
  }
}
