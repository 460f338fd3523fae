package org.casenotesaudit.casenotes.deciding;

import java.util.UUID;
import org.casenotesaudit.events.Action;
import org.casenotesaudit.events.Purpose;

/**
 * One wish to read.
 *
 * @param reader who
 * @param itemKind what sort of record
 * @param itemId which one
 * @param action what is to be done with it
 * @param purpose the purpose stated
 * @param glass whether an emergency is stated
 */
public record ReadRequest(
    Reader reader, ItemKind itemKind, UUID itemId, Action action, Purpose purpose, Glass glass) {}
