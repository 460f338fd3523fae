package org.casenotesaudit.confidentiality.streams;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Min;
import org.casenotesaudit.confidentiality.topology.Bounds;

/**
 * How much one client may cost; the horizon stands in the rule pack, because it changes verdicts.
 *
 * @param judgedPerStep acts judged at once when a late fact touches many
 * @param accessesPerClient accesses held of one client, the newest; older ones are kept as counts
 */
@ConfigurationProperties("confidentiality.bounds")
public record BoundSettings(@Min(1) int judgedPerStep, @Min(100) int accessesPerClient) {

  Bounds asBounds() {
    return new Bounds(judgedPerStep, accessesPerClient);
  }
}
