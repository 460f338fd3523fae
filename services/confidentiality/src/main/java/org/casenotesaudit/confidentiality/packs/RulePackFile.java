package org.casenotesaudit.confidentiality.packs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.casenotesaudit.confidentiality.publishing.Digests;
import org.casenotesaudit.rules.RulesInForce;
import org.casenotesaudit.rules.pack.Grace;
import org.casenotesaudit.rules.pack.Limit;
import org.casenotesaudit.rules.pack.Parameters;
import org.casenotesaudit.rules.pack.Patience;
import org.casenotesaudit.rules.pack.RulePack;
import org.casenotesaudit.rules.rule.ConcernRule;
import org.casenotesaudit.rules.rule.ExplanationRule;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * Reads a rule pack from its YAML file. Strict: a key that is missing, misspelt or of another type
 * stops the start, because a rule that silently runs on a default is a loosened rule.
 */
public final class RulePackFile {

  private RulePackFile() {}

  /**
   * @throws RulePackException naming what was found and what was expected
   */
  public static RulePack read(byte[] file) {
    Section pack = new Section("", parse(file));
    pack.hasOnly("name", "version", "parameters", "switched-off");
    Section parameters = pack.section("parameters");
    parameters.hasOnly(
        "team-shares", "grace", "patience", "repeated-unexplained", "refused-attempts");
    return new RulePack(
        pack.text("name"),
        pack.text("version"),
        Digests.sha256(file),
        new Parameters(
            parameters.flag("team-shares"),
            grace(parameters.section("grace")),
            patience(parameters.section("patience")),
            limit(parameters.section("repeated-unexplained")),
            limit(parameters.section("refused-attempts"))),
        switchedOff(pack.texts("switched-off")));
  }

  private static Grace grace(Section grace) {
    grace.hasOnly("follow-up-days", "late-fact-days", "authorship-days", "break-glass-hours");
    return new Grace(
        Duration.ofDays(grace.number("follow-up-days")),
        Duration.ofDays(grace.number("late-fact-days")),
        Duration.ofDays(grace.number("authorship-days")),
        Duration.ofHours(grace.number("break-glass-hours")));
  }

  private static Patience patience(Section patience) {
    patience.hasOnly("missing-facts-hours", "media-authority-hours", "horizon-days");
    return new Patience(
        Duration.ofHours(patience.number("missing-facts-hours")),
        Duration.ofHours(patience.number("media-authority-hours")),
        Duration.ofDays(patience.number("horizon-days")));
  }

  private static Limit limit(Section limit) {
    limit.hasOnly("times", "within-hours");
    return new Limit(
        Math.toIntExact(limit.number("times")), Duration.ofHours(limit.number("within-hours")));
  }

  private static Set<String> switchedOff(List<String> ids) {
    Set<String> known =
        Stream.concat(
                RulesInForce.EXPLANATIONS.stream().map(ExplanationRule::id),
                RulesInForce.CONCERNS.stream().map(ConcernRule::id))
            .collect(Collectors.toSet());
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new RulePackException("switched-off", id, "the id of a rule in force");
      }
    }
    return new HashSet<>(ids);
  }

  private static Object parse(byte[] file) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(0);
    try {
      Object parsed =
          new Yaml(new SafeConstructor(options)).load(new String(file, StandardCharsets.UTF_8));
      return parsed == null ? Map.of() : parsed;
    } catch (YAMLException e) {
      throw new RulePackException("file", "unreadable", "YAML without duplicate keys", e);
    }
  }
}
