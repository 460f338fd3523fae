package org.casenotesaudit.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;

/**
 * What an operator may set.
 *
 * @param caseNotesUrl base URL of case-notes
 * @param caseNotesTimeout how long one answer of case-notes may take before the worker hears 503
 * @param breakGlassValidity how long a stated emergency covers further accesses
 * @param mediaClosingGrace how long after its grant a viewing is closed: a range asked for at the
 *     last moment still flows then
 */
@ConfigurationProperties("access")
public record AccessSettings(
    @NotNull URI caseNotesUrl,
    @Bindable(defaultValue = "5s") Duration caseNotesTimeout,
    @Bindable(defaultValue = "4h") Duration breakGlassValidity,
    @Bindable(defaultValue = "60s") Duration mediaClosingGrace) {}
