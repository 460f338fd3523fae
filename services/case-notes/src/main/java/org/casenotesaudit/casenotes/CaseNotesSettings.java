package org.casenotesaudit.casenotes;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;

/**
 * What an agency may set.
 *
 * @param keysDir folder of key files, outside PostgreSQL and its backups
 * @param noteCharactersMax longest text of a note
 * @param mediaBytesMax largest recording
 * @param grantSeconds how long a grant for a text may wait to be redeemed
 * @param mediaGrantSeconds how long one grant serves a recording to one worker
 */
@ConfigurationProperties("case-notes")
public record CaseNotesSettings(
    @NotBlank String keysDir,
    @Min(1) int noteCharactersMax,
    @Min(1) @Max(1_900_000_000) long mediaBytesMax,
    @Min(1) int grantSeconds,
    @Min(1) int mediaGrantSeconds) {}
