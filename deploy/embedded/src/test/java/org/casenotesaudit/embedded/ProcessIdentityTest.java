package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessIdentityTest {
  private static final String STAT =
      "4242 (post (gres) x) %s 1 4242 4242 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 987654 1 1";

  @Test
  void theStartTimeIsReadBehindANameWithBlanksAndParentheses() {
    assertThat(ProcessIdentity.ofStat(STAT.formatted("S"))).contains("987654");
  }

  @Test
  void aProcessThatNobodyCollectedHasEnded() {
    assertThat(ProcessIdentity.ofStat(STAT.formatted("Z"))).isEmpty();
  }

  @Test
  void thisProcessLivesAndKeepsItsIdentity() {
    long pid = ProcessHandle.current().pid();

    assertThat(ProcessIdentity.of(pid)).isPresent().isEqualTo(ProcessIdentity.of(pid));
  }

  @Test
  void aNumberThatNobodyHasIsNoProcess() {
    assertThat(ProcessIdentity.of(Integer.MAX_VALUE)).isEmpty();
  }
}
