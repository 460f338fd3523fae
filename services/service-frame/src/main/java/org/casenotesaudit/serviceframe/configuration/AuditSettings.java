package org.casenotesaudit.serviceframe.configuration;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import java.util.List;

/**
 * Which agency and source this service speaks for.
 *
 * @param agencyId the agency whose records these are; part of every event
 * @param source the name under which this service numbers its events; the application's name
 * @param production true where a missing key or an open door must stop the start
 * @param heartbeatTopics topics to which this source sends a heartbeat each minute, or none
 */
@ConfigurationProperties("audit")
public record AuditSettings(
    @NotBlank String agencyId,
    @NotBlank String source,
    boolean production,
    List<String> heartbeatTopics) {

  public AuditSettings {
    heartbeatTopics = List.copyOf(heartbeatTopics);
  }
}
