package org.casenotesaudit.confidentiality.packs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.casenotesaudit.rules.pack.Parameters;
import org.casenotesaudit.rules.pack.RulePack;
import org.junit.jupiter.api.Test;

/** A pack is read strictly: what is not understood stops the start. */
class RulePackFileTest {

  private static String packaged() throws IOException {
    try (var file = RulePackFileTest.class.getResourceAsStream("/rule-packs/default.yaml")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static RulePack read(String yaml) {
    return RulePackFile.read(yaml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void thePackagedPackSaysWhatTheRulesTakeAsDefaults() throws IOException {
    RulePack pack = read(packaged());

    assertThat(pack.parameters()).isEqualTo(Parameters.defaults());
    assertThat(pack.switchedOff()).isEmpty();
    assertThat(pack.digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void oneOtherByteIsAnotherDigest() throws IOException {
    assertThat(read(packaged() + "\n").digest()).isNotEqualTo(read(packaged()).digest());
  }

  @Test
  void aMisspeltKeyIsRefused() throws IOException {
    String misspelt = packaged().replace("follow-up-days", "followup-days");

    assertThatThrownBy(() -> read(misspelt))
        .isInstanceOf(RulePackException.class)
        .hasMessageStartingWith("parameters.grace.followup-days: \"unknown key\" (expected: ");
  }

  @Test
  void aMissingKeyAWrongTypeAndAnUnknownRuleAreRefused() throws IOException {
    String missing = packaged().replace("  team-shares: true\n", "");
    String words = packaged().replace("follow-up-days: 30", "follow-up-days: thirty");
    String unknown = packaged().replace("switched-off: []", "switched-off: [no-such-rule]");

    assertThatThrownBy(() -> read(missing))
        .hasMessage("parameters.team-shares: \"\" (expected: true or false)");
    assertThatThrownBy(() -> read(words))
        .hasMessage(
            "parameters.grace.follow-up-days: \"thirty\" (expected: a whole number, 1 or more)");
    assertThatThrownBy(() -> read(unknown))
        .hasMessage("switched-off: \"no-such-rule\" (expected: the id of a rule in force)");
  }

  @Test
  void duplicateKeysAreRefused() throws IOException {
    String twice = packaged() + "name: other\n";

    assertThatThrownBy(() -> read(twice)).isInstanceOf(RulePackException.class);
  }
}
