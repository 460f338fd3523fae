package org.casenotesaudit.casenotes.media;

import java.util.UUID;

/**
 * A file that has arrived and lies sealed in chunks; it becomes a recording when its row commits.
 *
 * @param mediaId under which the chunks lie
 * @param wrappedKey the key they are sealed with, wrapped
 * @param mediaType what its bytes say it is
 * @param sizeBytes its size
 * @param chunkCount how many chunks
 * @param sha256 digest of its bytes, hex; tells a repeated request from another one
 */
public record Upload(
    UUID mediaId,
    byte[] wrappedKey,
    String mediaType,
    long sizeBytes,
    int chunkCount,
    String sha256) {}
