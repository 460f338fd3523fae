package org.casenotesaudit.casenotes.records;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/** A note's newest version as it is shown, still sealed. */
@Introspected
public record LatestText(int version, Instant contactAt, byte[] sealedText) {}
