package org.casenotesaudit.rules.pack;

import java.time.Duration;

/**
 * How long to wait for a fact before its absence counts.
 *
 * @param missingFacts until an undetermined access asks for a person
 * @param mediaAuthority until a recording without an authority to capture it does
 * @param horizon after that, a fact about an access comes too late to change its judgement
 */
public record Patience(Duration missingFacts, Duration mediaAuthority, Duration horizon) {}
