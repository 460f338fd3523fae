package org.casenotesaudit.access.opening;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.casenotesaudit.access.ClientId;
import org.casenotesaudit.events.RecordKind;
import org.casenotesaudit.events.RefusalReason;
import org.jspecify.annotations.Nullable;

/** What case-notes answers to a wish to open a record. */
public sealed interface Decision {

  /** The record may be opened, against a grant that ends. */
  record Permitted(Grant grant, Subjects subjects, GlassUse glass) implements Decision {}

  /**
   * It may not.
   *
   * @param clientIds in whose histories that belongs, none where there is no such record: for the
   *     trail, never for the worker, who must not learn from a refusal that a restricted client
   *     exists
   */
  record Refused(RefusalReason reason, List<ClientId> clientIds, RecordKind recordKind)
      implements Decision {

    public Refused {
      clientIds = List.copyOf(clientIds);
    }
  }

  /**
   * It may, once the worker states an emergency.
   *
   * @param clientIds on whose account
   */
  record BreakGlassRequired(List<ClientId> clientIds, RecordKind recordKind) implements Decision {

    public BreakGlassRequired {
      clientIds = List.copyOf(clientIds);
    }
  }

  /**
   * What stated emergencies had to do with a permission.
   *
   * @param standingFor the clients for whom it rests on one stated earlier
   * @param birthDatesKnown the clients whose exact date of birth came with one stated now
   */
  record GlassUse(Set<ClientId> standingFor, Set<ClientId> birthDatesKnown) {

    public GlassUse {
      standingFor = Set.copyOf(standingFor);
      birthDatesKnown = Set.copyOf(birthDatesKnown);
    }
  }

  /**
   * The right to fetch the content.
   *
   * @param id the grant's id
   * @param expiresAt when it ends
   * @param factVersion version of the facts that it rests on
   * @param rangeable true for media, whose bytes are fetched range by range
   */
  record Grant(UUID id, Instant expiresAt, String factVersion, boolean rangeable) {}

  /**
   * What is opened, and about whom it is.
   *
   * @param clientIds at least one; several for a recording of several clients
   * @param caseId the case, where the record belongs to one
   */
  record Subjects(
      List<ClientId> clientIds, @Nullable UUID caseId, RecordKind recordKind, UUID recordId) {

    public Subjects {
      clientIds = List.copyOf(clientIds);
      if (clientIds.isEmpty()) {
        throw new IllegalArgumentException("clientIds: none (expected: at least one)");
      }
    }
  }
}
