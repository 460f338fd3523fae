package org.casenotesaudit.alerts.review;

import java.util.List;
import org.casenotesaudit.alerts.concern.Concern;
import org.casenotesaudit.alerts.concern.JudgementRevision;
import org.casenotesaudit.alerts.concern.Member;
import org.casenotesaudit.alerts.concern.Observed;
import org.casenotesaudit.alerts.store.ConcernRecord;

/** Everything in one concern, as opened for a reviewer. */
public record ConcernFile(
    Concern concern,
    List<Member> members,
    List<Observed> observed,
    List<JudgementRevision> judgements,
    List<ConcernRecord.Comment> comments,
    List<ConcernRecord.HistoryEntry> history) {}
