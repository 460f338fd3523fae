package org.casenotesaudit.rules.judgement;

import java.time.Instant;
import org.casenotesaudit.rules.facts.Access;
import org.jspecify.annotations.Nullable;

/**
 * What was judged about one access.
 *
 * @param asKnown from the facts recorded by the moment of access: the only answer attributable to
 *     the worker
 * @param asItWas with the facts recorded later, too: opens remediation, never a conduct concern
 * @param firstAccess whether no earlier access by this worker to this client is known; repeats
 *     inflate the explained share, so first accesses are reported apart
 * @param packDigest SHA-256 of the rule pack's file, hex
 * @param factsDigest SHA-256 over the sorted ids of the events that the answers rest on, hex
 * @param judgeAgainAt when time alone will change the answer; null if it will not
 */
public record Judgement(
    Access access,
    Answer asKnown,
    Answer asItWas,
    boolean firstAccess,
    String packDigest,
    String factsDigest,
    @Nullable Instant judgeAgainAt) {}
