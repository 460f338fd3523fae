package org.casenotesaudit.rules.rule;

import java.util.function.Function;

/** A reason that makes an access plausible, if a recorded fact bears it out. */
public record ExplanationRule(String id, Basis basis, Function<Question, Outcome<Support>> test) {}
