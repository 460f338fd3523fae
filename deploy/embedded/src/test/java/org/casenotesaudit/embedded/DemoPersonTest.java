package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DemoPersonTest {

  @Test
  void aPersonIsFoundByNameAndByRole() {
    assertThat(DemoPerson.named("mona")).contains(DemoPerson.MONA);
    assertThat(DemoPerson.named("supervisor")).contains(DemoPerson.SOFIA);
    assertThat(DemoPerson.named("emergency-duty")).contains(DemoPerson.MAX);
    assertThat(DemoPerson.named("nobody")).isEmpty();
  }

  @Test
  void subjectsAreTheirOwn() {
    assertThat(Arrays.stream(DemoPerson.values()).map(DemoPerson::subject)).doesNotHaveDuplicates();
    assertThat(DemoPerson.RITA.subject()).isEqualTo("00000000-0000-4000-8000-00000000000c");
    assertThat(DemoPerson.INES.subject()).isEqualTo("intake-demo");
  }

  @Test
  void theAudienceIsTheAppsThatAnyRoleMayUse() {
    assertThat(DemoPerson.MARIA.audience()).containsExactly("access", "case-notes");
    assertThat(DemoPerson.ADA.audience())
        .containsExactly("audit-trail", "case-notes", "confidentiality");
    assertThat(DemoPerson.OMAR.audience()).contains("alerts", "case-notes");
    assertThat(DemoPerson.INES.audience()).containsExactly("access");
  }

  @Test
  void theKeyWorkersFileNamesHerSupervisor() {
    assertThat(DemoDirectory.file(DemoPerson.MARIA).get("supervisors").toString())
        .contains(DemoPerson.SOFIA.subject());
    assertThat(DemoDirectory.file(DemoPerson.OMAR).get("teams").toString()).isEqualTo("[]");
  }
}
