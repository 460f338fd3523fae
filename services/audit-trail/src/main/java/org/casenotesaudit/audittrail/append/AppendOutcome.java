package org.casenotesaudit.audittrail.append;

/**
 * What a batch came to.
 *
 * @param appended new entries, of every kind
 * @param duplicates events that were there already, byte for byte
 * @param rejected new entries about records that could not be taken in
 * @param conflicts new entries about known ids with other bytes
 * @param reused new entries about numbers that a source gave twice
 * @param nextIndex index of the entry that comes next: the number of entries now
 */
public record AppendOutcome(
    long appended, long duplicates, long rejected, long conflicts, long reused, long nextIndex) {}
