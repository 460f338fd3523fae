package org.casenotesaudit.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoryTest {
  private final ByteArrayOutputStream told = new ByteArrayOutputStream();
  private final Story story = new Story(new PrintStream(told, true, StandardCharsets.UTF_8));

  @Test
  void whatIsToldIsAlsoThereForMachines() throws Exception {
    story.chapter("Somebody reads");
    story.says("It took %.1f s.", 0.25);
    story.notes("accessId", "a-17");

    var json = new ObjectMapper().readTree(story.json(null));

    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("1. Somebody reads", "It took 0.3 s.");
    assertThat(json.path("asTold").asBoolean()).isTrue();
    assertThat(json.at("/chapters/0/facts/accessId").asText()).isEqualTo("a-17");
    assertThat(json.at("/chapters/0/sentences/0").asText()).isEqualTo("It took 0.3 s.");
  }

  @Test
  void anotherStatusThanToldBreaksTheStoryAndSaysWhatCame() {
    var refused =
        new Answer(403, "{\"code\":\"access-refused\",\"detail\":\"You may not.\"}".getBytes());

    assertThatThrownBy(() -> story.expect(201, refused, "opening the note"))
        .isInstanceOf(Story.BrokenException.class)
        .hasMessage("opening the note: 403 access-refused, You may not. (expected: 201)");
  }

  @Test
  void whatDoesNotComeBreaksTheStory() {
    assertThatThrownBy(() -> story.await("an alert", Duration.ofMillis(1), Optional::empty))
        .isInstanceOf(Story.BrokenException.class)
        .hasMessageStartingWith("an alert: not within");
  }
}
