package org.casenotesaudit.access.opening;

import java.util.UUID;

/** The one record asked for. */
public record Item(ItemKind kind, UUID id) {}
