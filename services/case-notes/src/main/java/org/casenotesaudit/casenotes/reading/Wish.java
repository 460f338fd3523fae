package org.casenotesaudit.casenotes.reading;

import java.time.LocalDate;
import java.util.UUID;
import org.casenotesaudit.casenotes.deciding.ItemKind;
import org.casenotesaudit.casenotes.deciding.Reader;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * What access asks on behalf of a worker.
 *
 * @param brokeGlass whether the worker stated an emergency
 * @param dateOfBirth the client's date of birth as the worker gave it, or null
 */
public record Wish(
    Reader reader,
    ItemKind itemKind,
    UUID itemId,
    Action action,
    Purpose purpose,
    boolean brokeGlass,
    @Nullable LocalDate dateOfBirth) {}
