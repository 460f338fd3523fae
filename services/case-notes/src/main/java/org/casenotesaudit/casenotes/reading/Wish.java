package org.casenotesaudit.casenotes.reading;

import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.Reader;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;

/**
 * What access asks on behalf of a worker.
 *
 * @param glass emergencies that the worker states or stated
 */
public record Wish(
    Reader reader,
    ItemKind itemKind,
    UUID itemId,
    Action action,
    Purpose purpose,
    GlassClaims glass) {}
