package org.casenotesaudit.confidentiality.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.casenotesaudit.confidentiality.streams.JudgingStream;
import org.casenotesaudit.rules.RulesInForce;
import org.casenotesaudit.rules.pack.RulePack;
import org.casenotesaudit.rules.rule.Basis;
import org.casenotesaudit.rules.rule.Evidence;
import org.casenotesaudit.rules.rule.RuleClass;
import org.casenotesaudit.serviceframe.description.Codes;
import org.casenotesaudit.serviceframe.description.Format;
import org.casenotesaudit.serviceframe.description.WireCode;
import org.casenotesaudit.serviceframe.security.Roles;

/** The pack that judges, rule by rule, with the text that each stands on. */
@Controller("/v1/rule-packs/active")
@Secured({
  Roles.COMPLIANCE_OFFICER,
  Roles.PRIVACY_LEAD,
  Roles.AUDITOR,
  Roles.PLATFORM,
  Roles.SERVICE_ALERTS
})
final class RulePackController {

  private final RulePack pack;
  private final JudgingStream stream;

  RulePackController(RulePack pack, JudgingStream stream) {
    this.pack = pack;
    this.stream = stream;
  }

  /** What a rule can find. */
  enum RuleKind implements WireCode {
    EXPLANATION("explanation"),
    CONCERN("concern");

    private final String code;

    RuleKind(String code) {
      this.code = code;
    }

    @Override
    public String code() {
      return code;
    }
  }

  /**
   * One rule.
   *
   * @param id its code, for instance after-ending
   * @param kind what it can find
   * @param on whether the pack has it on
   * @param basis the principle, code section or law that it stands on
   * @param ruleClass what it is about
   * @param evidence what kinds of evidence it rests on
   * @param parameters names of the pack's parameters that it reads
   */
  @Serdeable
  record RuleBody(
      @Format(Format.NONE) String id,
      @Codes(RuleKind.class) String kind,
      boolean on,
      String basis,
      @Codes(RuleClass.class) String ruleClass,
      @Codes(Evidence.class) List<String> evidence,
      List<String> parameters) {}

  /**
   * The pack in force.
   *
   * @param name its name
   * @param version its version
   * @param digest SHA-256 of its file, hex, as judgements carry it
   * @param rules all rules, those that are off too
   */
  @Serdeable
  record PackBody(String name, String version, String digest, List<RuleBody> rules) {}

  /**
   * How the stream that judges is.
   *
   * @param digest SHA-256 of the pack in force, hex
   * @param stream its state, in Kafka Streams' words
   */
  @Serdeable
  record StatusBody(String digest, @Codes(KafkaStreams.State.class) String stream) {}

  /**
   * The rule pack in force, rule by rule.
   *
   * @return the pack
   */
  @Get
  PackBody activeRulePack() {
    List<RuleBody> rules =
        Stream.concat(
                RulesInForce.EXPLANATIONS.stream()
                    .map(rule -> body(rule.id(), RuleKind.EXPLANATION, rule.basis())),
                RulesInForce.CONCERNS.stream()
                    .map(rule -> body(rule.id(), RuleKind.CONCERN, rule.basis())))
            .toList();
    return new PackBody(pack.name(), pack.version(), pack.digest(), rules);
  }

  /**
   * Whether the stream judges, and by which pack.
   *
   * @return its state
   */
  @Get("/status")
  StatusBody streamStatus() {
    return new StatusBody(pack.digest(), stream.state().name());
  }

  private RuleBody body(String id, RuleKind kind, Basis basis) {
    return new RuleBody(
        id,
        kind.code(),
        pack.isOn(id),
        basis.text(),
        basis.ruleClass().name(),
        basis.evidence().stream().map(Enum::name).sorted().toList(),
        basis.parameters());
  }
}
