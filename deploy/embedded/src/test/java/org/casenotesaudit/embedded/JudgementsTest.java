package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.casenotesaudit.embedded.Judgements.Judged;
import org.junit.jupiter.api.Test;

class JudgementsTest {

  @Test
  void theAnswerAsKnownIsReadWithTheFactsThatItRestsOn() throws Exception {
    var json =
        new ObjectMapper()
            .readTree(
                """
                {"accessId":"a","accessEventId":"e","revision":2,
                 "asKnown":{"verdict":"EXPLAINED",
                   "explanations":[{"explanationId":"allocated-worker","strength":"OWN","factEventIds":["f1","f2"]}],
                   "concerns":[]},
                 "asItWas":{"verdict":"FLAGGED","explanations":[],"concerns":[]}}
                """);

    var judged = Judged.read(json, 0.5);

    assertThat(judged.verdict()).isEqualTo("EXPLAINED");
    assertThat(judged.explanations()).containsExactly("allocated-worker");
    assertThat(judged.strengths()).containsExactly("OWN");
    assertThat(judged.factEventIds()).containsExactly("f1", "f2");
    assertThat(judged.eventId()).isEqualTo("e");
  }

  @Test
  void anAnswerThatIsNoJudgementHasNoVerdict() {
    assertThat(Judged.read(new Answer(404, "not json".getBytes()).json(), 0).verdict()).isEmpty();
  }
}
