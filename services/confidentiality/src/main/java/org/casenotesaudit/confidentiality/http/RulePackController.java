package org.casenotesaudit.confidentiality.http;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.stream.Stream;
import org.casenotesaudit.confidentiality.streams.JudgingStream;
import org.casenotesaudit.rules.RulesInForce;
import org.casenotesaudit.rules.pack.RulePack;
import org.casenotesaudit.rules.rule.Basis;
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

  @Serdeable
  record RuleBody(
      String id,
      String kind,
      boolean on,
      String basis,
      String ruleClass,
      List<String> evidence,
      List<String> parameters) {}

  @Serdeable
  record PackBody(String name, String version, String digest, List<RuleBody> rules) {}

  @Serdeable
  record StatusBody(String digest, String stream) {}

  @Get
  PackBody active() {
    List<RuleBody> rules =
        Stream.concat(
                RulesInForce.EXPLANATIONS.stream()
                    .map(rule -> body(rule.id(), "explanation", rule.basis())),
                RulesInForce.CONCERNS.stream()
                    .map(rule -> body(rule.id(), "concern", rule.basis())))
            .toList();
    return new PackBody(pack.name(), pack.version(), pack.digest(), rules);
  }

  @Get("/status")
  StatusBody status() {
    return new StatusBody(pack.digest(), stream.state().name());
  }

  private RuleBody body(String id, String kind, Basis basis) {
    return new RuleBody(
        id,
        kind,
        pack.isOn(id),
        basis.text(),
        basis.ruleClass().name(),
        basis.evidence().stream().map(Enum::name).sorted().toList(),
        basis.parameters());
  }
}
